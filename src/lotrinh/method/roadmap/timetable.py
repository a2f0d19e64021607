"""A roadmap laid over its problem's half days: positions, working days, visits by team.

Reading only, for the checks and the explanations. The solver's encodings keep their own tables, so that a
slip here and a slip there cannot agree with each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from lotrinh.method.roadmap.answer import Roadmap, Visit
from lotrinh.method.roadmap.problem import HalfDay, Problem, Span, Team, Unit


@dataclass(frozen=True, slots=True)
class Placed:
    """A visit whose unit, team and half days all exist. first and last are positions in Problem.half_days."""

    visit: Visit
    unit: Unit
    team: Team
    first: int
    last: int


class Timetable:
    """The index of one problem; ``placed`` reads a roadmap over it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.units = {u.code: u for u in problem.units}
        self.teams = {t.id: t for t in problem.teams}
        self.position = {h: i for i, h in enumerate(problem.half_days)}
        days = sorted({h.date for h in problem.half_days})
        self.day_number = {d: i for i, d in enumerate(days)}

    def placed(self, roadmap: Roadmap) -> list[Placed]:
        """The visits that can be read, in order of time; the others are for the check of structure."""
        found = [p for p in map(self._place, roadmap.visits) if p is not None]
        return sorted(found, key=lambda p: (p.first, p.last, p.team.id, p.unit.code))

    def _place(self, visit: Visit) -> Placed | None:
        unit, team = self.units.get(visit.unit), self.teams.get(visit.team)
        first, last = self.position.get(visit.start), self.position.get(visit.end)
        if unit is None or team is None or first is None or last is None or last < first:
            return None
        return Placed(visit, unit, team, first, last)

    def halves(self, placed: Placed) -> tuple[HalfDay, ...]:
        """The half days on the spot."""
        return self.problem.half_days[placed.first : placed.last + 1]


def by_team(placed: Iterable[Placed]) -> dict[str, list[Placed]]:
    """Visits of each team in the order given."""
    out: dict[str, list[Placed]] = {}
    for p in placed:
        out.setdefault(p.team.id, []).append(p)
    return out


def share_of(share: float | str, count: int) -> int:
    """A share of a count, rounded up; the share is read as the decimal that was written (0.3 is 3/10)."""
    return int((Decimal(str(share)) * count).to_integral_value(rounding=ROUND_CEILING))


def is_on(problem: Problem, key: str) -> bool:
    """Whether the plan uses the rule at all."""
    return bool(problem.rule(key).get("mode", "off") != "off")


def is_hard(problem: Problem, key: str) -> bool:
    """Whether a breach of the rule forbids the roadmap."""
    return bool(problem.rule(key).get("mode", "off") == "hard")


def spans_of(raw: Iterable[object]) -> Iterator[Span]:
    """Spans of a rule's settings: {start, end, reason}, end not included."""
    for item in raw:
        if isinstance(item, Span):
            yield item
        elif isinstance(item, dict):
            yield Span(
                date.fromisoformat(item["start"]),
                date.fromisoformat(item["end"]),
                item.get("reason", ""),
                item.get("kind", "closed"),
            )


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def days_after(day: date) -> Iterator[date]:
    """The days that follow, one by one, without end."""
    while True:
        day += timedelta(days=1)
        yield day
