"""A coarser model made by machine, and a bound of the whole problem from it.

Columns of one family are put together when their teams are alike (same home, same days off) and their starts
lie in one bucket of time. The gain of the bucket is the largest of its columns. Rows that differ in nothing
but alike teams are added up. In a row sum(a x) <= b every bucket gets the smallest factor of its columns:
for x >= 0 then sum over buckets <= sum(a x) <= b, so that every roadmap of the problem is still a point of
the coarse model, with no smaller gain. Its relaxation therefore bounds the whole problem.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, vstack

from lotrinh.method.roadmap.constraints import grouping
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.solve.axis import Axis, Floats, Ints
from lotrinh.method.roadmap.solve.linear import NOWHERE, Linear
from lotrinh.method.roadmap.solve.model import Model


@dataclass(frozen=True, slots=True)
class Coarse:
    """maximise gain x, A x <= upper, 0 <= x <= most. bucket: of every column of the problem's model."""

    gain: Floats
    most: Floats
    matrix: csr_array
    upper: Floats
    bucket: Ints


def alike_teams(problem: Problem) -> Ints:
    """For every team the number of the first team with the same home and days off."""
    keys = [(t.home, tuple(sorted((s.start, s.end) for s in t.days_off))) for t in problem.teams]
    return np.array([keys.index(k) for k in keys], dtype=np.int64)


def buckets(axis: Axis, horizon: int) -> Ints:
    """A bucket a day before the horizon (a position), a bucket a week behind it."""
    late = np.arange(axis.size) >= horizon
    return np.where(late, axis.days + axis.week, axis.day)


def coarsened(model: Model, horizon: int) -> Coarse:
    """Teams that are alike together, days before the horizon, weeks behind it."""
    time, twin = buckets(model.grid.axis, horizon), model.forked()
    grouping.encode_coarse(twin, time)
    sizes = np.array([float(i.size) for i in model.items])
    return make_coarse(twin.linear, alike_teams(model.grid.problem), time, sizes)


def make_coarse(linear: Linear, teams: Ints, time: Ints, sizes: Floats) -> Coarse:
    """teams: from alike_teams; time: from buckets; sizes: most visits of the first families (items)."""
    bucket, count = _column_buckets(linear, teams, time)
    gain = np.full(count, -np.inf)
    np.maximum.at(gain, bucket, linear.gain())
    most: Floats = np.bincount(bucket, linear.most(), count).astype(float)
    family = np.zeros(count, dtype=np.int64)
    family[bucket] = linear.about()[0]
    counted = family < len(sizes)
    most[counted] = np.minimum(most[counted], sizes[family[counted]])
    matrix, upper = _one_sided(linear, teams)
    shrunk = _smallest(matrix, bucket, count)
    keep = (shrunk.max(axis=1).toarray().ravel() > 0) | (upper < 0)
    return Coarse(gain, most, csr_array(shrunk[keep]), upper[keep], bucket)


def _column_buckets(linear: Linear, teams: Ints, time: Ints) -> tuple[Ints, int]:
    family, team, start = linear.about()
    group = np.where(team == NOWHERE, NOWHERE, teams[team]) if len(teams) else team
    place = np.where(start == NOWHERE, NOWHERE, time[start])
    _, bucket = np.unique(np.stack([family, group, place]), axis=1, return_inverse=True)
    bucket = np.asarray(bucket).ravel()
    return bucket, int(bucket.max(initial=-1)) + 1


def _one_sided(linear: Linear, teams: Ints) -> tuple[csr_array, Floats]:
    """Rows as <=, those of alike teams added up."""
    matrix, (lower, upper), used = linear.matrix(), linear.bounds(), linear.without("exact")
    keys = [(k.label, k.about, NOWHERE if k.team == NOWHERE else int(teams[k.team])) for k in linear.keys]
    numbers: dict[object, int] = {}
    row_of = np.array([numbers.setdefault(k, len(numbers)) for k in keys], dtype=np.int64)
    parts, bounds = [], []
    for sign, bound in ((1.0, upper), (-1.0, -lower)):
        rows = np.nonzero(used & np.isfinite(bound))[0]
        order, place = np.unique(row_of[rows], return_inverse=True)
        adder = csr_array((np.full(len(rows), sign), (place.ravel(), rows)), (len(order), linear.rows))
        parts.append(adder @ matrix)
        bounds.append(np.bincount(place.ravel(), bound[rows], len(order)))
    return csr_array(vstack(parts)), np.concatenate(bounds).astype(float)


def _smallest(matrix: csr_array, bucket: Ints, count: int) -> csr_array:
    """The smallest factor of every row and bucket; a column that is not in the row counts as 0."""
    cells = matrix.tocoo()
    place = cells.row.astype(np.int64) * count + bucket[cells.col]
    order = np.argsort(place, kind="stable")
    keys, first, there = np.unique(place[order], return_index=True, return_counts=True)
    least = np.minimum.reduceat(cells.data[order], first) if len(keys) else np.zeros(0)
    width = np.bincount(bucket, minlength=count)
    least = np.where(there < width[keys % count], np.minimum(least, 0.0), least)
    return csr_array((least, (keys // count, keys % count)), shape=(matrix.shape[0], count))
