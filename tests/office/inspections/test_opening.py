"""From the adopted roadmap to inspections, and after a replan: opened once, moved, never dropped."""

from __future__ import annotations

from typing import Any

import pytest

from lotrinh.method.faults import Faults
from lotrinh.office.inspections.actions.follow_roadmap import follow_roadmap
from lotrinh.office.inspections.actions.open_inspections import open_inspections
from lotrinh.office.inspections.actions.postpone import postpone
from lotrinh.office.inspections.models import Deadline, Inspection, Seat
from lotrinh.office.planning.models import ReplanRequest, TeamSeat
from lotrinh.office.platform.models import AuditEntry, Message
from lotrinh.office.platform.policies import Refused
from tests.office.inspections import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner(make_account: Any) -> Any:
    return make_account("planner")


@pytest.fixture
def plan() -> Any:
    return make.make_plan()


def units(count: int) -> list[Any]:
    return [make.make_unit(f"hn.d1{n:02d}", f"Sở Số {n}") for n in range(count)]


def opened(planner: Any, plan: Any, visits: list[dict[str, Any]], *teams: Any) -> list[Inspection]:
    make.make_roadmap(plan, visits, list(teams) or [make.team()])
    return open_inspections(planner, plan, at=make.NOW)


def again(inspection: Inspection) -> Inspection:
    return Inspection.objects.for_actions().get(pk=inspection.pk)


def test_each_visit_becomes_one_inspection_with_its_team(planner: Any, plan: Any) -> None:
    first, second = units(2)
    made = opened(planner, plan, [{"unit": first}, {"unit": second, "announced": False}])
    assert {(i.unit.code, i.form, i.state) for i in made} == {
        (first.code, "direct", "planned"), (second.code, "unannounced", "planned"),
    }  # fmt: skip
    seats = Seat.objects.filter(inspection=made[0]).values_list("name", "role", "body_code")
    assert list(seats) == [
        ("Trần Trưởng", "head", make.OFFICE_BODY),
        ("Lê Thư Ký", "secretary", make.OFFICE_BODY),
        ("Phạm Thành Viên", "member", make.OFFICE_BODY),
    ]
    assert AuditEntry.objects.filter(verb="open_inspections").count() == 1


def test_opening_twice_opens_nothing_more(planner: Any, plan: Any) -> None:
    first, second = units(2)
    opened(planner, plan, [{"unit": first}, {"unit": second}])
    assert open_inspections(planner, plan, at=make.NOW) == []
    assert Inspection.objects.for_actions().count() == 2
    assert AuditEntry.objects.filter(verb="open_inspections").count() == 1


def test_accounts_are_found_by_their_full_names_and_others_sit_besides(
    planner: Any, plan: Any, make_account: Any
) -> None:
    head, other = make_account("inspector", full_name="trần  trưởng"), make_account("inspector")
    for account in (head, other):
        TeamSeat.objects.create(plan=plan, team_id="doan-1", account=account)
    (inspection,) = opened(planner, plan, [{"unit": units(1)[0]}])
    by_account = {s.account_id: (s.name, s.role) for s in inspection.seats.all() if s.account_id}
    assert by_account == {head.pk: ("Trần Trưởng", "head"), other.pk: (other.full_name, "member")}
    assert inspection.seats.count() == 4


def test_two_heads_in_a_roadmap_become_a_head_and_a_deputy(planner: Any, plan: Any) -> None:
    team = make.team()
    team["members"][1]["role"] = "head"
    (inspection,) = opened(planner, plan, [{"unit": units(1)[0]}], team)
    assert [s.role for s in inspection.seats.all()] == ["head", "deputy", "member"]


def test_without_a_roadmap_in_force_it_is_said_what_to_do(planner: Any, plan: Any) -> None:
    with pytest.raises(Faults) as error:
        open_inspections(planner, plan, at=make.NOW)
    assert error.value.faults[0].code == "inspections.no_roadmap"


def test_only_the_office_opens(plan: Any, make_account: Any) -> None:
    for role in ("leader", "inspector", "inspected_unit", "clerk", "auditor", "administrator"):
        with pytest.raises(Refused):
            open_inspections(make_account(role), plan, at=make.NOW)
        with pytest.raises(Refused):
            follow_roadmap(make_account(role), plan, at=make.NOW)


def test_after_a_replan_days_and_team_move_and_nothing_is_dropped(planner: Any, plan: Any) -> None:
    stays, moves, leaves = units(3)
    teams = [make.team("doan-1"), make.team("doan-2", "Vũ Hai", "Đỗ Hai", "Bùi Hai")]
    made = opened(planner, plan, [{"unit": u} for u in (stays, moves, leaves)], *teams)
    later = make.DAY + make.days(7)
    make.make_roadmap(plan, [{"unit": stays}, {"unit": moves, "start": later, "team": "doan-2"}], teams)
    found = follow_roadmap(planner, plan, at=make.NOW)
    assert [m.inspection.unit.code for m in found.moved] == [moves.code]
    assert [i.unit.code for i in found.left] == [leaves.code]
    moved, left = again(made[1]), again(made[2])
    assert (moved.start_date, moved.team_id, moved.visit.roadmap.version) == (later, "doan-2", 2)
    assert [s.name for s in moved.seats.filter(ended_at=None)] == ["Vũ Hai", "Đỗ Hai", "Bùi Hai"]
    assert moved.seats.exclude(ended_at=None).count() == 3
    assert (left.state, left.start_date) == ("planned", make.DAY)
    assert open_inspections(planner, plan, at=make.NOW) == []
    assert follow_roadmap(planner, plan, at=make.NOW).nothing


def test_a_team_that_was_set_up_keeps_its_people(planner: Any, plan: Any) -> None:
    unit = units(1)[0]
    teams = [make.team("doan-1"), make.team("doan-2", "Vũ Hai", "Đỗ Hai", "Bùi Hai")]
    (inspection,) = opened(planner, plan, [{"unit": unit}], *teams)
    Inspection.objects.for_actions().filter(pk=inspection.pk).update(state="team_set")
    make.make_roadmap(plan, [{"unit": unit, "team": "doan-2"}], teams)
    (move,) = follow_roadmap(planner, plan, at=make.NOW).moved
    assert move.team_differs and not move.team_changes
    assert again(inspection).seats.filter(ended_at=None, name="Trần Trưởng").exists()


def test_one_that_has_begun_is_not_touched(planner: Any, plan: Any) -> None:
    unit = units(1)[0]
    (inspection,) = opened(planner, plan, [{"unit": unit}])
    Inspection.objects.for_actions().filter(pk=inspection.pk).update(state="under_way")
    make.make_roadmap(plan, [{"unit": unit, "start": make.DAY + make.days(7)}], [make.team()])
    found = follow_roadmap(planner, plan, at=make.NOW)
    assert found.moves == () and [i.pk for i in found.begun] == [inspection.pk]
    assert again(inspection).start_date == make.DAY


def test_a_postponed_one_gets_its_new_date_and_the_unit_is_told(planner: Any, plan: Any) -> None:
    unit = make.make_unit()
    head = make.make_account("unit_head")
    make.make_roadmap(plan, [{"unit": unit}], [make.team()])
    inspection = make.make_inspection("announced", plan=plan, unit=unit)
    postpone(planner, inspection, "Đơn vị chống dịch", at=make.NOW)
    assert ReplanRequest.objects.for_actions().get(closed_at=None).unit == unit
    later = make.DAY + make.days(14)
    make.make_roadmap(plan, [{"unit": unit, "start": later}], [make.team()])
    follow_roadmap(planner, plan, at=make.NOW)
    found = again(inspection)
    assert (found.state, found.start_date, found.held_state) == ("announced", later, "")
    assert Deadline.objects.get(inspection=found, key="self_report", current=True).due_on < later
    assert Message.objects.filter(account=head, event__contains="new-date").count() == 1


def test_a_stopped_one_is_named_and_not_opened_again(planner: Any, plan: Any) -> None:
    unit = units(1)[0]
    (inspection,) = opened(planner, plan, [{"unit": unit}])
    Inspection.objects.for_actions().filter(pk=inspection.pk).update(state="stopped", held_state="planned")
    make.make_roadmap(plan, [{"unit": unit}], [make.team()])
    found = follow_roadmap(planner, plan, at=make.NOW)
    assert [i.pk for i in found.stopped] == [inspection.pk]
    assert open_inspections(planner, plan, at=make.NOW) == []


def test_the_page_shows_before_it_does(client_as: Any, plan: Any) -> None:
    client = client_as("planner")
    first, second = units(2)
    make.make_roadmap(plan, [{"unit": first}, {"unit": second, "announced": False}], [make.team()])
    address = f"/inspections/open/{plan.key}/"
    page = client.get(address).content.decode()
    assert first.name in page and second.name in page
    assert Inspection.objects.for_actions().count() == 0
    assert client.post(address, {"do": "open"}).status_code == 302
    assert Inspection.objects.for_actions().count() == 2
    assert client_as("leader").get(address).status_code == 403
    assert client_as("inspected_unit", unit_code=second.code).get(address).status_code == 403
