"""The linear model in CP-SAT: one worker, full linearisation, work counted by the solver's own clock.

Gains are rounded up to whole multiples of 1/scale points, so that the solver's bound stays a bound of the
problem itself; the loss is below columns-in-use/scale.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from lotrinh.method.roadmap.solve.axis import Bools, Floats
from lotrinh.method.roadmap.solve.linear import Linear

SCALE = 10_000


@dataclass(frozen=True, slots=True)
class Answer:
    """status: optimal | feasible | infeasible | unknown. bound: of what was given, in points."""

    status: str
    values: Floats | None
    bound: float
    work: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """seed; work in deterministic seconds; wall in seconds, for safety; gap that is good enough."""

    seed: int
    work: float
    wall: float
    gap: float = 0.0


class _Watch(cp_model.CpSolverSolutionCallback):
    def __init__(self, told: Callable[[float, float], None]) -> None:
        super().__init__()
        self._told = told

    def on_solution_callback(self) -> None:
        """Objective and bound so far."""
        self._told(self.objective_value / SCALE, self.best_objective_bound / SCALE)


def maximise(
    linear: Linear,
    limits: Limits,
    *,
    allowed: Bools | None = None,
    hint: Floats | None = None,
    fixed: Mapping[int, float] | None = None,
    told: Callable[[float, float], None] | None = None,
) -> Answer:
    """Solve; ``allowed`` keeps the other columns at zero (then the bound is that of the restriction)."""
    model, columns = _build(linear, allowed, fixed or {})
    if hint is not None:
        for column, variable in columns.items():
            model.add_hint(variable, round(float(hint[column])))
    solver = cp_model.CpSolver()
    _set(solver, limits)
    status = solver.solve(model, _Watch(told) if told else None)
    name = {cp_model.OPTIMAL: "optimal", cp_model.FEASIBLE: "feasible", cp_model.INFEASIBLE: "infeasible"}
    word = name.get(status, "unknown")
    values = None
    if word in ("optimal", "feasible"):
        values = np.zeros(linear.columns)
        for column, variable in columns.items():
            values[column] = solver.value(variable)
    work = solver.response_proto.deterministic_time
    bound = solver.best_objective_bound / SCALE if word in ("optimal", "feasible") else math.inf
    return Answer(word, values, bound, work, solver.wall_time)


def _set(solver: cp_model.CpSolver, limits: Limits) -> None:
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.linearization_level = 2
    parameters.random_seed = limits.seed % (2**31 - 1)
    parameters.max_deterministic_time = limits.work
    parameters.max_time_in_seconds = limits.wall
    parameters.relative_gap_limit = limits.gap


def _build(
    linear: Linear, allowed: Bools | None, fixed: Mapping[int, float]
) -> tuple[cp_model.CpModel, dict[int, cp_model.IntVar]]:
    model = cp_model.CpModel()
    most, gain = linear.most(), linear.gain()
    kept = np.arange(linear.columns) if allowed is None else np.nonzero(allowed)[0]
    columns = {int(c): model.new_int_var(0, int(most[c]), "") for c in kept}
    for column, value in fixed.items():
        model.add(columns[column] == round(value))
    matrix, (lower, upper) = linear.matrix(), linear.bounds()
    for row in range(linear.rows):
        span = slice(matrix.indptr[row], matrix.indptr[row + 1])
        pairs = [(columns[c], int(f)) for c, f in zip(matrix.indices[span], matrix.data[span], strict=True)
                 if f and c in columns]  # fmt: skip
        low, high = _whole(lower[row]), _whole(upper[row])
        expression = cp_model.LinearExpr.weighted_sum([v for v, _ in pairs], [f for _, f in pairs])
        model.add_linear_constraint(expression, low, high)
    whole = [math.ceil(g * SCALE - 1e-9) for g in gain[kept]]
    model.maximize(cp_model.LinearExpr.weighted_sum(list(columns.values()), whole))
    return model, columns


def _whole(bound: float) -> int:
    if bound == math.inf:
        return cp_model.INT_MAX
    return cp_model.INT_MIN if bound == -math.inf else round(bound)
