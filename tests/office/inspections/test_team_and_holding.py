"""Teams: set up, changed; visits announced, postponed, given a new date, paused, stopped."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from lotrinh.method.faults import Faults
from lotrinh.office.inspections.actions.announce_visit import announce_visit
from lotrinh.office.inspections.actions.change_member import change_member
from lotrinh.office.inspections.actions.postpone import postpone
from lotrinh.office.inspections.actions.reschedule import reschedule
from lotrinh.office.inspections.actions.set_up_team import arrange_team, set_up_team
from lotrinh.office.inspections.actions.stop import stop
from lotrinh.office.inspections.models import Deadline, Inspection, SelfReport
from lotrinh.office.inspections.seating import Person, conflict_of_interest
from lotrinh.office.planning.actions.ask_replan import ask_replan, close_taken_requests
from lotrinh.office.planning.models import ReplanRequest
from lotrinh.office.platform.models import Message
from lotrinh.office.platform.policies import Refused
from tests.office.inspections import factories as make

pytestmark = pytest.mark.django_db
HEAD = Person("Trần Trưởng", "head", "hn.d001", "Sở Nội vụ")
SECRETARY = Person("Lê Thư Ký", "secretary", "hn.d001", "Sở Nội vụ")
OTHER = Person("Phạm Khác", "member", make.OTHER_BODY, "Sở Khác")


@pytest.fixture
def planner(make_account: Any) -> Any:
    return make_account("planner")


def codes(error: Any) -> list[str]:
    return [f.code for f in error.value.faults]


def home(inspection: Inspection) -> Inspection:
    """The plan drafted by the department of home affairs: its own people need no nomination."""
    inspection.plan.definition["drafted_by"] = "hn.d001"
    inspection.plan.save()
    return inspection


def test_a_team_needs_head_secretary_and_nominations(planner: Any) -> None:
    inspection = home(make.make_inspection("planned"))
    with pytest.raises(Faults) as error:
        set_up_team(planner, inspection, [OTHER], at=make.NOW)
    assert codes(error) == [
        "inspections.needs_head", "inspections.needs_secretary", "inspections.needs_nominations",
    ]  # fmt: skip
    assert "Phạm Khác" in error.value.faults[2].vi
    assert inspection.seats.count() == 3, "nothing was taken"
    named = Person(**{**vars_of(OTHER), "nomination": "15/SXD ngày 1/8/2020"})
    done = set_up_team(planner, inspection, [HEAD, SECRETARY, named], at=make.NOW)
    assert done.state == "team_set"
    assert [s.name for s in done.seats.all()] == ["Trần Trưởng", "Lê Thư Ký", "Phạm Khác"]


def vars_of(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in person.__slots__}


def test_a_list_can_be_kept_while_nominations_are_awaited(planner: Any) -> None:
    inspection = home(make.make_inspection("planned"))
    arrange_team(planner, inspection, [HEAD, SECRETARY, OTHER], at=make.NOW)
    kept = Inspection.objects.for_actions().get(pk=inspection.pk)
    assert kept.state == "planned" and kept.seats.count() == 3


def test_two_heads_and_one_person_twice_are_refused(planner: Any, make_account: Any) -> None:
    account = make_account("inspector")
    twice = [Person("A", "head", account=account), Person("B", "head", account=account), Person(" ", "x")]
    with pytest.raises(Faults) as error:
        set_up_team(planner, make.make_inspection("planned"), twice, at=make.NOW)
    assert codes(error) == [
        "inspections.team_twice", "inspections.team_name", "inspections.team_role", "inspections.team_heads",
    ]  # fmt: skip


def test_a_head_is_replaced_in_one_step_and_loses_sight_of_it(planner: Any, make_account: Any) -> None:
    old, new = make_account("inspector"), make_account("inspector", full_name="Ngô Mới")
    inspection = make.make_inspection("under_way", head=old)
    seat = inspection.seats.get(role="head")
    with pytest.raises(Faults) as error:
        change_member(planner, inspection, seat, None, "Chuyển công tác", at=make.NOW)
    assert codes(error) == ["inspections.needs_head"]
    joins = Person("Ngô Mới", "head", "hn.d001", account=new)
    change_member(planner, inspection, seat, joins, "Chuyển công tác", at=make.NOW)
    now = inspection.seats.get(role="head", ended_at=None)
    assert (now.name, now.replaces_id) == ("Ngô Mới", seat.pk)
    visible = Inspection.objects.visible_to(old).filter(pk=inspection.pk)
    assert not visible.exists() and Inspection.objects.visible_to(new).filter(pk=inspection.pk).exists()
    assert inspection.steps.get(verb="change_member").data == {"leaves": seat.name, "joins": "Ngô Mới"}


def test_a_change_needs_somebody_a_reason_and_a_seat_that_still_stands(
    planner: Any, make_account: Any
) -> None:
    sits = make_account("inspector")
    inspection = make.make_inspection("team_set", member=sits)
    member = inspection.seats.get(role="member")
    for leaves, joins, reason, code in (
        (None, None, "x", "inspections.nobody_named"),
        (member, None, " ", "inspections.needs_reason"),
        (None, Person("B", "head"), "x", "inspections.team_heads"),
        (None, Person("C", "member", account=sits), "x", "inspections.team_twice"),
    ):
        with pytest.raises(Faults) as error:
            change_member(planner, inspection, leaves, joins, reason, at=make.NOW)
        assert codes(error) == [code]
    change_member(planner, inspection, member, None, "Ốm", at=make.NOW)
    with pytest.raises(Faults) as error:
        change_member(planner, inspection, member, None, "Ốm", at=make.NOW)
    assert codes(error) == ["inspections.seat_ended"]


def test_somebody_of_the_inspected_body_is_warned_of(client_as: Any) -> None:
    inspection = make.make_inspection("team_set")
    assert conflict_of_interest(inspection, make.UNIT_BODY)
    assert not conflict_of_interest(inspection, make.OFFICE_BODY)
    inspection.seats.filter(role="member").update(body_code=make.UNIT_BODY)
    page = client_as("planner").get(f"/inspections/{inspection.uid}/team/").content.decode()
    assert "kiểm tra chính cơ quan mình" in page


def test_announcing_tells_the_unit_and_sets_the_limits(planner: Any, make_account: Any) -> None:
    head = make_account("unit_head", unit_code=make.UNIT_BODY)
    stranger = make_account("unit_head", unit_code="hn.d050")
    inspection = make.make_inspection("team_set")
    done = announce_visit(planner, inspection, at=make.NOW)
    assert done.state == "announced"
    due = {d.key: (d.due_on, d.met_on) for d in Deadline.objects.filter(inspection=done)}
    # Three working days back from Tuesday 18 August 2020: Thursday 13.
    assert due == {
        "notice": (date(2020, 8, 13), date(2020, 8, 3)), "self_report": (date(2020, 8, 13), None),
    }  # fmt: skip
    outline = SelfReport.objects.for_actions().get(inspection=done).outline
    assert outline["key"] == "self-report" and len(outline["digest"]) == 64
    assert Message.objects.filter(account=head).count() == 1
    assert not Message.objects.filter(account=stranger).exists()


def test_no_announcement_without_a_signed_decision(planner: Any) -> None:
    inspection = make.make_inspection("planned")
    Inspection.objects.for_actions().filter(pk=inspection.pk).update(state="team_set")
    with pytest.raises(Faults) as error:
        announce_visit(planner, inspection, at=make.NOW)
    assert codes(error) == ["inspections.needs_decision_signed"]
    assert not SelfReport.objects.for_actions().exists()


def test_an_unannounced_one_has_no_such_step_and_nobody_of_the_unit_is_told(
    planner: Any, make_account: Any
) -> None:
    head = make_account("unit_head", unit_code=make.UNIT_BODY)
    inspection = make.make_inspection("team_set", "unannounced")
    with pytest.raises(Refused):
        announce_visit(planner, inspection, at=make.NOW)
    postpone(planner, inspection, "Xe hỏng", at=make.NOW)
    later = make.DAY + timedelta(days=1)
    reschedule(planner, inspection, later, later, at=make.NOW)
    stop(planner, inspection, "Không còn cần", at=make.NOW)
    assert not Message.objects.filter(account=head).exists()
    assert not Inspection.objects.visible_to(head).exists()


def test_postponing_asks_for_a_replan_once_and_a_new_date_settles_it(planner: Any) -> None:
    inspection = make.make_inspection("team_set")
    until = make.DAY + timedelta(days=10)
    done = postpone(planner, inspection, "Đơn vị họp HĐND", until=until, at=make.NOW)
    assert (done.state, done.held_state, done.hold_until) == ("postponed", "team_set", until)
    asked = ReplanRequest.objects.for_actions().get()
    assert (asked.start, asked.until, asked.reason) == (make.DAY, until, "Đơn vị họp HĐND")
    back = reschedule(planner, inspection, until, until, at=make.NOW)
    assert (back.state, back.start_date, back.hold_reason) == ("team_set", until, "")
    assert ReplanRequest.objects.for_actions().get().closed_at == make.NOW


def test_a_new_date_is_a_working_day_to_come_in_its_order(planner: Any) -> None:
    inspection = make.make_inspection("postponed", held_state="team_set")
    for start, end, code in (
        (date(2020, 9, 2), date(2020, 9, 3), "inspections.day_day_off"),  # national day
        (date(2020, 8, 22), date(2020, 8, 24), "inspections.day_day_off"),  # a Saturday
        (date(2020, 8, 25), date(2020, 8, 24), "inspections.day_order"),
        (date(2020, 7, 30), date(2020, 8, 24), "inspections.day_past"),
    ):
        with pytest.raises(Faults) as error:
            reschedule(planner, inspection, start, end, at=make.NOW)
        assert codes(error) == [code]


def test_a_replan_takes_up_only_requests_made_before_it_was_drafted(planner: Any) -> None:
    plan, unit = make.make_plan(), make.make_unit()
    roadmap = make.make_roadmap(plan, [{"unit": unit}], [make.team()])
    ask_replan(planner, plan, unit=unit, start=make.DAY, until=None, reason="a", at=make.NOW)
    late = make.NOW + timedelta(hours=1)
    ask_replan(planner, plan, unit=unit, start=make.DAY, until=None, reason="b", at=late)
    assert ReplanRequest.objects.for_actions().count() == 1, "asked again is the same request"
    assert close_taken_requests(roadmap, at=late) == 0
    newer = make.make_roadmap(plan, [{"unit": unit}], [make.team()])
    newer.created_at = datetime(2020, 8, 4, tzinfo=UTC)
    assert close_taken_requests(newer, at=late) == 1
    assert ReplanRequest.objects.for_actions().get().taken_by == newer


def test_the_request_stands_on_the_page_of_roadmaps_and_fills_the_replan(client_as: Any) -> None:
    client, plan = client_as("planner"), make.make_plan()
    unit = make.make_unit()
    roadmap = make.make_roadmap(plan, [{"unit": unit}], [make.team()])
    inspection = make.make_inspection("team_set", plan=plan, unit=unit)
    postpone(client.account, inspection, "Đơn vị họp HĐND", at=make.NOW)
    assert "Đơn vị họp HĐND" in client.get(f"/plans/{plan.key}/roadmaps/").content.decode()
    asked = ReplanRequest.objects.for_actions().get()
    roadmap.problem["period"] = {"start": "2020-08-03", "end": "2020-11-30"}
    assert asked.unit == unit
    leader = client_as("leader").get(f"/plans/{plan.key}/roadmaps/").content.decode()
    assert f"?request={asked.pk}" not in leader


def test_paused_goes_on_where_it_stood_and_stopped_never(client_as: Any) -> None:
    client = client_as("leader")
    inspection = make.make_inspection("minuted")
    address = f"/inspections/{inspection.uid}/steps/"
    assert client.post(address + "pause/", {"reason": " "}).status_code == 422
    assert client.post(address + "pause/", {"reason": "Chờ ý kiến"}).status_code == 302
    assert client.post(address + "resume/").status_code == 302
    assert Inspection.objects.for_actions().get(pk=inspection.pk).state == "minuted"
    assert client.post(address + "stop/", {"reason": "Sáp nhập"}).status_code == 302
    assert client.post(address + "resume/").status_code == 403
    assert client.get(address + "conclude/").status_code == 404
    found = Inspection.objects.for_actions().get(pk=inspection.pk)
    assert (found.state, found.held_state, found.hold_reason) == ("stopped", "minuted", "Sáp nhập")
