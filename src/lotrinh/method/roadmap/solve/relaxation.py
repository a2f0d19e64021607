"""Bounds of the whole problem, from linear relaxations.

A bound is not the solver's word but is reckoned from its prices: for any prices y >= 0 of rows A x <= b,
b y + sum of most x max(0, gain - y A) over all columns is no smaller than the gain of any point. So the
bound holds however exact the prices are, and also when they were found over some of the columns only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from lotrinh.method.roadmap.solve.axis import Bools, Floats
from lotrinh.method.roadmap.solve.coarse import Coarse
from lotrinh.method.roadmap.solve.linear import Linear

MOST_NEW = 6000
WORK_PER_STEP = 1e-9
"""Work of one simplex step for every factor of the matrix."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """bound in points, infinite when there are no prices; values and worth (gain - price) of the columns.

    kept: the columns that took part. work: what it cost, on the scale of CP-SAT's clock. feasible: False when
    the relaxation, and so the problem, has no point.
    """

    bound: float
    values: Floats
    worth: Floats
    kept: Bools
    work: float = 0.0
    feasible: bool = True


def relax(coarse: Coarse, seconds: float) -> Relaxed:
    """The relaxation of a coarse model; ``seconds`` is for safety."""
    return _solve(coarse.gain, coarse.most, coarse.matrix, coarse.upper, seconds)


def relax_fine(linear: Linear, start: Bools, until: Callable[[], float], rounds: int) -> Relaxed:
    """The relaxation of the model itself, beginning with some columns and adding those that are missed.

    Ends when no column outside is worth more than its price, after some rounds, or when ``until`` says that
    no seconds are left: the bound holds in every case.
    """
    gain, most, (matrix, upper) = linear.gain(), linear.most(), _one_sided(linear)
    kept = start.copy() if start.any() else np.ones(linear.columns, dtype=bool)
    best = Relaxed(np.inf, np.zeros(linear.columns), gain, kept)
    work = 0.0
    for _ in range(rounds):
        numbers = np.nonzero(kept)[0]
        inner, rows = _binding(csr_array(matrix[:, numbers]), upper, most[numbers])
        found = linprog(
            -gain[numbers], A_ub=inner, b_ub=upper[rows],
            bounds=np.stack([np.zeros(len(numbers)), most[numbers]], axis=1),
            method="highs-ds", options={"time_limit": max(until(), 0.01)},
        )  # fmt: skip
        work += found.nit * inner.nnz * WORK_PER_STEP
        if found.status != 0:
            break
        prices = np.zeros(len(upper))
        prices[rows] = np.maximum(0.0, -np.asarray(found.ineqlin.marginals))
        worth = gain - prices @ matrix
        bound = float(upper @ prices + most @ np.maximum(worth, 0.0))
        values = np.zeros(linear.columns)
        values[numbers] = found.x
        # A bound and the worths it fixes columns with are of the same prices; the best pair is kept.
        pair = (bound, worth) if bound <= best.bound else (best.bound, best.worth)
        best = Relaxed(pair[0], values, pair[1], kept.copy(), work)
        missed = ~kept & (worth > 1e-6)
        if not missed.any():
            break
        order = np.argsort(np.where(missed, -worth, np.inf), kind="stable")
        kept[order[: min(MOST_NEW, int(missed.sum()))]] = True
    return best


def _solve(gain: Floats, most: Floats, matrix: csr_array, upper: Floats, seconds: float) -> Relaxed:
    found = linprog(
        -gain, A_ub=matrix, b_ub=upper, bounds=np.stack([np.zeros_like(most), most], axis=1),
        method="highs-ds", options={"time_limit": seconds},
    )  # fmt: skip
    nothing, kept, work = (
        np.zeros_like(gain),
        np.ones(len(gain), dtype=bool),
        found.nit * matrix.nnz * WORK_PER_STEP,
    )
    if found.status == 2:
        return Relaxed(-np.inf, nothing, nothing, kept, work, False)
    if found.status != 0:
        return Relaxed(np.inf, nothing, gain, kept, work)
    prices = np.maximum(0.0, -np.asarray(found.ineqlin.marginals))
    worth = gain - prices @ matrix
    bound = float(upper @ prices + most @ np.maximum(worth, 0.0))
    return Relaxed(bound, np.asarray(found.x), worth, kept, work)


def _one_sided(linear: Linear) -> tuple[csr_array, Floats]:
    """The exact rows as A x <= b."""
    rows, matrix, (lower, upper) = linear.without("coarse"), linear.matrix(), linear.bounds()
    above, below = rows & np.isfinite(upper), rows & np.isfinite(lower)
    return csr_array(vstack([matrix[above], -matrix[below]])), np.concatenate([upper[above], -lower[below]])


def _binding(matrix: csr_array, upper: Floats, most: Floats) -> tuple[csr_array, Bools]:
    """Rows that some values of the columns can break."""
    rows = matrix.maximum(0) @ most > upper
    return csr_array(matrix[rows]), rows
