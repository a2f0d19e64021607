"""What planning adds to search and a unit page: no word of an unannounced visit to the inspected side."""

from __future__ import annotations

from typing import Any

import pytest

from lotrinh.office.planning.models import Plan, Roadmap, Visit
from lotrinh.office.registry.panels import panels_of
from lotrinh.office.registry.searching import search_everywhere


def visits_found(actor: Any, words: str) -> list[str]:
    groups = {group.key: group.hits for group in search_everywhere(actor, words)}
    return [hit.url for hit in groups.get("visits", [])]


def address(visit: Visit) -> str:
    return f"/roadmaps/{visit.roadmap_id}/visits/{visit.pk}/"


def test_a_plan_is_found_by_its_number(plan: Plan, make_account: Any) -> None:
    groups = {group.key: group.hits for group in search_everywhere(make_account("planner"), plan.number)}
    assert groups["plans"][0].url == f"/plans/{plan.key}/"


@pytest.mark.parametrize("role", ["planner", "leader", "auditor"])
def test_the_planning_side_finds_every_visit(
    hidden: Visit, shown: Visit, make_account: Any, role: str
) -> None:
    actor = make_account(role)
    for visit in (hidden, shown):
        assert address(visit) in visits_found(actor, visit.unit.name)
        assert [panel.context["visits"][0]["pk"] for panel in panels_of(actor, visit.unit)] == [visit.pk]


def test_the_inspected_side_finds_its_announced_visit_and_no_other(
    hidden: Visit, shown: Visit, make_account: Any, client_as: Any
) -> None:
    told = make_account("inspected_unit", unit_code=shown.unit.code)
    assert visits_found(told, shown.unit.name) == [address(shown)]
    assert len(panels_of(told, shown.unit)) == 1
    assert panels_of(told, hidden.unit) == []
    surprised = make_account("inspected_unit", unit_code=hidden.unit.code)
    assert visits_found(surprised, hidden.unit.name) == []
    assert panels_of(surprised, hidden.unit) == []
    text = client_as(surprised).get(f"/units/{hidden.unit.code}/").content.decode()
    assert "/roadmaps/" not in text and f"{hidden.start_date:%d/%m/%Y}" not in text


def test_a_draft_adds_nothing(draft: Roadmap, make_account: Any) -> None:
    visit = Visit.objects.for_actions().filter(roadmap=draft).select_related("unit").first()
    assert visit is not None
    assert panels_of(make_account("planner"), visit.unit) == []
