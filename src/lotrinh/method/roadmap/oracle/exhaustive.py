"""The best roadmap of a tiny problem by trying every roadmap there is.

Knows the problem, the judge and the aims, and nothing of the solver: no encoding, no bound, no pruning by
value. For a handful of units and half days only; the count of roadmaps is the product over units of one plus
teams x starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from lotrinh.method.roadmap.answer import Objective, Roadmap, Visit
from lotrinh.method.roadmap.problem import Problem, Unit
from lotrinh.method.roadmap.verify import Verdict, verify

_ALONE = frozenset(
    {
        "calendar.closed", "pace.day_off", "pace.split", "competence.own_body", "competence.field",
        "occupied.closed", "occupied.inspection", "rotation.too_soon", "notice.short", "lists.never",
        "structure.over_week", "structure.duration",
    }
)  # fmt: skip
"""Breaches that a visit makes by itself, whatever the others do."""


def best(problem: Problem) -> tuple[Roadmap, Verdict] | None:
    """The roadmap with the largest total, or None when no roadmap keeps the hard rules."""
    found: tuple[Roadmap, Verdict] | None = None
    for visits in roadmaps(problem):
        roadmap = Roadmap(problem.plan, 0, Objective(), None, None, None, "manual", visits)
        verdict = verify(problem, roadmap)
        if not verdict.violations and (found is None or verdict.total > found[1].total):
            found = roadmap, verdict
    return found


def roadmaps(problem: Problem) -> Iterator[tuple[Visit, ...]]:
    """Every set of visits of which none is impossible by itself."""
    drawn = problem.rule("unannounced").get("drawn", ())
    secret = set(drawn) if problem.rule("unannounced").get("mode", "off") != "off" else set()
    choices = [[None, *_visits(problem, unit, unit.code not in secret)] for unit in problem.units]
    for chosen in product(*choices):
        yield tuple(v for v in chosen if v is not None)


def _visits(problem: Problem, unit: Unit, announced: bool) -> Iterator[Visit]:
    halves = problem.half_days
    for team in problem.teams:
        for first in range(len(halves) - unit.duration + 1):
            end = halves[first + unit.duration - 1]
            visit = Visit(unit.code, team.id, halves[first], end, announced)
            alone = Roadmap(problem.plan, 0, Objective(), None, None, None, "manual", (visit,))
            if not any(v.reason.code in _ALONE for v in verify(problem, alone).violations):
                yield visit
