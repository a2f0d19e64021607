"""The judge: reads the raw problem and a roadmap, and says whether the one answers the other.

It knows nothing of how a roadmap was found: no solver, no encoding. Every rule is checked by its own file
in ``constraints``; here are the checks that no rule owns: that units, teams and half days exist, that a
visit lasts as long as the unit takes, that nothing is said twice, and that the stated figures are true.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lotrinh.method.roadmap.answer import Objective, Roadmap
from lotrinh.method.roadmap.constraints import RULES, Violation
from lotrinh.method.roadmap.draw import with_missing_draw
from lotrinh.method.roadmap.figures import differences, recount, total_of
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.structure import problem_faults, structure_violations
from lotrinh.method.trace import Reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """ok: no hard rule is broken and every stated figure is true.

    violations: hard ones. soft: breaches that cost their penalty and forbid nothing. differences: stated
    figures that are not what the visits give. objective, total: counted anew.
    """

    ok: bool
    violations: tuple[Violation, ...]
    soft: tuple[Violation, ...]
    differences: tuple[Reason, ...] = ()
    objective: Objective = field(default_factory=Objective)
    total: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """Plain data for --json and the API."""
        aims = self.objective
        return {
            "ok": self.ok,
            "violations": [v.as_dict() for v in self.violations],
            "soft": [v.as_dict() for v in self.soft],
            "differences": [r.as_dict() for r in self.differences],
            "objective": {
                "risk": aims.risk,
                "earliness": aims.earliness,
                "km": aims.km,
                "balance": aims.balance,
            },
            "total": self.total,
        }


def verify(problem: Problem, roadmap: Roadmap, *, only_hard: bool = False) -> Verdict:
    """Judge a roadmap; with only_hard the figures and the soft rules are passed over (for quick answers).

    A problem that asks for unannounced visits and records no draw is judged with the draw of its own seed.
    """
    problem = with_missing_draw(problem)
    found = [*problem_faults(problem), *structure_violations(problem, roadmap)]
    for rule in RULES:
        if not only_hard or problem.rule(rule.key).get("mode", "off") != "soft" or rule.key in _ALWAYS:
            found += rule.violations(problem, roadmap)
    hard = tuple(v for v in found if v.hard)
    soft = tuple(v for v in found if not v.hard)
    if only_hard:
        return Verdict(not hard, hard, ())
    objective = recount(problem, roadmap)
    total = total_of(problem, objective, soft)
    wrong = differences(problem, roadmap, objective, total)
    return Verdict(not hard and not wrong, hard, soft, wrong, objective, total)


_ALWAYS = frozenset({"calendar", "pace", "competence", "unannounced"})
"""Rules with a part that no plan can soften."""
