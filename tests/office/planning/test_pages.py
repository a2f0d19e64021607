"""Every page of planning, by role; the number of queries does not grow with the plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lotrinh.office.planning.models import Closure, Plan, Roadmap, SelectionMark, TeamAbsence, Visit
from lotrinh.office.registry.models import RiskMark, Unit
from tests.office.planning import small_plan

pytestmark = pytest.mark.django_db
PLAN_PAGES = ("", "candidates/", "roadmaps/", "unavailable/", "feeds/")
ROADMAP_PAGES = (
    "",
    "calendar/",
    "map/",
    "map.json",
    "left-out/",
    "compare/",
    "what-if/",
    "adopt/",
    "replan/",
)


def test_a_planner_opens_every_page(draft: Roadmap, client_as: Callable[..., Client]) -> None:
    client = client_as(draft.created_by)
    addresses = ["/today/", "/plans/"]
    addresses += [f"/plans/{draft.plan.key}/{p}" for p in PLAN_PAGES]
    addresses += [f"/roadmaps/{draft.pk}/{p}" for p in ROADMAP_PAGES]
    for language in ("vi", "en"):
        client.cookies["lotrinh_language"] = language
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)
            if not address.endswith("json"):
                text = answer.content.decode()
                assert " style=" not in text and "<style" not in text and "onclick" not in text, address


@pytest.mark.parametrize(
    ("role", "closed"),
    [
        ("leader", ("replan/",)),
        ("auditor", ("replan/",)),
        ("inspector", ("left-out/", "compare/", "what-if/", "adopt/", "replan/")),
        ("inspected_unit", ("left-out/", "compare/", "what-if/", "adopt/", "replan/", "export.xlsx")),
        ("appraiser", ("left-out/", "compare/", "what-if/", "adopt/", "replan/", "export.xlsx")),
        ("administrator", ("left-out/", "compare/", "what-if/", "adopt/", "replan/", "export.xlsx")),
    ],
)
def test_what_each_role_may_open(
    role: str, closed: tuple[str, ...], adopted: Roadmap, client_as: Callable[..., Client]
) -> None:
    client = client_as(role)
    for page in (*ROADMAP_PAGES, "export.xlsx"):
        status = client.get(f"/roadmaps/{adopted.pk}/{page}").status_code
        if page in closed:
            assert status == 403, (page, status)
    assert client.get(f"/roadmaps/{adopted.pk}/").status_code == 200
    assert client.get("/today/").status_code == 200


def test_candidates_sort_and_filter(draft: Roadmap, client_as: Callable[..., Client]) -> None:
    client, base = client_as(draft.created_by), f"/plans/{draft.plan.key}/candidates/"
    for query in (
        "sort=name",
        "sort=-range",
        "sort=stability",
        "sort=rank",
        "sort=nonsense",
        "kind=department",
        "chosen=yes",
        "chosen=no",
        "mark=must",
        "mark=none",
        "words=so+tai+nguyen",
        "sector=finance",
    ):
        assert client.get(f"{base}?{query}").status_code == 200, query
    found = client.get(f"{base}?words=so+tai+nguyen").content.decode()
    assert "Sở Tài nguyên và Môi trường" in found and "Sở Y tế" not in found
    code = Visit.objects.for_actions().filter(roadmap=draft).values_list("unit__code", flat=True)[0]
    drawer = client.get(f"{base}{code}/", headers={"HX-Request": "true"}).content.decode()
    assert "Chỉ số thấp." in drawer and "<html" not in drawer


def test_marks_by_hand_with_a_reason_and_back(plan: Plan, client_as: Callable[..., Client]) -> None:
    client, base = client_as("planner"), f"/plans/{plan.key}/candidates/hn.snv/"
    client.post(f"{base}mark/", {"kind": "must", "reason": " "})
    assert not SelectionMark.objects.for_actions().exists()
    client.post(f"{base}mark/", {"kind": "must", "reason": "Theo chỉ đạo"})
    client.post(f"{base}mark/", {"kind": "never", "reason": "Vừa kiểm tra", "next": "https://evil.example/"})
    in_force = SelectionMark.objects.for_actions().get(withdrawn_at=None)
    assert (in_force.kind, in_force.reason) == ("never", "Vừa kiểm tra")
    answer = client.post(f"{base}unmark/")
    assert answer.status_code == 302 and answer["Location"].startswith("/plans/")
    assert not SelectionMark.objects.for_actions().filter(withdrawn_at=None).exists()
    assert client_as("leader").post(f"{base}mark/", {"kind": "must", "reason": "x"}).status_code == 403


def test_absences_and_closed_days(plan: Plan, client_as: Callable[..., Client]) -> None:
    client, base = client_as("planner"), f"/plans/{plan.key}/unavailable/"
    away = {
        "team-who": "doan-1",
        "team-start": "2020-08-10",
        "team-end": "2020-08-14",
        "team-reason": "Tập huấn",
    }
    assert client.post(base, away).status_code == 302
    assert client.post(base, {**away, "team-end": "2020-08-01"}).status_code == 422
    shut = {
        "unit-who": "hn.snv",
        "unit-kind": "closed",
        "unit-start": "2020-08-10",
        "unit-end": "2020-08-12",
        "unit-reason": "Chuyển trụ sở",
    }
    assert client.post(base, shut).status_code == 302
    assert client.post(base, {**shut, "unit-who": "hn.khong-co"}).status_code == 422
    page = client.get(base).content.decode()
    assert "Tập huấn" in page and "Chuyển trụ sở" in page
    for what, rows in (("absence", TeamAbsence), ("closure", Closure)):
        pk = rows.objects.for_actions().get().pk
        client.post(f"{base}withdraw/", {"what": what, "pk": pk})
        assert not rows.objects.for_actions().filter(withdrawn_at=None).exists()


def test_a_leader_adopts_on_the_page(draft: Roadmap, client_as: Callable[..., Client]) -> None:
    client = client_as("leader")
    page = client.get(f"/roadmaps/{draft.pk}/adopt/").content.decode()
    assert "Mọi quy tắc cứng đều giữ" in page
    assert client.post(f"/roadmaps/{draft.pk}/adopt/").status_code == 302
    assert Roadmap.objects.for_actions().get(pk=draft.pk).status == "adopted"
    assert client.post(f"/roadmaps/{draft.pk}/adopt/").status_code == 403


def test_replanning_shows_then_keeps(
    adopted: Roadmap, shown: Visit, client_as: Callable[..., Client]
) -> None:
    client = client_as("planner")
    day = shown.start_date.isoformat()
    change = {
        "kind": "postpone",
        "unit": shown.unit.code,
        "start": day,
        "end": day,
        "now": "2020-07-31",
        "reason": "Đơn vị xin lùi",
    }
    preview = client.post(f"/roadmaps/{adopted.pk}/replan/", change)
    assert preview.status_code == 200 and shown.unit.name in preview.content.decode()
    assert Roadmap.objects.for_actions().count() == 1
    assert client.post(f"/roadmaps/{adopted.pk}/replan/", {**change, "take": "1"}).status_code == 302
    newer = Roadmap.objects.for_actions().get(version=2)
    assert (newer.origin, newer.status, newer.replaces_id) == ("replanned", "draft", adopted.pk)
    compared = client.get(f"/roadmaps/{newer.pk}/compare/{adopted.pk}/").content.decode()
    assert shown.unit.name in compared
    assert client.post(f"/roadmaps/{adopted.pk}/replan/", {**change, "end": "2020-01-01"}).status_code == 422


def count_queries(client: Client, address: str) -> int:
    """Queries of one request."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_number_of_queries_is_constant(draft: Roadmap, client_as: Callable[..., Client]) -> None:
    """The same for twenty-two candidates as for seventy, for ten visits as for fifty."""
    client = client_as(draft.created_by)
    pages = [f"/plans/{draft.plan.key}/candidates/", "/today/", f"/plans/{draft.plan.key}/roadmaps/"]
    pages += [
        f"/roadmaps/{draft.pk}/{p}" for p in ("", "calendar/", "map/", "map.json", "left-out/", "adopt/")
    ]
    [client.get(p) for p in pages]
    before = {p: count_queries(client, p) for p in pages}
    more_units(draft, 50)
    after = {p: count_queries(client, p) for p in pages}
    assert after == before
    assert max(before.values()) <= 25, before


def more_units(roadmap: Roadmap, count: int) -> None:
    """More bodies with marks and visits, on the same register."""
    pattern = RiskMark.objects.filter(plan_key=small_plan.KEY).first()
    assert pattern is not None
    for n in range(count):
        unit = Unit(
            code=f"hn.them{n}",
            register=roadmap.plan.register,
            kind="department",
            valid_from=pattern.unit.valid_from,
        )
        unit.name_it(f"Ban số {n}")
        unit.save()
        pattern.pk, pattern.unit = None, unit
        pattern.save(force_insert=True)
        roadmap.problem["units"].append({**roadmap.problem["units"][0], "code": unit.code, "name": unit.name})
        Visit.objects.create(
            roadmap=roadmap,
            unit=unit,
            team_id="doan-1",
            start_date=roadmap.plan.period_start,
            start_part="am",
            end_date=roadmap.plan.period_start,
            end_part="am",
        )
    Roadmap.objects.for_actions().filter(pk=roadmap.pk).update(problem=roadmap.problem)


def test_nothing_yet_is_said(client_as: Callable[..., Client], db: Any) -> None:
    client = client_as("planner")
    assert "Chưa có kế hoạch" in client.get("/plans/").content.decode()
    assert client.get("/today/").status_code == 200
