"""Units that no rule and no aim but the kilometres can tell apart become one item with a count.

Many communes carry the same risk, because nothing is published about a single commune. Two units belong to
one item when kind, worth, duration, announcement, parent, cell, fields, demands and every allowed start with
its charge are equal; then any roadmap stays as good when they change places, but for the kilometres. Those
depend only on unit and team as long as a visit lies on one day (or on equally many days wherever it starts),
so they are paid by the choice "how many of this group does this team take" and not by the start. The item is
therefore exact: its roadmaps are the roadmaps of its units, told apart afterwards. A unit that is a parent
of others stays alone.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from lotrinh.method.roadmap.aims import weight
from lotrinh.method.roadmap.solve.grid import Grid


@dataclass(frozen=True, slots=True)
class Item:
    """Interchangeable units: ``groups`` have the same kilometres for every team; ``unit`` is the first."""

    unit: int
    groups: tuple[tuple[int, ...], ...]
    demands: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many units."""
        return sum(len(g) for g in self.groups)


def make_items(grid: Grid) -> list[Item]:
    """Items in the order of their first units."""
    demands: dict[int, list[str]] = {}
    for d in grid.demands:
        demands.setdefault(d.unit, []).append(d.rule)
    parents = {u.parent for u in grid.problem.units if u.parent is not None}
    found: dict[Hashable, list[int]] = {}
    for u in range(len(grid.problem.units)):
        found.setdefault(_key(grid, u, parents, tuple(demands.get(u, ()))), []).append(u)
    return [
        Item(units[0], _groups(grid, units), tuple(demands.get(units[0], ()))) for units in found.values()
    ]


def _key(grid: Grid, number: int, parents: set[str], demands: tuple[str, ...]) -> Hashable:
    unit = grid.problem.units[number]
    alone = unit.code if unit.code in parents or not _same_days(grid, number) else ""
    cell = str(grid.problem.meta.get("cells", {}).get(unit.code, ""))
    what = (unit.kind, float(grid.worth[number]), unit.duration, bool(grid.announced[number]))
    place = (unit.parent or "", cell, frozenset(unit.fields), demands, alone)
    return what, place, grid.allowed[number].tobytes(), grid.charge[number].tobytes()


def _same_days(grid: Grid, number: int) -> bool:
    """Whether every allowed start takes equally many days, so that kilometres do not depend on it."""
    days = grid.axis.days_of(int(grid.duration[number]))
    taken = days[grid.allowed[number].any(axis=0)]
    return weight(grid.problem, "km") == 0 or len(np.unique(taken)) <= 1


def _groups(grid: Grid, units: list[int]) -> tuple[tuple[int, ...], ...]:
    if weight(grid.problem, "km") == 0:
        return (tuple(units),)
    groups: dict[bytes, list[int]] = {}
    for u in units:
        groups.setdefault(grid.trip[u].tobytes(), []).append(u)
    return tuple(tuple(g) for g in groups.values())
