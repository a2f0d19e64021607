"""Reminders: on which day, to whom, rising when late, never twice."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, connections
from hypothesis import given, settings
from hypothesis import strategies as st

from lotrinh.office.followup.actions import remind as remind_module
from lotrinh.office.followup.actions.ask_extension import ask_extension
from lotrinh.office.followup.actions.decide_extension import decide_extension
from lotrinh.office.followup.actions.remind import remind
from lotrinh.office.followup.actions.remind_limits import remind_limits
from lotrinh.office.followup.actions.report_done import report_done
from lotrinh.office.followup.models import Correction, Reminder
from lotrinh.office.followup.reminding import events_now, reminder_settings
from lotrinh.office.followup.schedules import remind_daily
from lotrinh.office.inspections.limits import set_deadlines
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.platform.models import AuditEntry, Message
from tests.office.followup import orders
from tests.office.inspections import factories

DUE = orders.DUE  # Thursday 15 October 2020
FIRST = orders.CONCLUDED.date()


def given_on(first: date, last: date) -> list[tuple[date, str]]:
    """Reminders of a run every day, with the day on which each was given."""
    found, day = [], first
    while day <= last:
        before = set(Reminder.objects.for_actions().values_list("pk", flat=True))
        remind(day, orders.on(day, 0))
        new = Reminder.objects.for_actions().exclude(pk__in=before)
        found += [(day, reminder.event) for reminder in new]
        day += timedelta(days=1)
    return found


@pytest.mark.django_db
def test_seven_three_one_days_before_and_then_rising() -> None:
    unit, head = factories.make_account("inspected_unit"), factories.make_account("unit_head")
    planner = factories.make_account("planner")
    orders.concluded()
    Message.objects.all().delete()
    days = given_on(FIRST, date(2020, 11, 30))
    # Third working day after 15 October 2020 is Tuesday 20, the seventh Monday 26: each rises the day after.
    assert days == [
        (date(2020, 10, 8), "due-7"),
        (date(2020, 10, 12), "due-3"),
        (date(2020, 10, 14), "due-1"),
        (date(2020, 10, 16), "overdue"),
        (date(2020, 10, 21), "overdue-head"),
        (date(2020, 10, 27), "overdue-office"),
    ]
    events = {
        account.username: [
            m.event.split(":")[2] for m in Message.objects.filter(account=account).order_by("pk")
        ]
        for account in (unit, head, planner)
    }
    assert events == {
        unit.username: ["due-7", "due-3", "due-1", "overdue"],
        head.username: ["overdue-head"],
        planner.username: ["overdue-office"],
    }
    assert AuditEntry.objects.filter(verb="give_reminder").count() == 6
    assert Message.objects.filter(account=unit, urgent=True).count() == 1


@pytest.mark.django_db
def test_a_worker_that_was_off_makes_up_for_what_matters_only() -> None:
    factories.make_account("inspected_unit")
    orders.concluded()
    assert remind(date(2020, 10, 13), orders.on(date(2020, 10, 13)))["reminders"] == 1
    assert Reminder.objects.for_actions().get().event == "due-3"
    late = date(2020, 12, 1)
    assert remind(late, orders.on(late))["reminders"] == 3, "overdue, to the head, to the office"
    assert remind(late, orders.on(late)) == {"reminders": 0, "people": 0}


@pytest.mark.django_db
def test_a_short_deadline_is_not_reminded_of_days_before_it_was_set() -> None:
    factories.make_account("inspected_unit")
    orders.concluded(orders.order(due_on=FIRST + timedelta(days=6)))
    assert [event for _day, event in given_on(FIRST, FIRST + timedelta(days=7))] == [
        "due-3",
        "due-1",
        "overdue",
    ]


@pytest.mark.django_db
def test_after_an_extension_the_new_day_is_reminded_anew() -> None:
    unit, leader = factories.make_account("inspected_unit"), factories.make_account("leader")
    correction = orders.concluded()[0]
    given_on(FIRST, date(2020, 10, 14))
    at = orders.on(date(2020, 10, 14))
    ask_extension(unit, correction, date(2020, 10, 30), "Chờ mưa tạnh", at=at)
    decide_extension(leader, correction, granted=True, at=at)
    days = given_on(date(2020, 10, 15), date(2020, 10, 31))
    assert [event for _day, event in days] == ["due-7", "due-3", "due-1", "overdue"]
    assert Reminder.objects.for_actions().filter(event="due-7").count() == 2


@pytest.mark.django_db
def test_nobody_is_reminded_of_what_is_reported_or_over() -> None:
    unit = factories.make_account("inspected_unit")
    correction = orders.concluded()[0]
    report_done(unit, correction, "Xong", [orders.proof()], at=orders.on(date(2020, 9, 25)))
    assert given_on(date(2020, 10, 1), date(2020, 11, 30)) == []
    for state in ("verified", "withdrawn"):
        assert orders.put_in(correction, "reported").state == "reported"
        Correction.objects.for_actions().filter(pk=correction.pk).update(state=state)
        assert given_on(date(2020, 10, 1), date(2020, 10, 20)) == []
        break


@pytest.mark.django_db
def test_a_unit_without_accounts_is_on_record_as_told_to_nobody() -> None:
    orders.concluded()
    assert remind(date(2020, 10, 8), orders.on(date(2020, 10, 8))) == {"reminders": 1, "people": 0}
    assert Reminder.objects.for_actions().get().people == 0


@pytest.mark.django_db(transaction=True)
def test_a_crash_between_reminder_and_message_leaves_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    unit = factories.make_account("inspected_unit")
    orders.concluded()
    Message.objects.all().delete()
    day = date(2020, 10, 8)

    def die(*args: Any, **values: Any) -> None:
        raise RuntimeError("the machine went off")

    with monkeypatch.context() as patch:
        patch.setattr(remind_module, "tell_all", die)
        with pytest.raises(RuntimeError):
            remind(day, orders.on(day))
    assert not Reminder.objects.for_actions().exists()
    remind(day, orders.on(day))
    remind(day, orders.on(day))
    assert Reminder.objects.for_actions().count() == Message.objects.filter(account=unit).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_give_each_reminder_once() -> None:
    unit = factories.make_account("inspected_unit")
    orders.concluded(*(orders.order(n) for n in range(1, 9)))
    Message.objects.all().delete()
    day, counts, start = date(2020, 10, 8), [], threading.Barrier(4)

    def work() -> None:
        try:
            start.wait(10)
            counts.append(remind(day, orders.on(day))["reminders"])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sum(counts) == 8 and len(counts) == 4
    assert Reminder.objects.for_actions().count() == 8
    assert Message.objects.filter(account=unit).count() == 8
    assert connection.vendor in ("sqlite", "postgresql")


@pytest.mark.django_db
def test_limits_of_inspections_remind_whoever_has_to_act() -> None:
    unit, leader = factories.make_account("inspected_unit"), factories.make_account("leader")
    head = factories.make_account("inspector")
    announced = factories.make_inspection("announced", head=head)
    set_deadlines(announced, "visit_start", announced.start_date, factories.NOW)
    reported = factories.make_inspection("reported", head=head, unit=factories.make_unit("hn.d004"))
    set_deadlines(reported, "reported", date(2020, 8, 3), factories.NOW)
    day = date(2020, 8, 12)
    remind_limits(day, orders.on(day))
    mine = {m.account_id: m for m in Message.objects.all()}
    assert set(mine) >= {unit.pk}
    assert "tự kiểm tra" in mine[unit.pk].subject["vi"] and mine[unit.pk].topic == "self_report"
    before = Message.objects.count()
    remind_limits(day, orders.on(day))
    assert Message.objects.count() == before, "never twice for one event"
    later = date(2020, 8, 17)
    remind_limits(later, orders.on(later))
    assert Message.objects.filter(account=leader, event__contains=":conclusion:due-1:").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["team_set", "prepared"])
def test_an_unannounced_inspection_reminds_the_unit_of_nothing(state: str) -> None:
    unit = factories.make_account("inspected_unit")
    inspection = factories.make_inspection(state, "unannounced")
    Inspection.objects.for_actions().filter(pk=inspection.pk).update(form="direct")
    set_deadlines(
        Inspection.objects.for_actions().get(pk=inspection.pk),
        "visit_start",
        inspection.start_date,
        factories.NOW,
    )
    Inspection.objects.for_actions().filter(pk=inspection.pk).update(form="unannounced")
    for offset in range(20):
        day = date(2020, 8, 5) + timedelta(days=offset)
        remind_limits(day, orders.on(day))
    assert not Message.objects.filter(account=unit).exists()


@pytest.mark.django_db
def test_the_scheduled_run_does_all_three() -> None:
    factories.make_account("inspected_unit")
    orders.concluded()
    outcome = remind_daily(orders.on(date(2020, 10, 8)))
    assert outcome["corrections"]["reminders"] == 1
    assert set(outcome) == {"merged", "corrections", "limits"}


DAYS = st.dates(date(2020, 1, 1), date(2026, 6, 30))


@settings(max_examples=300, deadline=None)
@given(due=DAYS, since_before=st.integers(0, 60), rise=st.tuples(st.integers(0, 10), st.integers(0, 20)))
def test_run_every_day_gives_each_event_once_and_in_order(
    due: date, since_before: int, rise: tuple[int, int]
) -> None:
    """Whatever the deadline: a daily run sees each step on its day, and none before it was set."""
    since = due - timedelta(days=since_before)
    head, office = due + timedelta(days=rise[0]), due + timedelta(days=rise[0] + rise[1])
    before = reminder_settings().before
    seen: dict[str, date] = {}
    day = since
    while day <= office + timedelta(days=1):
        for event in events_now(day, due, since, head, office, before):
            seen.setdefault(event, day)
        day += timedelta(days=1)
    wanted = {f"due-{n}": due - timedelta(days=n) for n in before if since < due - timedelta(days=n)}
    wanted |= {
        "overdue": due + timedelta(days=1),
        "overdue-head": head + timedelta(days=1),
        "overdue-office": office + timedelta(days=1),
    }
    assert seen == wanted
