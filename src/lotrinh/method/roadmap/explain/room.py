"""Where there is room: the starts that the rules leave open, as bit masks over the half days of the period.

Bit p of a mask stands for a start at position p. Every rule that is on counts here, hard or soft, so that
what is offered as possible is possible without breaking anything. What is found here is still put before
the verifier.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import cached_property

from lotrinh.method.roadmap.answer import Roadmap
from lotrinh.method.roadmap.constraints.competence import insiders, knows
from lotrinh.method.roadmap.constraints.notice import first_day
from lotrinh.method.roadmap.constraints.rotation import top_units
from lotrinh.method.roadmap.problem import Problem, Team, Unit
from lotrinh.method.roadmap.timetable import Placed, Timetable, by_team, is_on, spans_of

Interval = tuple[int, int]


class Room:
    """One problem with one roadmap in it."""

    def __init__(self, problem: Problem, roadmap: Roadmap) -> None:
        self.problem, self.table = problem, Timetable(problem)
        self.placed = self.table.placed(roadmap)
        self.visits = {p.unit.code: p for p in self.placed}
        self.teams = by_team(self.placed)
        self.size = len(problem.half_days)
        self.pace = problem.rule("pace") if is_on(problem, "pace") else {}
        self.writing = int(self.pace.get("writing_half_days", 0))
        self._base: dict[tuple[str, int], int] = {}
        self._open: dict[tuple[str, bool], int] = {}

    @cached_property
    def top(self) -> frozenset[str]:
        """Units that rotation lets in although they were inspected lately."""
        return top_units(self.problem)

    @cached_property
    def weeks(self) -> tuple[int, ...]:
        """The mask of each ISO week."""
        masks: dict[tuple[int, int], int] = {}
        for position, half in enumerate(self.problem.half_days):
            masks[half.week] = masks.get(half.week, 0) | 1 << position
        return tuple(masks.values())

    def teams_for(self, unit: Unit) -> list[Team]:
        """Teams that know a field of the unit and have none of its people."""
        asks = is_on(self.problem, "competence")
        return [t for t in self.problem.teams if not insiders(unit, t) and (not asks or knows(unit, t))]

    def base(self, team: Team, duration: int) -> int:
        """Starts that calendar, week's end, day's end and the team's days off leave open."""
        key = (team.id, duration)
        if key not in self._base:
            usable = self._usable(team)
            self._base[key] = mask_of(s for s in range(self.size) if self._fits(s, duration, usable))
        return self._base[key]

    def _usable(self, team: Team) -> int:
        closed = list(spans_of(self.problem.rule("calendar").get("closed", ())))
        spans = [*team.days_off, *(closed if is_on(self.problem, "calendar") else ())]
        days = self.problem.half_days
        return mask_of(p for p in range(self.size) if not any(days[p].date in span for span in spans))

    def _fits(self, start: int, duration: int, usable: int) -> bool:
        last = start + duration - 1
        body = run(start, last)
        if last >= self.size or usable & body != body:
            return False
        first_half, last_half = self.problem.half_days[start], self.problem.half_days[last]
        if first_half.week != last_half.week:
            return False
        if not self.pace or self.pace.get("split_days", False) or duration % 2:
            return True
        return first_half.part == "am" and (duration != 2 or first_half.date == last_half.date)

    def open_at(self, unit: Unit, *, announced: bool = True) -> int:
        """Starts that notice, rotation and the unit's own closed days leave open."""
        key = (unit.code, announced)
        if key not in self._open:
            self._open[key] = self._notice(announced) & self.rested(unit) & self._received(unit)
        return self._open[key]

    @cached_property
    def _told(self) -> int:
        first = first_day(self.problem)
        days = self.problem.half_days
        return mask_of(p for p in range(self.size) if first is None or days[p].date >= first)

    def _notice(self, announced: bool) -> int:
        return self._told if announced else run(0, self.size - 1)

    def rested(self, unit: Unit) -> int:
        least = (
            self.problem.rule("rotation").get("not_within_days") if is_on(self.problem, "rotation") else None
        )
        findings = unit.open_findings is not None and unit.open_findings > 0
        if least is None or unit.last_inspected is None or findings or unit.code in self.top:
            return run(0, self.size - 1)
        ready = unit.last_inspected + timedelta(days=int(least))
        return mask_of(p for p in range(self.size) if self.problem.half_days[p].date >= ready)

    def _received(self, unit: Unit) -> int:
        if not unit.closed or not is_on(self.problem, "occupied"):
            return run(0, self.size - 1)
        days = self.problem.half_days
        shut = mask_of(p for p in range(self.size) if any(days[p].date in span for span in unit.closed))
        blocked = 0
        for back in range(unit.duration):
            blocked |= shut >> back
        return run(0, self.size - 1) & ~blocked

    def intervals(self, team: str, without: frozenset[str] = frozenset()) -> list[Interval]:
        """The team's visits but those taken out."""
        return [(p.first, p.last) for p in self.teams.get(team, ()) if p.unit.code not in without]

    def between(self, taken: Iterable[Interval], duration: int) -> int:
        """Starts that keep clear of these visits, of their writing time and of full weeks."""
        taken = list(taken)
        blocked = 0
        for first, last in taken:
            blocked |= run(
                max(0, first - self.writing - duration + 1), min(self.size - 1, last + self.writing)
            )
        most = self.pace.get("max_visits_per_week")
        if most is not None:
            starts = mask_of(first for first, _ in taken)
            blocked |= union(w for w in self.weeks if (w & starts).bit_count() >= int(most))
        return run(0, self.size - 1) & ~blocked

    def spare(self, taken: Iterable[Interval]) -> int:
        """Half days that the team may still spend on the spot; the whole period when the plan sets no
        limit.
        """
        most = self.pace.get("max_half_days")
        return self.size if most is None else int(most) - sum(last - first + 1 for first, last in taken)

    def after(self, parent_last: int) -> int:
        """Starts within the plan's days after a parent's visit."""
        days, number = self.problem.half_days, self.table.day_number
        until = number[days[parent_last].date] + int(self.problem.rule("grouping")["days"])
        return mask_of(p for p in range(parent_last + 1, self.size) if number[days[p].date] <= until)

    def beside(self, others: Iterable[Placed], duration: int) -> int:
        """Starts that keep a neighbourhood within the plan's days."""
        number, days = self.table.day_number, self.problem.half_days
        most = int(self.problem.rule("grouping")["days"])
        spans = [(number[days[p.first].date], number[days[p.last].date]) for p in others]
        if not spans:
            return run(0, self.size - 1)
        low, high = min(a for a, _ in spans), max(b for _, b in spans)
        return mask_of(
            p for p in range(self.size - duration + 1)
            if max(high, number[days[p + duration - 1].date]) - min(low, number[days[p].date]) + 1 <= most
        )  # fmt: skip


def mask_of(positions: Iterable[int]) -> int:
    """The mask with these bits."""
    mask = 0
    for position in positions:
        mask |= 1 << position
    return mask


def run(first: int, last: int) -> int:
    """The mask of all positions from first to last."""
    return 0 if last < first else (1 << (last + 1)) - (1 << first)


def union(masks: Iterable[int]) -> int:
    """All bits of all masks."""
    out = 0
    for mask in masks:
        out |= mask
    return out


def lowest(mask: int) -> int:
    """The earliest start of a mask that is not empty."""
    return (mask & -mask).bit_length() - 1
