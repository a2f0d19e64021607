"""The whole problem as a linear model: a column for every item, team and start, and the rows of the rules.

Columns: ``visit`` (item, team, start), and for items of several groups ``take`` (group, team), which counts
how many of the group the team takes and pays their kilometres. The relaxation of these rows is what the
bound comes from; nothing of the problem is left out of them.
"""

from __future__ import annotations

from collections.abc import Hashable
from copy import copy

import numpy as np
from numpy.typing import ArrayLike

from lotrinh.method.roadmap.aims import weight
from lotrinh.method.roadmap.solve.axis import Bools, Floats, Ints
from lotrinh.method.roadmap.solve.grid import Grid
from lotrinh.method.roadmap.solve.items import Item, make_items
from lotrinh.method.roadmap.solve.linear import INFINITY, NOWHERE, Linear, RowKey, Use


class Model:
    """item, team, start: of every visit column (they come first). The encodings of the rules add rows."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.linear = Linear()
        self.items = make_items(grid)
        self.takes: dict[tuple[int, int, int], int] = {}
        self._visit_columns()
        self.length: Ints = grid.duration[self._units()][self.item]
        self._once()
        self._balance()

    def _units(self) -> Ints:
        return np.array([i.unit for i in self.items], dtype=np.int64)

    def _visit_columns(self) -> None:
        parts: list[tuple[Ints, Ints, Ints, Floats]] = []
        for number, item in enumerate(self.items):
            gain = self.grid.gain(item.unit, with_km=len(item.groups) == 1)
            team, start = np.nonzero(self.grid.allowed[item.unit])
            parts.append((np.full(len(team), number), team, start, gain[team, start]))
        empty = (np.zeros(0, dtype=np.int64),) * 3
        joined = [np.concatenate(p) for p in zip(*parts, strict=True)] if parts else [*empty, np.zeros(0)]
        self.item, self.team, self.start = (np.asarray(c, dtype=np.int64) for c in joined[:3])
        self.linear.families = len(self.items)
        self.linear.add_columns(joined[3], family=self.item, team=self.team, time=self.start)

    def _once(self) -> None:
        """Every unit at most once; an item of several groups hands its visits out to them."""
        for number, item in enumerate(self.items):
            own = self.of_item(number)
            if len(item.groups) == 1:
                self.linear.add_row(own, 1.0, -INFINITY, item.size, RowKey("once", number))
                continue
            families = [self.linear.new_family() for _ in item.groups]
            for team in np.unique(self.team[own]):
                takes = [self._take(number, g, int(team), f) for g, f in enumerate(families)]
                visits = own[self.team[own] == team]
                factors = np.concatenate([np.ones(len(visits)), -np.ones(len(takes))])
                key = RowKey("take", number, int(team))
                self.linear.add_row(np.concatenate([visits, takes]), factors, 0.0, 0.0, key)
            for g, group in enumerate(item.groups):
                columns = [c for (i, h, _), c in self._takes_of(number) if (i, h) == (number, g)]
                if columns:
                    self.linear.add_row(columns, 1.0, -INFINITY, len(group), RowKey("once", (number, g)))

    def _take(self, item: int, group: int, team: int, family: int) -> int:
        units = self.items[item].groups[group]
        days = self.grid.axis.days_of(int(self.grid.duration[units[0]]))
        taken = days[self.grid.allowed[units[0]].any(axis=0)]
        cost = weight(self.grid.problem, "km") * self.grid.trip[units[0], team] * int(taken[0])
        column = int(self.linear.add_columns(-cost, len(units), family=family, team=team)[0])
        self.takes[item, group, team] = column
        return column

    def _takes_of(self, item: int) -> list[tuple[tuple[int, int, int], int]]:
        teams = range(len(self.grid.problem.teams))
        keys = [(item, g, t) for g in range(len(self.items[item].groups)) for t in teams]
        return [(k, self.takes[k]) for k in keys if k in self.takes]

    def _balance(self) -> None:
        """most >= load of every team >= least; their difference is paid."""
        price = weight(self.grid.problem, "balance")
        if price <= 0 or not self.grid.problem.teams:
            return
        size = float(self.grid.axis.size)
        most, least = self.linear.add_columns([-price, price], size)
        for team in range(len(self.grid.problem.teams)):
            own = self.of_team(team)
            columns, lengths = np.append(own, most), np.append(self.length[own], -1)
            self.linear.add_row(columns, lengths, -INFINITY, 0.0, RowKey("balance", "most", team))
            columns = np.append(own, least)
            self.linear.add_row(columns, lengths, 0.0, INFINITY, RowKey("balance", "least", team))

    def of_item(self, item: int) -> Ints:
        """Visit columns of an item."""
        low, high = np.searchsorted(self.item, [item, item + 1])
        return np.arange(low, high)

    def of_team(self, team: int) -> Ints:
        """Visit columns of a team."""
        return np.nonzero(self.team == team)[0]

    def of_units(self, wanted: Bools) -> Ints:
        """Visit columns of the items whose units are wanted (an item is wanted as a whole or not at all)."""
        return np.nonzero(wanted[self._units()][self.item])[0]

    def at_most(
        self, key: RowKey, columns: ArrayLike, factors: ArrayLike, upper: float, excess: float = INFINITY
    ) -> None:
        """factors x columns <= upper; a soft rule pays for every unit above it (at most ``excess``)."""
        self._row(key, columns, factors, upper, -1.0, excess)

    def at_least(
        self, key: RowKey, columns: ArrayLike, factors: ArrayLike, lower: float, lack: float = INFINITY
    ) -> None:
        """factors x columns >= lower; a soft rule pays for every unit missing."""
        self._row(key, columns, factors, lower, 1.0, lack)

    def _row(
        self, key: RowKey, columns: ArrayLike, factors: ArrayLike, bound: float, sign: float, room: float
    ) -> None:
        cols = np.atleast_1d(np.asarray(columns, dtype=np.int64))
        values = np.array(np.broadcast_to(np.asarray(factors, dtype=float), cols.shape))
        if not self.grid.hard(key.label):
            slack = self.slack(key.label, 1, min(room, 1e6))
            cols, values = np.append(cols, slack), np.append(values, sign)
        lower, upper = (bound, INFINITY) if sign > 0 else (-INFINITY, bound)
        self.linear.add_row(cols, values, lower, upper, key)

    def forked(self) -> Model:
        """The same model, to which rows can be added without touching this one."""
        twin = copy(self)
        twin.linear = self.linear.forked()
        return twin

    @staticmethod
    def key(rule: str, about: Hashable = None, team: int = NOWHERE, use: Use = "both") -> RowKey:
        """What a row is about (the rules' files know no solver module)."""
        return RowKey(rule, about, team, use)

    def most_starts(self, inside: Bools) -> int:
        """How many visits a team can start at positions ``inside``; soft rules do not limit it."""
        pace = self.grid.problem.rule("pace") if self.grid.hard("pace") else {}
        apart = int(self.grid.duration.min(initial=1)) + int(pace.get("writing_half_days") or 0)
        weekly = pace.get("max_visits_per_week")
        count, weeks, free = 0, dict[int, int](), -1
        for position in np.nonzero(inside)[0]:
            week = int(self.grid.axis.week[position])
            if position >= free and (weekly is None or weeks.get(week, 0) < int(weekly)):
                count, free, weeks[week] = count + 1, int(position) + apart, weeks.get(week, 0) + 1
        return count

    def slack(self, rule: str, count: int, most: float) -> Ints:
        """Columns that pay the penalty of a soft rule."""
        return self.linear.add_columns(np.full(count, -self.grid.penalty(rule)), most)

    def occupancy(self, rule: str, team: int, after: int) -> None:
        """One visit at a time, and ``after`` half days free behind each."""
        own = self.of_team(team)
        if not len(own):
            return
        reach = self.length[own] + after
        columns = np.repeat(own, reach)
        offset = np.arange(len(columns)) - np.repeat(np.cumsum(reach) - reach, reach)
        row = np.repeat(self.start[own], reach) + offset
        keep = row < self.grid.axis.size
        size = self.grid.axis.size
        keys = [RowKey(rule, ("at", position), team) for position in range(size)]
        self.linear.add_rows(row[keep], columns[keep], 1.0, [-INFINITY] * size, [1.0] * size, keys)


def item_demands(model: Model) -> list[tuple[str, int, Item]]:
    """(rule, number of the item, item) for everything that rules want visited."""
    return [(rule, n, item) for n, item in enumerate(model.items) for rule in item.demands]
