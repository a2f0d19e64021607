"""An adopted roadmap stays as it is, whichever way somebody takes to change it; on both databases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from lotrinh.office.planning.actions.adopt_roadmap import adopt_roadmap
from lotrinh.office.planning.actions.amend_roadmap import amend_roadmap
from lotrinh.office.planning.models import Roadmap, Visit
from lotrinh.office.platform.policies import Refused
from lotrinh.office.registry.models import Unit
from tests.office.planning import small_plan

pytestmark = pytest.mark.django_db


def refused(change: Callable[[], Any]) -> None:
    """The database says no."""
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        change()


def test_no_update_of_an_adopted_roadmap(adopted: Roadmap) -> None:
    rows = Roadmap.objects.for_actions().filter(pk=adopted.pk)
    for values in ({"id": 9999}, {"answer": {}}, {"problem": {}}, {"total": 0}, {"status": "draft"}):
        refused(lambda values=values: rows.update(**values))  # type: ignore[misc]
    refused(lambda: rows._raw_delete("default"))


def test_no_change_of_its_visits(adopted: Roadmap, make_account: Callable[..., Any]) -> None:
    """Not in place, not away, and none of a draft into it."""
    draft = amend_roadmap(make_account("planner"), adopted, at=small_plan.NOW)
    visits = Visit.objects.for_actions()
    own = visits.filter(roadmap=adopted)
    free = Unit.objects.exclude(pk__in=own.values("unit")).first()
    foreign = visits.filter(roadmap=draft).order_by("pk")[:1].get()
    visits.filter(pk=foreign.pk).update(unit=free)
    refused(lambda: visits.filter(pk=foreign.pk).update(roadmap=adopted))
    refused(lambda: own.update(announced=False))
    refused(lambda: own.update(roadmap=draft))
    refused(own.delete)
    new = Visit(roadmap=adopted, unit=free, team_id="doan-1", start_part="am", end_part="am")
    new.start_date = new.end_date = adopted.plan.period_start
    refused(lambda: Visit.objects.for_actions().bulk_create([new]))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is SQLite's")
def test_replacing_is_no_way_round(adopted: Roadmap, hidden: Visit) -> None:
    def run(sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    names = [f.column for f in Roadmap._meta.concrete_fields]
    values = ", ".join("'{}'" if n == "answer" else "'draft'" if n == "status" else n for n in names)
    refused(
        lambda: run(
            f"REPLACE INTO planning_roadmap ({', '.join(names)}) SELECT {values} FROM planning_roadmap"
        )
    )
    refused(lambda: run(f"REPLACE INTO planning_visit SELECT * FROM planning_visit WHERE id = {hidden.pk}"))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run("REPLACE INTO platform_auditentry SELECT * FROM platform_auditentry WHERE number = 1")


def test_only_what_was_verified_is_adopted(draft: Roadmap, make_account: Callable[..., Any]) -> None:
    """Rows that were changed past the actions do not become the roadmap in force."""
    rows = Visit.objects.for_actions().filter(roadmap=draft, announced=False)
    assert rows.update(announced=True)
    with pytest.raises(Refused) as told:
        adopt_roadmap(make_account("leader"), draft, at=small_plan.NOW)
    assert told.value.decision.reason.code == "planning.rows_differ"
