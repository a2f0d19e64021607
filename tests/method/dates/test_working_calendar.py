"""The working calendar: single days, and what holds for any calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.method.dates import CalendarDay, HalfDay, WorkingCalendar
from lotrinh.method.faults import Faults

FIRST, LAST = date(2024, 1, 1), date(2025, 12, 31)
DAYS = st.dates(date(2024, 3, 1), date(2025, 10, 31))


def day(when: date, kind: str) -> CalendarDay:
    """A special day of a kind."""
    return CalendarDay(when, kind, "x", "x", "seen", "x")  # type: ignore[arg-type]


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    """Any days off and any weekends worked, in 2024 and 2025."""
    off = draw(st.sets(st.dates(FIRST, LAST), max_size=25))
    weekends = draw(st.sets(st.dates(FIRST, LAST).filter(lambda d: d.weekday() >= 5), max_size=10))
    special = [day(d, "public_holiday") for d in off - weekends] + [
        day(d, "makeup_workday") for d in weekends
    ]
    return WorkingCalendar("any", (2024, 2025), special)


@given(calendars(), DAYS, st.integers(1, 30))
def test_adding_and_taking_away_working_days_comes_back(
    calendar: WorkingCalendar, when: date, n: int
) -> None:
    start = calendar.add_working_days(when, 0)
    later = calendar.add_working_days(start, n)
    assert calendar.is_working(later)
    assert calendar.add_working_days(later, -n) == start
    assert calendar.count_working_days(start, later) == n


@given(calendars(), DAYS, st.integers(0, 90))
def test_half_days_are_two_a_working_day_in_order(calendar: WorkingCalendar, when: date, length: int) -> None:
    end = min(when + timedelta(days=length), LAST)
    halves = calendar.half_days(when, end)
    assert halves == sorted(set(halves))
    assert len(halves) == 2 * calendar.count_working_days(when, end)
    assert all(calendar.is_working(h.date) and when <= h.date < end for h in halves)


@given(calendars(), DAYS, st.integers(0, 60), st.integers(0, 60))
def test_half_open_spans_add_up(calendar: WorkingCalendar, when: date, a: int, b: int) -> None:
    middle, end = when + timedelta(days=a), when + timedelta(days=a + b)
    if end <= LAST:
        whole = calendar.count_working_days(when, end)
        parts = calendar.count_working_days(when, middle) + calendar.count_working_days(middle, end)
        assert whole == parts


def test_a_proposed_day_is_worked_until_it_is_chosen() -> None:
    proposed = [day(date(2025, 11, 24), "proposed_holiday")]
    assert WorkingCalendar("x", (2025, 2025), proposed).is_working(date(2025, 11, 24))
    assert not WorkingCalendar("x", (2025, 2025), proposed, ["proposed_holiday"]).is_working(
        date(2025, 11, 24)
    )


def test_a_year_outside_the_calendar_is_a_fault_and_not_a_guess() -> None:
    with pytest.raises(Faults) as caught:
        WorkingCalendar("x", (2024, 2025), []).working_days(2026)
    (fault,) = caught.value.faults
    assert (fault.code, fault.got, fault.expected) == ("dates.year_unknown", "2026-01-01", "2024-2025")


def test_why_a_day_is_special() -> None:
    calendar = WorkingCalendar("x", (2025, 2025), [day(date(2025, 5, 1), "public_holiday")])
    special = calendar.special(date(2025, 5, 1))
    assert special is not None and special.kind == "public_holiday"
    assert calendar.special(date(2025, 5, 5)) is None


def test_half_days_order_and_weeks() -> None:
    morning, afternoon = HalfDay(date(2020, 12, 31), "am"), HalfDay(date(2020, 12, 31), "pm")
    assert morning < afternoon < HalfDay(date(2021, 1, 1), "am")
    assert morning.week == HalfDay(date(2021, 1, 1), "pm").week == (2020, 53)
    assert HalfDay.from_dict(morning.as_dict()) == morning
