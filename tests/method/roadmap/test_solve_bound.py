"""The bound of the staged search is a bound of the whole problem, and a wrong one is a loud fault."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from lotrinh.method.roadmap.oracle.exhaustive import best
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.solve import search, solve
from lotrinh.method.roadmap.solve.rating import rated
from lotrinh.method.roadmap.structure import problem_faults
from tests.method.roadmap import small_case, tiny


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(problem=tiny.problems())
def test_the_stages_bound_the_whole_problem(problem: Problem) -> None:
    """Tiny problems sent through the stages of large ones: never below the best of all roadmaps."""
    assume(not problem_faults(problem))
    expected = best(problem)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "SMALL", 8)
        found = solve(problem, seed=1, limit=30, work_limit=20)
    if expected is None:
        assert not found.visits
        return
    assert found.status != "infeasible"
    assert found.bound is not None and found.bound >= expected[1].total - 1e-6
    if found.status == "optimal":
        assert found.total == pytest.approx(expected[1].total, abs=2e-3)


def test_a_bound_below_the_roadmap_is_a_fault() -> None:
    problem, visits = small_case.problem(), small_case.roadmap().visits
    facts: dict[str, Any] = {"seed": 1, "status": "feasible", "seconds": 1.0, "meta": {}}
    total = rated(problem, visits, {**facts, "bound": 1e9}).total
    assert total is not None
    assert rated(problem, visits, {**facts, "bound": total - 1e-9}).bound == total
    with pytest.raises(AssertionError, match="below the roadmap"):
        rated(problem, visits, {**facts, "bound": total - 1.0})
