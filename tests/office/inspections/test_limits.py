"""Limits: defaults, what a plan sets, last days as they are computed, met in time or late."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lotrinh.method.faults import Faults
from lotrinh.office.inspections.actions.set_limits import reset_limit, set_limit
from lotrinh.office.inspections.limits import (
    EVENTS,
    expected,
    is_late,
    limits_at,
    meet_deadline,
    pass_by,
    reopen_deadline,
    set_deadlines,
    spans_of,
)
from lotrinh.office.inspections.models import Deadline, LimitSetting
from lotrinh.office.inspections.rows import workflow
from lotrinh.office.platform.policies import Refused
from tests.office.inspections import factories as make

pytestmark = pytest.mark.django_db


def current(inspection: Any) -> dict[str, date]:
    rows = Deadline.objects.filter(inspection=inspection, current=True)
    return dict(rows.values_list("key", "due_on"))


def test_every_limit_hangs_on_an_event_that_somebody_can_name() -> None:
    hung = {limit.key for event in EVENTS for limit in limits_at(event)}
    assert hung == {limit.key for limit in workflow().limits}


def test_what_a_plan_sets_counts_from_then_on(make_account: Any) -> None:
    planner, plan = make_account("planner"), make.make_plan()
    first, second = make.make_inspection("visited", plan=plan), make.make_inspection("visited", plan=plan)
    set_deadlines(first, "visit_ended", make.DAY, make.NOW)
    # From Tuesday 18 August 2020: one working day, ten working days (2 September is national day).
    assert current(first) == {"minutes": date(2020, 8, 19), "team_report": date(2020, 9, 1)}
    set_limit(planner, plan, "team_report", 5, "working", "Theo Kế hoạch 155", at=make.NOW)
    set_deadlines(second, "visit_ended", make.DAY, make.NOW)
    assert current(second)["team_report"] == date(2020, 8, 25)
    assert current(first)["team_report"] == date(2020, 9, 1)
    set_limit(planner, plan, "team_report", 7, "calendar", "Sửa", at=make.NOW)
    assert LimitSetting.objects.filter(plan=plan, key="team_report").count() == 2
    assert (spans_of(plan)["team_report"].days, spans_of(plan)["team_report"].unit) == (7, "calendar")
    reset_limit(planner, plan, "team_report", at=make.NOW)
    assert spans_of(plan)["team_report"].own is None


def test_a_last_day_on_a_holiday_moves_on_to_the_next_working_day() -> None:
    """15 days from 18 August 2020 end on 2 September, national day: 3 September (Civil Code 148.5)."""
    inspection = make.make_inspection("reported")
    (conclusion,) = set_deadlines(inspection, "reported", date(2020, 8, 18), make.NOW)
    assert conclusion.due_on == date(2020, 9, 3)
    assert "dời" in conclusion.reason["vi"] and "moved" in conclusion.reason["en"]


def test_what_is_met_stays_and_the_rest_is_computed_anew() -> None:
    inspection = make.make_inspection("announced")
    set_deadlines(inspection, "visit_start", make.DAY, make.NOW)
    meet_deadline(inspection, "notice", date(2020, 8, 3))
    assert set_deadlines(inspection, "visit_start", make.DAY, make.NOW)[0].key == "self_report"
    assert Deadline.objects.filter(inspection=inspection).count() == 2, "the same day is no new row"
    set_deadlines(inspection, "visit_start", make.DAY + make.days(7), make.NOW)
    assert current(inspection) == {"notice": date(2020, 8, 13), "self_report": date(2020, 8, 20)}
    assert Deadline.objects.filter(inspection=inspection, current=False).count() == 1


def test_late_is_after_the_last_day_and_the_first_day_it_was_met_stays() -> None:
    inspection = make.make_inspection("announced")
    set_deadlines(inspection, "visit_start", make.DAY, make.NOW)
    row = meet_deadline(inspection, "self_report", date(2020, 8, 14))
    assert row is not None and is_late(row, date(2020, 8, 14))
    again = meet_deadline(inspection, "self_report", date(2020, 8, 20))
    assert again is not None and again.met_on == date(2020, 8, 14)
    reopen_deadline(inspection, "self_report")
    assert Deadline.objects.get(inspection=inspection, key="self_report").met_on is None
    assert meet_deadline(inspection, "conclusion", date(2020, 8, 14)) is None


def test_an_unannounced_one_has_no_limit_before_the_visit() -> None:
    inspection = make.make_inspection("team_set", "unannounced")
    assert set_deadlines(inspection, "visit_start", make.DAY, make.NOW) == []
    assert expected(inspection) == {}
    with pytest.raises(ValueError, match="events are"):
        set_deadlines(inspection, "tea_time", make.DAY, make.NOW)


def test_wrong_settings_are_told_all_at_once(make_account: Any) -> None:
    planner, plan = make_account("planner"), make.make_plan()
    with pytest.raises(Faults) as error:
        set_limit(planner, plan, "minutes", 400, "weeks", " ", at=make.NOW)
    assert [f.where for f in error.value.faults] == ["days", "unit", "reason"]
    with pytest.raises(Faults):
        set_limit(planner, plan, "no-such", 4, "working", "x", at=make.NOW)
    for role in ("leader", "inspector", "inspected_unit", "auditor"):
        with pytest.raises(Refused):
            set_limit(make_account(role), plan, "minutes", 2, "working", "x", at=make.NOW)


def test_the_page_shows_default_source_and_own_setting(client_as: Any) -> None:
    plan, client = make.make_plan(), client_as("planner")
    address = f"/inspections/limits/{plan.key}/"
    said = {"key": "minutes", "days": 2, "unit": "working", "reason": "Đơn vị ở xa"}
    assert client.post(address, said).status_code == 302
    page = client.get(address).content.decode()
    assert "Đơn vị ở xa" in page and "đọc lại và ký ngay tại đơn vị" in page
    assert client.post(address, {**said, "days": 900}).status_code == 422
    assert client_as("leader").post(address, said).status_code == 403
    assert client.post(address, {"reset": "minutes"}).status_code == 302
    assert spans_of(plan)["minutes"].own is None


def test_once_the_visit_begins_a_report_that_never_came_is_no_longer_due() -> None:
    inspection = make.make_inspection("prepared")
    set_deadlines(inspection, "visit_start", make.DAY, make.NOW)
    meet_deadline(inspection, "notice", make.DAY)
    pass_by(inspection, "visit_start")
    assert set(current(inspection)) == {"notice"}
    assert Deadline.objects.filter(inspection=inspection).count() == 2
