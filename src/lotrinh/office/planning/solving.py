"""Where planning meets the solver, the explanation, replanning and what-if of the method."""

from __future__ import annotations

from typing import Any

from lotrinh.method.roadmap.answer import Roadmap as Answer
from lotrinh.method.roadmap.explain import explain
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.solve import Progress, solve

__all__ = ["Progress", "explain", "solve", "what_if"]


def what_if(problem: Problem, answer: Answer) -> list[dict[str, Any]]:
    """Curve."""
    raise NotImplementedError
