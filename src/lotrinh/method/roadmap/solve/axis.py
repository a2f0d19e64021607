"""The half days of a problem as arrays: which week, which day, morning or not. Tables of the solver's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lotrinh.method.roadmap.problem import HalfDay, Span

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


class Axis:
    """Positions 0 ... size-1 of the half days; ``week`` and ``day`` are running numbers."""

    def __init__(self, half_days: Sequence[HalfDay]) -> None:
        self.half_days = tuple(half_days)
        self.size = len(self.half_days)
        self.dates = [h.date for h in self.half_days]
        days = {d: i for i, d in enumerate(sorted(set(self.dates)))}
        weeks = {w: i for i, w in enumerate(sorted({h.week for h in self.half_days}))}
        self.day: Ints = np.array([days[d] for d in self.dates], dtype=np.int64)
        self.week: Ints = np.array([weeks[h.week] for h in self.half_days], dtype=np.int64)
        self.morning: Bools = np.array([h.part == "am" for h in self.half_days], dtype=bool)
        self.weeks = len(weeks)
        self.days = len(days)

    def fits(self, duration: int) -> Bools:
        """Starts from which so many half days follow within the same week."""
        out = np.zeros(self.size, dtype=bool)
        last = self.size - duration + 1
        if last > 0:
            out[:last] = self.week[:last] == self.week[duration - 1 :]
        return out

    def last(self, duration: int) -> Ints:
        """Position of the last half day for every start (beyond the end: the last position)."""
        return np.minimum(np.arange(self.size) + duration - 1, self.size - 1)

    def covered(self, span: Span, duration: int) -> Floats:
        """For every start, how many half days of the visit lie in the span."""
        inside = np.array([span.start <= d < span.end for d in self.dates], dtype=float)
        summed = np.concatenate([[0.0], np.cumsum(inside)])
        starts = np.arange(self.size)
        return np.asarray(summed[np.minimum(starts + duration, self.size)] - summed[starts])

    def days_of(self, duration: int) -> Ints:
        """For every start, on how many different days the visit lies."""
        return np.asarray(self.day[self.last(duration)] - self.day + 1)

    def on_dates(self, count: Sequence[float], dates: Sequence[date]) -> Floats:
        """A figure a date, spread over the half days of that date."""
        known = dict(zip(dates, count, strict=True))
        return np.array([known[d] for d in self.dates], dtype=float)
