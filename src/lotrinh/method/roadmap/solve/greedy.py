"""The greedy rule: the most risk a half day first, each visit as early as it can be.

What somebody would do with a sorted list and a calendar. First what has to be: demanded units, then the
least number of every kind (communes right behind their district, in equal parts); then the rest by risk per
half day. Placing a visit keeps the rules that can be kept one by one; whether the whole keeps them all is for
the judge to say. A baseline, and what is left when a search runs out of time: no bound, no second thoughts.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from lotrinh.method.roadmap.answer import Visit
from lotrinh.method.roadmap.problem import Problem, Unit
from lotrinh.method.roadmap.solve.encoding import open_grid
from lotrinh.method.roadmap.solve.grid import Grid
from lotrinh.method.roadmap.timetable import share_of


def greedy(problem: Problem) -> tuple[Visit, ...]:
    """The visits, in order of time."""
    desk = _Desk(open_grid(problem))
    for number in dict.fromkeys(d.unit for d in desk.grid.demands):
        desk.place(number)
    for number in _needed(desk):
        desk.place(number)
    for number in _by_density(desk.grid):
        desk.place(number)
    return desk.visits()


def _by_density(grid: Grid) -> list[int]:
    order = sorted(range(len(grid.duration)), key=lambda u: (-grid.worth[u] / grid.duration[u], u))
    return [int(u) for u in order]


def _needed(desk: _Desk) -> list[int]:
    """Units for the least numbers, highest first; children right behind their parent."""
    problem, order = desk.grid.problem, _by_density(desk.grid)
    units = problem.units
    least = _least(problem)
    tops = _focus(desk.grid, order) + [
        u for kind in least for u in [n for n in order if units[n].kind == kind][: least[kind]]
    ]
    parents = [u for u in tops if any(c.parent == units[u].code for c in units)]
    children = [kind for kind in least if any(u.kind == kind and u.parent for u in units)]
    if not parents or not children:
        return tops
    there = Counter(units[n].kind for n in desk.placed)
    lists: list[int] = [u for u in tops if u not in parents and units[u].kind not in children]
    for parent in parents:
        lists.append(parent)
        for kind in children:
            own = [n for n in order if units[n].parent == units[parent].code and units[n].kind == kind]
            lists += own[: math.ceil((least[kind] - there[kind]) / len(parents))]
    return lists


def _focus(grid: Grid, order: list[int]) -> list[int]:
    """For every focus field its highest units that somebody may visit."""
    rule, units = grid.problem.rule("coverage"), grid.problem.units
    found: list[int] = []
    for name in rule.get("focus_fields") or ():
        able = [u for u in order if name in units[u].fields and grid.allowed[u].any()]
        found += able[: int(rule.get("per_focus", 1))]
    return list(dict.fromkeys(found))


def _least(problem: Problem) -> dict[str, int]:
    found = {}
    for kind, setting in (problem.rule("coverage").get("minimum") or {}).items():
        count = sum(u.kind == kind for u in problem.units)
        found[kind] = int(setting["count"]) if "count" in setting else share_of(setting["share"], count)
    return found


@dataclass
class _Desk:
    """What has been placed: unit → (team, start)."""

    grid: Grid
    placed: dict[int, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        problem = self.grid.problem
        self.pace, self.rule = problem.rule("pace"), problem.rule("grouping")
        self.busy = np.zeros((len(problem.teams), self.grid.axis.size + 20), dtype=bool)
        self.weeks: Counter[tuple[int, int]] = Counter()
        self.load: Counter[int] = Counter()
        self.cells: dict[str, list[int]] = {}

    def place(self, unit: int) -> None:
        """Put the unit at its earliest possible start, if there is one; the nearest team on a tie."""
        if unit in self.placed:
            return
        teams, starts = np.nonzero(self.grid.allowed[unit])
        order = np.lexsort((self.grid.trip[unit][teams], starts))
        for team, start in zip(teams[order].tolist(), starts[order].tolist(), strict=True):
            if self._fits(unit, team, start):
                self._put(unit, team, start)
                return

    def _reach(self, unit: int) -> int:
        return int(self.grid.duration[unit]) + int(self.pace.get("writing_half_days") or 0)

    def _fits(self, unit: int, team: int, start: int) -> bool:
        most, week = self.pace.get("max_half_days"), int(self.grid.axis.week[start])
        weekly = self.pace.get("max_visits_per_week")
        if self.busy[team, start : start + self._reach(unit)].any():
            return False
        if weekly is not None and self.weeks[team, week] >= int(weekly):
            return False
        if most is not None and self.load[team] + int(self.grid.duration[unit]) > int(most):
            return False
        return self._grouped(unit, team, start)

    def _grouped(self, number: int, team: int, start: int) -> bool:
        unit = self.grid.problem.units[number]
        if not self._goes_along(number, unit):
            return True
        day, days = int(self.grid.axis.day[start]), int(self.rule["days"])
        if self.rule.get("by", "parent") == "parent":
            above = self.placed.get(self.grid.number.get(unit.parent or "", -1))
            if above is None:
                return False
            end = above[1] + int(self.grid.duration[self.grid.number[str(unit.parent)]]) - 1
            return above[0] == team and end < start and day - int(self.grid.axis.day[end]) <= days
        members = self.cells.get(self._cell(unit), [])
        at = [int(self.grid.axis.day[self.placed[m][1]]) for m in members]
        return all(self.placed[m][0] == team for m in members) and max([*at, day]) - min([*at, day]) < days

    def _goes_along(self, number: int, unit: Unit) -> bool:
        kinds = tuple(self.rule.get("kinds", ("commune",)))
        tied = (
            unit.parent is not None if self.rule.get("by", "parent") == "parent" else bool(self._cell(unit))
        )
        return self.grid.on("grouping") and bool(self.grid.announced[number]) and unit.kind in kinds and tied

    def _cell(self, unit: Unit) -> str:
        return str(self.grid.problem.meta.get("cells", {}).get(unit.code, ""))

    def _put(self, number: int, team: int, start: int) -> None:
        unit = self.grid.problem.units[number]
        self.placed[number] = team, start
        self.busy[team, start : start + self._reach(number)] = True
        self.weeks[team, int(self.grid.axis.week[start])] += 1
        self.load[team] += int(self.grid.duration[number])
        if self._goes_along(number, unit):
            self.cells.setdefault(self._cell(unit), []).append(number)

    def visits(self) -> tuple[Visit, ...]:
        """In order of time."""
        problem, halves = self.grid.problem, self.grid.axis.half_days
        rows = sorted((start, team, unit) for unit, (team, start) in self.placed.items())
        return tuple(
            Visit(
                problem.units[u].code, problem.teams[t].id, halves[s],
                halves[s + int(self.grid.duration[u]) - 1], bool(self.grid.announced[u]),
            )
            for s, t, u in rows
        )  # fmt: skip
