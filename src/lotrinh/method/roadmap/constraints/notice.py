"""An announced visit starts no earlier than the plan's working days after adoption.

Settings: ``working_days`` N, ``adopted`` (the day; null while the roadmap waits for a date, when nothing is
judged). The N-th working day after the day of adoption is the first that is allowed. Working days are those
of ``half_days``; for days before the period's start, Monday to Friday without the setting ``holidays``
[dates]. Amount: working days missing, one a visit and day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from lotrinh.method.roadmap.answer import Roadmap
from lotrinh.method.roadmap.constraints.record import PLAN, Record, Violation
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.timetable import Placed, Timetable, days_after, is_hard, is_on
from lotrinh.method.roadmap.wording import day_en, day_vi, half_en, half_vi
from lotrinh.method.trace import Reason

if TYPE_CHECKING:
    from lotrinh.method.roadmap.solve.grid import Grid

KEY = "notice"

RECORD = Record(
    "Báo trước",
    "Notice",
    "Lượt kiểm tra có báo trước chỉ bắt đầu sau khi lộ trình được ban hành đủ số ngày làm việc của kế hoạch.",
    "An announced visit starts no earlier than the plan's working days after the roadmap is adopted.",
    PLAN,
)


def violations(problem: Problem, roadmap: Roadmap) -> list[Violation]:
    """Announced visits that come before the first day allowed."""
    rule = problem.rule(KEY)
    if not is_on(problem, KEY) or rule.get("adopted") is None:
        return []
    table = Timetable(problem)
    adopted, least = date.fromisoformat(rule["adopted"]), int(rule["working_days"])
    works = _working(problem, table)
    found = []
    for p in table.placed(roadmap):
        given = _between(adopted, p.visit.start.date, works, least)
        if p.visit.announced and given < least:
            found.append(_short(p, given, least, adopted, is_hard(problem, KEY)))
    return found


def first_day(problem: Problem) -> date | None:
    """The first day on which an announced visit may start; None when nothing limits it."""
    rule = problem.rule(KEY)
    if not is_on(problem, KEY) or rule.get("adopted") is None:
        return None
    table = Timetable(problem)
    works, left = _working(problem, table), int(rule["working_days"])
    adopted = date.fromisoformat(rule["adopted"])
    if left == 0:
        return adopted
    for day in days_after(adopted):
        left -= works(day)
        if left == 0 or day > problem.end:
            return day
    return None


def _working(problem: Problem, table: Timetable) -> Callable[[date], bool]:
    holidays = frozenset(date.fromisoformat(d) for d in problem.rule(KEY).get("holidays", ()))
    return lambda day: (
        day in table.day_number if day >= problem.start else day.weekday() < 5 and day not in holidays
    )


def _between(adopted: date, start: date, works: Callable[[date], bool], enough: int) -> int:
    """Working days after adoption, the day of the start included; negative before adoption; counted up to
    enough.
    """
    if start < adopted:
        return -_between(start, adopted, works, (adopted - start).days + 1)
    count = 0
    for day in days_after(adopted):
        if day > start or count >= enough:
            return count
        count += works(day)
    return count


def _short(placed: Placed, given: int, least: int, adopted: date, hard: bool) -> Violation:
    name, start = placed.unit.name, placed.visit.start
    return Violation(
        KEY,
        (placed.unit.code,),
        float(least - given),
        Reason(
            "notice.short",
            f"{name} bắt đầu {half_vi(start)}, {given} ngày làm việc sau khi ban hành "
            f"({day_vi(adopted)}); cần {least}.",
            f"{name} starts on {half_en(start)}, {given} working days after adoption ({day_en(adopted)}); "
            f"{least} are needed.",
            {"unit": placed.unit.code, "given": given, "least": least},
        ),
        hard,
        (placed.team.id,),
    )


def encode_visits(grid: Grid) -> None:
    """Working days missing at every start of an announced visit; the draw has to be encoded before."""
    rule = grid.problem.rule(KEY)
    if not grid.on(KEY) or rule.get("adopted") is None:
        return
    adopted, least = date.fromisoformat(rule["adopted"]), int(rule["working_days"])
    missing = np.array([least - _days_given(grid, adopted, d) for d in grid.axis.dates], dtype=float)
    for unit in np.nonzero(grid.announced)[0]:
        grid.breach(KEY, int(unit), slice(None), missing)


def _days_given(grid: Grid, adopted: date, start: date) -> int:
    """Working days in (adopted, start], counted backwards when the start comes first."""
    holidays = {date.fromisoformat(d) for d in grid.problem.rule(KEY).get("holidays", ())}
    low, high = min(adopted, start).toordinal(), max(adopted, start).toordinal()
    days = (date.fromordinal(n) for n in range(low + 1, high + 1))
    period, listed = grid.problem.start, set(grid.axis.dates)
    count = sum(d in listed if d >= period else d.weekday() < 5 and d not in holidays for d in days)
    return count if start >= adopted else -count
