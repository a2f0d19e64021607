"""What the verifier says, in the form that actions and pages need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lotrinh.method.roadmap.answer import Objective
from lotrinh.method.roadmap.answer import Roadmap as Answer
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.verify import verify
from lotrinh.method.trace import Reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """broken: hard rules that do not hold; bent: soft rules that cost points; untrue: stated figures
    that differ
    from what the visits give; worth: the total after penalties, counted anew."""

    broken: tuple[Reason, ...]
    bent: tuple[Reason, ...]
    untrue: tuple[Reason, ...]
    objective: Objective
    worth: float
    rules: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        """Nothing hard is broken."""
        return not self.broken


def judge(problem: Problem, answer: Answer) -> Verdict:
    """Ask the verifier about the whole roadmap."""
    found = verify(problem, answer)
    return Verdict(
        tuple(v.reason for v in found.violations),
        tuple(v.reason for v in found.soft),
        found.differences,
        found.objective,
        found.total,
        tuple(sorted({v.rule for v in found.violations})),
    )


def rules_checked(problem: Problem) -> list[dict[str, Any]]:
    """Every rule of the problem with its mode and settings, for the adoption page."""
    out = []
    for key, settings in problem.rules.items():
        shown = {k: v for k, v in settings.items() if k not in {"mode", "penalty"}}
        out.append({"key": key, "mode": settings.get("mode", "off"), "settings": shown})
    return out
