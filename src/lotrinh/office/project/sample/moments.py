"""Days and moments of the sample: working days of the plan's calendar, clock times of Hà Nội."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from lotrinh.method.dates import WorkingCalendar

ONE_DAY = timedelta(days=1)
WEEK = 7


@dataclass(frozen=True, slots=True)
class Days:
    """Working days; a day outside of the calendar's years counts as worked unless it is a weekend."""

    calendar: WorkingCalendar

    def works(self, day: date) -> bool:
        """Whether people work on this day."""
        first, last = self.calendar.years
        if first <= day.year <= last:
            return self.calendar.is_working(day)
        return day.weekday() < 5

    def shift(self, day: date, count: int) -> date:
        """So many working days after (or, below zero, before) a day; 0: the day itself or the next worked."""
        step = ONE_DAY if count >= 0 else -ONE_DAY
        left = abs(count)
        while left or not self.works(day):
            day += step
            left -= self.works(day) and left > 0
        return day


def moment(day: date, clock: str) -> datetime:
    """A clock time ('08:15') of a day in the product's zone."""
    hours, minutes = clock.split(":")
    return timezone.make_aware(datetime.combine(day, time(int(hours), int(minutes))))


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())
