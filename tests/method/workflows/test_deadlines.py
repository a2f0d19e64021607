"""Limits end on working days: over Tết, over 30/4, back from a visit, in a year without known days off."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.method.dates import WorkingCalendar
from lotrinh.method.definitions import Library
from lotrinh.method.workflows import deadline

CALENDAR: WorkingCalendar = Library.open().calendar("vietnam")
DAYS = st.dates(date(2020, 6, 1), date(2026, 9, 1))  # sixty working days away the years are known too


# Days off of 2026 as decided: Tết 16-20 February; 30 April and 1 May; 22 August is worked for 31 August.
@pytest.mark.parametrize(
    ("start", "days", "unit", "due"),
    [
        (date(2026, 2, 10), 5, "working", date(2026, 2, 24)),
        (date(2026, 1, 20), 30, "calendar", date(2026, 2, 23)),
        (date(2026, 4, 27), 3, "working", date(2026, 5, 4)),
        (date(2026, 8, 21), 1, "working", date(2026, 8, 22)),
        (date(2026, 8, 28), 2, "working", date(2026, 9, 4)),
        (date(2026, 6, 5), 0, "calendar", date(2026, 6, 5)),
        (date(2026, 6, 6), 0, "working", date(2026, 6, 8)),
    ],
)
def test_the_last_day(start: date, days: int, unit: str, due: date) -> None:
    assert deadline(start, days, unit, CALENDAR).due_on == due  # type: ignore[arg-type]


def test_back_from_a_visit_it_ends_on_the_working_day_before() -> None:
    assert deadline(date(2026, 11, 25), 3, "working", CALENDAR, backwards=True).due_on == date(2026, 11, 20)
    assert deadline(date(2026, 2, 24), 1, "working", CALENDAR, backwards=True).due_on == date(2026, 2, 23)
    assert deadline(date(2026, 2, 23), 3, "calendar", CALENDAR, backwards=True).due_on == date(2026, 2, 13)


def test_a_year_that_is_not_known_is_provisional_and_never_stops_the_work() -> None:
    found = deadline(date(2026, 12, 20), 30, "calendar", CALENDAR)
    assert (found.due_on, found.provisional) == (date(2027, 1, 19), True)
    assert "tạm tính" in found.reason.vi
    assert "provisional" in found.reason.en


@given(DAYS, st.integers(0, 60), st.sampled_from(["working", "calendar"]), st.booleans())
def test_it_always_ends_on_a_working_day(start: date, days: int, unit: str, backwards: bool) -> None:
    due = deadline(start, days, unit, CALENDAR, backwards=backwards).due_on  # type: ignore[arg-type]
    assert CALENDAR.is_working(due)
    assert due <= start if backwards else due >= start


@given(DAYS, st.integers(1, 40))
def test_working_days_are_counted_as_the_calendar_counts_them(start: date, days: int) -> None:
    due = deadline(start, days, "working", CALENDAR).due_on
    after, until = start + timedelta(days=1), due + timedelta(days=1)
    assert CALENDAR.count_working_days(after, until) == days
    assert due == CALENDAR.add_working_days(start, days)


@given(DAYS, st.integers(0, 40), st.integers(0, 10))
def test_a_longer_limit_never_ends_earlier(start: date, days: int, more: int) -> None:
    for unit in ("working", "calendar"):
        one = deadline(start, days, unit, CALENDAR).due_on  # type: ignore[arg-type]
        other = deadline(start, days + more, unit, CALENDAR).due_on  # type: ignore[arg-type]
        assert one <= other
