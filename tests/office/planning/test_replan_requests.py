"""A visit that cannot take place asks for a replan: shown, filled in, closed by a roadmap made after it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from lotrinh.office.planning import queries
from lotrinh.office.planning.actions.adopt_roadmap import adopt_roadmap
from lotrinh.office.planning.actions.amend_roadmap import amend_roadmap
from lotrinh.office.planning.actions.ask_replan import ask_replan
from lotrinh.office.planning.models import ReplanRequest, Roadmap, Visit
from lotrinh.office.platform.policies import Refused
from tests.office.planning import small_plan

ONE_HOUR = timedelta(hours=1)


def ask(actor: Any, visit: Visit, *, hours: int = 1) -> ReplanRequest:
    until = visit.start_date + timedelta(days=14)
    return ask_replan(
        actor, visit.roadmap.plan, unit=visit.unit, start=visit.start_date, until=until,
        reason="Đơn vị họp HĐND", at=small_plan.NOW + hours * ONE_HOUR,
    )  # fmt: skip


def test_a_request_fills_in_the_replan(adopted: Roadmap, shown: Visit, client_as: Any) -> None:
    client = client_as("planner")
    asked = ask(client.account, shown)
    page = client.get(f"/plans/{adopted.plan.key}/roadmaps/").content.decode()
    address = f"/roadmaps/{adopted.pk}/replan/?request={asked.pk}"
    assert address in page and "Đơn vị họp HĐND" in page
    form = client.get(address).context["form"]
    assert (form["kind"].value(), form["unit"].value()) == ("postpone", shown.unit.code)
    assert form["start"].value() == shown.start_date
    assert form["end"].value() == shown.start_date + timedelta(days=13)
    for odd in ("x", "999999", "9" * 30, ""):
        assert client.get(f"/roadmaps/{adopted.pk}/replan/?request={odd}").status_code == 200


def test_only_the_planning_side_asks_and_sees(adopted: Roadmap, shown: Visit, make_account: Any) -> None:
    planner = make_account("planner")
    ask(planner, shown)
    assert len(queries.open_requests(planner, adopted.plan)) == 1
    for role in ("inspector", "inspected_unit", "clerk", "administrator"):
        other = make_account(role)
        assert queries.open_requests(other, adopted.plan) == []
        with pytest.raises(Refused):
            ask(other, shown)


def test_a_roadmap_drafted_before_the_request_does_not_close_it(
    adopted: Roadmap, shown: Visit, make_account: Any
) -> None:
    planner, leader = make_account("planner"), make_account("leader")
    early = amend_roadmap(planner, adopted, at=small_plan.NOW)
    asked = ask(planner, shown)
    in_force = adopt_roadmap(leader, early, at=small_plan.NOW + 2 * ONE_HOUR)
    assert ReplanRequest.objects.for_actions().get(pk=asked.pk).closed_at is None
    later = amend_roadmap(planner, in_force, at=small_plan.NOW + 3 * ONE_HOUR)
    adopt_roadmap(leader, later, at=small_plan.NOW + 4 * ONE_HOUR)
    closed = ReplanRequest.objects.for_actions().get(pk=asked.pk)
    assert closed.taken_by == later and closed.closed_at == small_plan.NOW + 4 * ONE_HOUR
    again = ask(planner, shown, hours=5)
    assert again.pk != asked.pk, "a new matter after the old one was settled"
