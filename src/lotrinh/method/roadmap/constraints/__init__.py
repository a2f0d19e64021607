"""The rules of a roadmap, one file each: its record, its check, its encoding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lotrinh.method.roadmap.answer import Roadmap
from lotrinh.method.roadmap.constraints import (
    calendar,
    competence,
    coverage,
    grouping,
    lists,
    notice,
    occupied,
    pace,
    rotation,
    unannounced,
)
from lotrinh.method.roadmap.constraints.record import Record, Violation
from lotrinh.method.roadmap.problem import Problem


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as the verifier and the pages know it."""

    key: str
    record: Record
    violations: Callable[[Problem, Roadmap], list[Violation]]


RULES: tuple[Rule, ...] = tuple(
    Rule(module.KEY, module.RECORD, module.violations)
    for module in (
        calendar,
        pace,
        coverage,
        grouping,
        rotation,
        competence,
        notice,
        occupied,
        unannounced,
        lists,
    )
)
"""In the order in which the plan names them; this list is the only place where a rule is taken in."""

__all__ = ["RULES", "Record", "Rule", "Violation"]
