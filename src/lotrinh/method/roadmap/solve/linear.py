"""A linear model in whole numbers, as plain arrays: what every solver behind it is given."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csr_array

from lotrinh.method.roadmap.solve.axis import Floats, Ints

INFINITY = math.inf


class Linear:
    """Maximise gain x over lower <= A x <= upper, 0 <= x <= most, x whole."""

    def __init__(self) -> None:
        self._gain: list[Floats] = []
        self._most: list[Floats] = []
        self._triplets: list[tuple[Ints, Ints, Floats]] = []
        self._bounds: list[tuple[float, float]] = []
        self.labels: list[str] = []
        self.columns = 0

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self._bounds)

    def add_columns(self, gain: ArrayLike, most: float = 1.0) -> Ints:
        """New columns with their gains; returns their numbers."""
        values = np.atleast_1d(np.asarray(gain, dtype=float))
        numbers = np.arange(self.columns, self.columns + len(values))
        self._gain.append(values)
        self._most.append(np.full(len(values), most))
        self.columns += len(values)
        return numbers

    def add_row(
        self, columns: ArrayLike, factors: ArrayLike, lower: float, upper: float, label: str = ""
    ) -> None:
        """One row; factors is one figure or one a column."""
        cols = np.atleast_1d(np.asarray(columns, dtype=np.int64))
        self.add_rows(np.zeros(len(cols), dtype=np.int64), cols, factors, [lower], [upper], label)

    def add_rows(
        self,
        row: Ints,
        columns: Ints,
        factors: ArrayLike,
        lower: list[float],
        upper: list[float],
        label: str = "",
    ) -> None:
        """Several rows as triplets; ``row`` counts from 0 within these rows."""
        values = np.broadcast_to(np.asarray(factors, dtype=float), columns.shape)
        self._triplets.append((row + self.rows, columns, np.array(values)))
        self._bounds += list(zip(lower, upper, strict=True))
        self.labels += [label] * len(lower)

    def gain(self) -> Floats:
        """Gains of all columns."""
        return np.concatenate(self._gain) if self._gain else np.zeros(0)

    def most(self) -> Floats:
        """Upper bounds of all columns."""
        return np.concatenate(self._most) if self._most else np.zeros(0)

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
