"""Moving a visit: the verifier answers, the move is kept or not, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from lotrinh.method.roadmap.problem import HalfDay
from lotrinh.office.planning.actions.adopt_roadmap import adopt_roadmap, verified
from lotrinh.office.planning.actions.move_visit import move_visit, place, try_move, undo_move
from lotrinh.office.planning.models import Roadmap, Visit, VisitMove
from lotrinh.office.platform.models import AuditEntry
from lotrinh.office.platform.policies import Refused
from tests.office.planning import small_plan

pytestmark = pytest.mark.django_db


def visits(roadmap: Roadmap) -> list[Visit]:
    """The visits of a roadmap."""
    return list(Visit.objects.for_actions().filter(roadmap=roadmap).select_related("unit").order_by("pk"))


def free_place(roadmap: Roadmap, visit: Visit) -> tuple[str, HalfDay]:
    """A place other than its own that the verifier allows."""
    for raw in reversed(roadmap.problem["half_days"]):
        slot = HalfDay.from_dict(raw)
        if slot.date != visit.start_date and try_move(roadmap, visit, visit.team_id, slot).allowed:
            return visit.team_id, slot
    raise AssertionError("no free place")


def test_an_allowed_move_is_kept_and_undone(draft: Roadmap) -> None:
    planner, visit = draft.created_by, visits(draft)[0]
    was = place(visit)
    team, slot = free_place(draft, visit)
    trial = move_visit(planner, draft, visit, team, slot, at=small_plan.NOW)
    assert trial.allowed
    again = Visit.objects.for_actions().get(pk=visit.pk)
    assert (again.start_date, again.start_part, again.reasons) == (slot.date, slot.part, [])
    stored = Roadmap.objects.for_actions().get(pk=draft.pk)
    assert stored.origin == "moved" and stored.digest != draft.digest
    assert verified(stored).allowed and not verified(stored).untrue
    undo_move(planner, stored, at=small_plan.NOW)
    assert place(Visit.objects.for_actions().select_related("unit").get(pk=visit.pk)) == was
    assert AuditEntry.objects.filter(verb__in=["move_visit", "undo_move"]).count() == 2


def test_a_refused_move_changes_nothing_and_says_why(draft: Roadmap) -> None:
    first, second = visits(draft)[:2]
    there = HalfDay(second.start_date, second.start_part)  # type: ignore[arg-type]
    trial = move_visit(draft.created_by, draft, first, second.team_id, there, at=small_plan.NOW)
    assert not trial.allowed and trial.reasons[0].vi and trial.reasons[0].en
    assert place(Visit.objects.for_actions().select_related("unit").get(pk=first.pk)) == place(first)
    assert not VisitMove.objects.for_actions().exists()


def test_a_sunday_and_an_unknown_team_are_refused(draft: Roadmap) -> None:
    visit = visits(draft)[0]
    assert not try_move(draft, visit, visit.team_id, HalfDay(date(2020, 8, 9), "am")).allowed
    assert not try_move(draft, visit, "doan-9", HalfDay(visit.start_date, "am")).allowed


def test_the_chart_asks_in_json(draft: Roadmap, client_as: Callable[..., Client]) -> None:
    client = client_as(draft.created_by)
    visit = visits(draft)[0]
    team, slot = free_place(draft, visit)
    base = f"/roadmaps/{draft.pk}/visits/{visit.pk}"
    fields = {"team": team, "date": slot.date.isoformat(), "part": slot.part}
    asked = client.post(f"{base}/check/", fields, headers={"Accept": "application/json"}).json()
    assert asked["allowed"] is True and isinstance(asked["gain"], float)
    bad = client.post(f"{base}/check/", {**fields, "date": "mai"})
    assert bad.status_code == 400 and bad.json()["sentences"]
    moved = client.post(f"{base}/move/", fields, headers={"Accept": "application/json"}).json()
    assert moved["allowed"] is True
    assert client.post(f"/roadmaps/{draft.pk}/undo/").status_code == 302


def test_only_a_planner_moves(draft: Roadmap, make_account: Callable[..., Any]) -> None:
    visit = visits(draft)[0]
    with pytest.raises(Refused):
        move_visit(
            make_account("leader"),
            draft,
            visit,
            visit.team_id,
            HalfDay(visit.start_date, "am"),
            at=small_plan.NOW,
        )


def test_an_adopted_roadmap_is_frozen_in_the_database(adopted: Roadmap, draft: Roadmap) -> None:
    visit = visits(adopted)[0]
    rows = Roadmap.objects.for_actions().filter(pk=adopted.pk)
    for change in (
        lambda: Visit.objects.for_actions().filter(pk=visit.pk).update(team_id="doan-9"),
        lambda: Visit.objects.for_actions().filter(pk=visit.pk).delete(),
        lambda: rows.update(answer={}),
        lambda: rows.update(status="draft"),
        lambda: rows.update(total=1.0),
        lambda: Visit.objects.create(
            roadmap=adopted,
            unit=visit.unit,
            team_id="x",
            start_date=visit.start_date,
            start_part="am",
            end_date=visit.start_date,
            end_part="am",
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(Refused):
        move_visit(
            draft.created_by,
            adopted,
            visit,
            visit.team_id,
            HalfDay(visit.start_date, "am"),
            at=small_plan.NOW,
        )


def test_what_the_verifier_refuses_is_not_adopted(draft: Roadmap, make_account: Callable[..., Any]) -> None:
    raw = draft.answer
    raw["visits"] = raw["visits"][:3]
    Roadmap.objects.for_actions().filter(pk=draft.pk).update(answer=raw)
    with pytest.raises(Refused) as refused:
        adopt_roadmap(make_account("leader"), draft, at=small_plan.NOW)
    assert "Không ban hành được" in refused.value.decision.reason.vi


def test_a_new_version_names_and_supersedes_the_old(
    adopted: Roadmap, make_account: Callable[..., Any]
) -> None:
    planner = make_account("planner")
    newer = small_plan.keep(planner, adopted.plan, adopted.problem, adopted.answer)
    newer = adopt_roadmap(make_account("leader"), newer, at=small_plan.NOW)
    old = Roadmap.objects.for_actions().get(pk=adopted.pk)
    assert (old.status, newer.status, newer.replaces_id) == ("superseded", "adopted", old.pk)


def test_what_is_in_force_is_amended_by_a_copy(adopted: Roadmap, client_as: Callable[..., Client]) -> None:
    client = client_as("planner")
    assert client.post(f"/roadmaps/{adopted.pk}/amend/").status_code == 302
    copy = Roadmap.objects.for_actions().get(version=adopted.version + 1)
    assert (copy.status, copy.replaces_id, copy.answer["visits"]) == (
        "draft",
        adopted.pk,
        adopted.answer["visits"],
    )
    assert Roadmap.objects.for_actions().get(pk=adopted.pk).status == "adopted"
    assert client.post(f"/roadmaps/{copy.pk}/amend/").status_code == 403
    assert client_as("leader").post(f"/roadmaps/{adopted.pk}/amend/").status_code == 403


def test_a_planner_does_not_adopt(draft: Roadmap) -> None:
    with pytest.raises(Refused):
        adopt_roadmap(draft.created_by, draft, at=small_plan.NOW)
