"""The working calendar: Monday to Friday, less days off, plus Saturdays that are worked in exchange.

Source of the rule: Labour Code 2019 Art. 111, 112 and 188/1999/QĐ-TTg. The days themselves are definitions
(definitions/calendars). Spans are half-open: ``end`` is not included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from lotrinh.method.dates.half_days import HalfDay
from lotrinh.method.faults import Fault, Faults

Kind = Literal["public_holiday", "compensatory_off", "swapped_off", "makeup_workday", "proposed_holiday"]
OFF: frozenset[str] = frozenset({"public_holiday", "compensatory_off", "swapped_off"})
ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day that differs from the ordinary week, with its mark (seen, recalled, computed) and source id."""

    date: date
    kind: Kind
    name_vi: str
    name_en: str
    mark: str
    source: str


class WorkingCalendar:
    """Which days are worked. A day outside the years of the calendar is a fault, never guessed."""

    def __init__(
        self, key: str, years: tuple[int, int], days: Iterable[CalendarDay], options: Iterable[str] = ()
    ) -> None:
        """years: first and last year, both included. options: kinds worked by default that are off here
        (only ``proposed_holiday``).
        """
        self.key = key
        self.years = years
        self.days = tuple(sorted(days, key=lambda d: d.date))
        off = OFF | frozenset(options)
        self._off = {d.date: d for d in self.days if d.kind in off}
        self._worked = {d.date: d for d in self.days if d.kind == "makeup_workday"}

    def is_working(self, day: date) -> bool:
        """Whether State bodies work that day."""
        self._known(day)
        if day in self._off:
            return False
        return day.weekday() < SATURDAY or day in self._worked

    def special(self, day: date) -> CalendarDay | None:
        """Why the day differs from the ordinary week, or None."""
        return self._off.get(day) or self._worked.get(day)

    def working_dates(self, start: date, end: date) -> Iterator[date]:
        """Working days from start to before end."""
        day = start
        while day < end:
            if self.is_working(day):
                yield day
            day += ONE_DAY

    def half_days(self, start: date, end: date) -> list[HalfDay]:
        """Working half days from start to before end, in order."""
        return [
            half
            for day in self.working_dates(start, end)
            for half in (HalfDay(day, "am"), HalfDay(day, "pm"))
        ]

    def add_working_days(self, day: date, count: int) -> date:
        """The working day that is ``count`` working days after (before, when negative) ``day``.

        ``day`` itself is not counted. With 0: ``day`` if it is worked, else the next working day.
        """
        step = ONE_DAY if count >= 0 else -ONE_DAY
        if count == 0:
            while not self.is_working(day):
                day += step
            return day
        for _ in range(abs(count)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def count_working_days(self, start: date, end: date) -> int:
        """How many working days from start to before end."""
        return sum(1 for _ in self.working_dates(start, end))

    def working_days(self, year: int) -> int:
        """How many working days the year has."""
        return self.count_working_days(date(year, 1, 1), date(year + 1, 1, 1))

    def _known(self, day: date) -> None:
        first, last = self.years
        if not first <= day.year <= last:
            raise Faults(
                Fault(
                    "dates.year_unknown",
                    f"calendar {self.key}",
                    f"Lịch làm việc chưa có năm {day.year}; hãy bổ sung ngày nghỉ của năm đó.",
                    f"The working calendar has no year {day.year}; add that year's days off.",
                    got=day.isoformat(),
                    expected=f"{first}-{last}",
                )
            )
