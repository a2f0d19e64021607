"""Days off as published: Labour Code Art. 112, the swap notices of 2024-2026, and working days a year.

Working days a year 252, 250, 249, 249, 251, 250, 250 are computed from the published days off; Tết and
the Hùng Kings' day follow the lunar calendar.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from lotrinh.method.dates import WorkingCalendar
from lotrinh.method.definitions import Library


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    """The calendar of State bodies."""
    return Library.open().calendar("vietnam")


def test_working_days_a_year(calendar: WorkingCalendar) -> None:
    assert [calendar.working_days(y) for y in range(2020, 2027)] == [252, 250, 249, 249, 251, 250, 250]


@pytest.mark.parametrize(
    ("off", "worked", "act"),
    [
        (date(2024, 4, 29), date(2024, 5, 4), "1570/TB-BLĐTBXH"),
        (date(2025, 5, 2), date(2025, 4, 26), "8726/VPCP-KGVX"),
        (date(2026, 8, 31), date(2026, 8, 22), "9859/VPCP-KGVX"),
        (date(2026, 1, 2), date(2026, 1, 10), "45/2019/QH14"),
    ],
)
def test_swap_days(calendar: WorkingCalendar, off: date, worked: date, act: str) -> None:
    assert not calendar.is_working(off) and off.weekday() < 5
    assert calendar.is_working(worked) and worked.weekday() == 5
    special = calendar.special(worked)
    assert special is not None
    assert Library.open().sources[special.source].number == act


def test_eleven_public_holidays_a_year_and_ten_in_2020(calendar: WorkingCalendar) -> None:
    """Art. 112 of the Code of 2019: 11 days; National Day was one day until 2021."""
    counts = Counter(d.date.year for d in calendar.days if d.kind == "public_holiday")
    assert counts == {2020: 10, **dict.fromkeys(range(2021, 2027), 11)}


@pytest.mark.parametrize("year", range(2020, 2027))
def test_fixed_days_are_off(calendar: WorkingCalendar, year: int) -> None:
    for month, day in ((1, 1), (4, 30), (5, 1), (9, 2)):
        assert not calendar.is_working(date(year, month, day))


def test_national_day_2020_is_one_day_and_2021_two(calendar: WorkingCalendar) -> None:
    assert calendar.is_working(date(2020, 9, 1)) and calendar.is_working(date(2020, 9, 3))
    assert not calendar.is_working(date(2021, 9, 3))


def test_culture_day_is_an_option(calendar: WorkingCalendar) -> None:
    assert calendar.is_working(date(2026, 11, 24))
    chosen = Library.open().calendar("vietnam", ("proposed_holiday",))
    assert not chosen.is_working(date(2026, 11, 24))
    assert chosen.working_days(2026) == 249
