"""Where planning meets the solver, the explanation, replanning and what-if of the method."""

from __future__ import annotations

from typing import Any

from lotrinh.method.roadmap.answer import Roadmap as Answer
from lotrinh.method.roadmap.problem import Problem


def solve(problem: Problem, *, seed: int, limit: float) -> Answer:
    """Solve."""
    raise NotImplementedError


def explain(problem: Problem, answer: Answer) -> Answer:
    """Explain."""
    return answer


def what_if(problem: Problem, answer: Answer) -> list[dict[str, Any]]:
    """Curve."""
    raise NotImplementedError
