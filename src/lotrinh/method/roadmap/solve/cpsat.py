"""The linear model in CP-SAT: one worker, full linearisation, work counted by the solver's own clock.

Gains are rounded up to whole multiples of 1/scale points, so that the solver's bound stays a bound of the
problem itself; the loss is below columns-in-use/scale.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model
from scipy.sparse import csr_array

from lotrinh.method.roadmap.solve.axis import Bools, Floats, Ints
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
    """seed; work in deterministic seconds; wall in seconds, for safety; gap that is good enough.

    thorough: probe and look for symmetries, which pays on small models only.
    """

    seed: int
    work: float
    wall: float
    gap: float = 0.0
    thorough: bool = True


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
    lead: Bools | None = None,
    told: Callable[[float, float], None] | None = None,
) -> Answer:
    """Solve; ``allowed`` keeps the other columns at zero (then the bound is that of the restriction).

    hint: a whole solution to begin with. lead: columns to try at one first, the others left open.
    """
    if limits.wall <= 0:
        return Answer("unknown", None, math.inf, 0.0, 0.0)
    model, columns = _build(linear, allowed)
    if lead is not None and hint is None:
        for number in np.nonzero(lead)[0].tolist():
            if number in columns:
                model.add_hint(columns[number], 1)
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
    if not limits.thorough:
        parameters.cp_model_probing_level = 0
        parameters.max_presolve_iterations = 1
        parameters.symmetry_level = 0


def _build(linear: Linear, allowed: Bools | None) -> tuple[cp_model.CpModel, dict[int, cp_model.IntVar]]:
    model = cp_model.CpModel()
    most, gain = linear.most(), linear.gain()
    kept = np.arange(linear.columns) if allowed is None else np.nonzero(allowed)[0]
    variables = [model.new_int_var(0, int(top), "") for top in most[kept]]
    columns = dict(zip(kept.tolist(), variables, strict=True))
    matrix, lower, upper = _binding(linear, kept)
    for row in range(len(lower)):
        span = slice(matrix.indptr[row], matrix.indptr[row + 1])
        chosen = [variables[c] for c in matrix.indices[span].tolist()]
        factors = [round(f) for f in matrix.data[span].tolist()]
        expression = cp_model.LinearExpr.weighted_sum(chosen, factors)
        model.add_linear_constraint(expression, _whole(lower[row]), _whole(upper[row]))
    whole = [math.ceil(g * SCALE - 1e-9) for g in gain[kept]]
    model.maximize(cp_model.LinearExpr.weighted_sum(list(columns.values()), whole))
    return model, columns


def _binding(linear: Linear, kept: Ints) -> tuple[csr_array, Floats, Floats]:
    """Rows over the kept columns, without those that no values of the columns can break."""
    rows, most = linear.without("coarse"), linear.most()[kept]
    matrix = csr_array(linear.matrix()[rows][:, kept])
    lower, upper = (b[rows] for b in linear.bounds())
    least, largest = matrix.minimum(0) @ most, matrix.maximum(0) @ most
    tight = (largest > upper) | (least < lower)
    return csr_array(matrix[tight]), lower[tight], upper[tight]


def _whole(bound: float) -> int:
    if bound == math.inf:
        return cp_model.INT_MAX
    return cp_model.INT_MIN if bound == -math.inf else round(bound)
