"""The figures that a found roadmap states: reckoned from its visits, soft breaches as judged."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lotrinh.method.roadmap import aims
from lotrinh.method.roadmap.answer import LeftOut, Objective, Roadmap, Visit
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.verify import verify

ROUNDING = 1e-7
"""What floating point may take from a bound, as a share of the total."""
AIMS = ("risk", "earliness", "km", "balance")


def rated(problem: Problem, visits: tuple[Visit, ...], facts: Mapping[str, Any]) -> Roadmap:
    """facts: seed, bound, status, seconds, meta of the roadmap."""
    objective = aims.measure(problem, visits)
    seen = {v.unit for v in visits}
    left = tuple(LeftOut(u.code) for u in problem.units if u.code not in seen)
    plain = Roadmap(
        problem.plan, facts["seed"], objective, None, None, None, facts["status"], visits, left,
        seconds=round(facts["seconds"], 3), meta=facts["meta"],
    )  # fmt: skip
    total = aims.total(problem, objective, verify(problem, plain).soft)
    bound = max(_sound(float(facts["bound"]), total), total)
    gap = (bound - total) / abs(bound) if bound else 0.0
    values = {aim: {"value": float(getattr(objective, aim))} for aim in AIMS}
    return replace(plain, total=total, bound=bound, gap=gap, aims=values)


def _sound(bound: float, total: float) -> float:
    """The bound, unless the roadmap is better than it by more than rounding: then it was never a bound."""
    if bound < total - ROUNDING * max(1.0, abs(total)):
        raise AssertionError(f"the bound {bound} is below the roadmap's total {total}")
    return bound


def bare(problem: Problem, facts: Mapping[str, Any]) -> Roadmap:
    """No roadmap: infeasible, or unknown within the limits. A bound that is known is said."""
    bound = float(facts["bound"])
    known = facts["status"] == "unknown" and math.isfinite(bound)
    return Roadmap(
        problem.plan, facts["seed"], Objective(), None, bound if known else None, None, facts["status"], (),
        seconds=round(facts["seconds"], 3), meta=facts["meta"],
    )  # fmt: skip
