"""A linear model in whole numbers, as plain arrays: what every solver behind it is given.

Columns and rows carry what they are about (a key, a team, a position in time), so that a coarser model can
be made of it by machine (lotrinh.method.roadmap.solve.coarse).
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from lotrinh.method.roadmap.solve.axis import Bools, Floats, Ints

INFINITY = math.inf
NOWHERE = -1
Use = Literal["both", "exact", "coarse"]


@dataclass(frozen=True, slots=True)
class RowKey:
    """label: the rule. about: what tells the row from the others of its rule, but for the team.

    use: "exact" rows are left out of coarser models, which have "coarse" rows in their place; these follow
    from the exact ones for whole numbers.
    """

    label: str
    about: Hashable = None
    team: int = NOWHERE
    use: Use = "both"


class Linear:
    """Maximise gain x over lower <= A x <= upper, 0 <= x <= most, x whole."""

    def __init__(self) -> None:
        self._gain: list[Floats] = []
        self._most: list[Floats] = []
        self._family: list[Ints] = []
        self._team: list[Ints] = []
        self._time: list[Ints] = []
        self._triplets: list[tuple[Ints, Ints, Floats]] = []
        self._bounds: list[tuple[float, float]] = []
        self.keys: list[RowKey] = []
        self.columns = 0
        self.families = 0

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self._bounds)

    def new_family(self) -> int:
        """A number for columns that are alike but for team and time."""
        self.families += 1
        return self.families - 1

    def add_columns(
        self,
        gain: ArrayLike,
        most: float = 1.0,
        *,
        family: ArrayLike | None = None,
        team: ArrayLike = NOWHERE,
        time: ArrayLike = NOWHERE,
    ) -> Ints:
        """New columns with their gains; returns their numbers. Without a family each is of its own."""
        values = np.atleast_1d(np.asarray(gain, dtype=float))
        numbers = np.arange(self.columns, self.columns + len(values))
        if family is None:
            family = [self.new_family() for _ in numbers]
        self._gain.append(values)
        self._most.append(np.full(len(values), most))
        for part, given in ((self._family, family), (self._team, team), (self._time, time)):
            part.append(np.array(np.broadcast_to(np.asarray(given, dtype=np.int64), values.shape)))
        self.columns += len(values)
        return numbers

    def add_row(
        self, columns: ArrayLike, factors: ArrayLike, lower: float, upper: float, key: RowKey
    ) -> None:
        """One row; factors is one figure or one a column."""
        cols = np.atleast_1d(np.asarray(columns, dtype=np.int64))
        self.add_rows(np.zeros(len(cols), dtype=np.int64), cols, factors, [lower], [upper], [key])

    def add_rows(
        self,
        row: Ints,
        columns: Ints,
        factors: ArrayLike,
        lower: Sequence[float],
        upper: Sequence[float],
        keys: Sequence[RowKey],
    ) -> None:
        """Several rows as triplets; ``row`` counts from 0 within these rows."""
        values = np.broadcast_to(np.asarray(factors, dtype=float), columns.shape)
        self._triplets.append((row + self.rows, columns, np.array(values)))
        self._bounds += list(zip(lower, upper, strict=True))
        self.keys += keys

    def forked(self) -> Linear:
        """A copy that can grow on its own."""
        twin = copy(self)
        for name, value in vars(self).items():
            if isinstance(value, list):
                setattr(twin, name, list(value))
        return twin

    def gain(self) -> Floats:
        """Gains of all columns."""
        return _joined(self._gain, float)

    def most(self) -> Floats:
        """Upper bounds of all columns."""
        return _joined(self._most, float)

    def about(self) -> tuple[Ints, Ints, Ints]:
        """Family, team and time of all columns."""
        return _joined(self._family, np.int64), _joined(self._team, np.int64), _joined(self._time, np.int64)

    def matrix(self) -> csr_array:
        """A, with equal places added up."""
        if not self._triplets:
            return csr_array((self.rows, self.columns))
        row, col, value = (np.concatenate(parts) for parts in zip(*self._triplets, strict=True))
        made = csr_array((value, (row, col)), shape=(self.rows, self.columns))
        made.sum_duplicates()
        return made

    def bounds(self) -> tuple[Floats, Floats]:
        """Lower and upper bounds of the rows."""
        both = np.array(self._bounds, dtype=float).reshape(-1, 2)
        return both[:, 0], both[:, 1]

    def without(self, use: Use) -> Bools:
        """Which rows are not of this use."""
        return np.array([k.use != use for k in self.keys], dtype=bool)


def _joined(parts: list[NDArray], dtype: type) -> NDArray:  # type: ignore[type-arg]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=dtype)
