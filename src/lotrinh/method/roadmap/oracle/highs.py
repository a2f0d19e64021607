"""The same rows by another solver: HiGHS, through scipy.optimize.milp.

The rows come from the solver's encodings, so this judges the search, the prices and the proof; the encodings
are judged by the verifier and by trying every roadmap (lotrinh.method.roadmap.oracle.exhaustive).
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from lotrinh.method.roadmap.answer import Visit
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.solve.encoding import encode, visits_of


@dataclass(frozen=True, slots=True)
class Found:
    """status: optimal | feasible | infeasible | unknown; total and bound in points."""

    status: str
    total: float | None
    bound: float | None
    visits: tuple[Visit, ...]
    seconds: float


def best(problem: Problem, seconds: float) -> Found:
    """What HiGHS finds within the seconds, the making of the rows included in what is told."""
    started = time.perf_counter()
    model = encode(problem)
    linear, rows = model.linear, model.linear.without("coarse")
    lower, upper = linear.bounds()
    answer = milp(
        -linear.gain(),
        integrality=np.ones(linear.columns),
        bounds=Bounds(np.zeros(linear.columns), linear.most()),
        constraints=LinearConstraint(linear.matrix()[rows], lower[rows], upper[rows]),
        options={"time_limit": seconds, "mip_rel_gap": 1e-9},
    )
    spent = time.perf_counter() - started
    bound = None if answer.mip_dual_bound is None else -float(answer.mip_dual_bound)
    if answer.x is None:
        return Found("infeasible" if answer.status == 2 else "unknown", None, bound, (), spent)
    values = np.round(answer.x)
    total = float(linear.gain() @ values)
    status = "optimal" if answer.status == 0 else "feasible"
    return Found(status, total, bound, visits_of(model, values), spent)
