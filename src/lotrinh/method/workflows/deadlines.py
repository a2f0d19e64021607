"""The last day of a limit.

Working days are counted by the working calendar. Calendar days that end on a day off run on to the next
working day (Civil Code 2015, Article 148.5), also over Tết; a limit that runs back from an event ends on the
working day before. A year that the calendar does not know yet is counted Monday to Friday and said to be
provisional: the decision on days off comes late each year, and nobody's work may wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from lotrinh.method.dates import WorkingCalendar
from lotrinh.method.dates.calendar import SATURDAY
from lotrinh.method.faults import Faults
from lotrinh.method.trace import Reason

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """due_on: the last day in time. provisional: a year whose days off are not known yet is in it."""

    due_on: date
    provisional: bool
    reason: Reason


def deadline(
    start: date,
    days: int,
    unit: Literal["working", "calendar"],
    calendar: WorkingCalendar,
    *,
    backwards: bool = False,
) -> Deadline:
    """The day ``days`` after (or before) ``start``; ``start`` itself is not counted."""
    step = -ONE_DAY if backwards else ONE_DAY
    day, provisional, moved = start, False, False
    if unit == "calendar":
        day = start + step * days
    left = days if unit == "working" else 0
    while True:
        works, guessed = _works(day, calendar)
        if left == 0 and works:
            provisional |= guessed
            break
        if left == 0:
            moved = True
            provisional |= guessed
            day += step
            continue
        day += step
        works, guessed = _works(day, calendar)
        provisional |= guessed
        left -= 1 if works else 0
    return Deadline(day, provisional, _reason(start, days, unit, day, backwards, moved, provisional))


def _works(day: date, calendar: WorkingCalendar) -> tuple[bool, bool]:
    """Whether the day is worked, and whether that is a guess."""
    try:
        return calendar.is_working(day), False
    except Faults:
        return day.weekday() < SATURDAY, True


def _reason(
    start: date, days: int, unit: str, day: date, backwards: bool, moved: bool, provisional: bool
) -> Reason:
    kind_vi, kind_en = ("ngày làm việc", "working days") if unit == "working" else ("ngày", "days")
    side_vi, side_en = ("trước", "before") if backwards else ("sau", "after")
    vi = f"{days} {kind_vi} {side_vi} ngày {start:%d/%m/%Y}"
    en = f"{days} {kind_en} {side_en} {start:%d/%m/%Y}"
    if moved:
        vi += ", dời sang ngày làm việc kế tiếp" if not backwards else ", lùi về ngày làm việc trước đó"
        en += ", moved to the next working day" if not backwards else ", moved to the working day before"
    if provisional:
        vi += "; tạm tính vì lịch nghỉ của năm đó chưa có"
        en += "; provisional, since that year's days off are not known yet"
    figures = {"start": start.isoformat(), "days": days, "unit": unit, "due_on": day.isoformat()}
    return Reason("workflows.deadline", vi + ".", en + ".", figures)
