"""Every tiny problem: the roadmap is the best of all roadmaps, or there is none."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, assume, given, settings

from lotrinh.method.roadmap.oracle.exhaustive import best
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.solve import search, solve
from lotrinh.method.roadmap.structure import problem_faults
from lotrinh.method.roadmap.verify import verify
from tests.method.roadmap import tiny


@pytest.mark.parametrize("small", [search.SMALL, 0], ids=["whole", "priced"])
@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(problem=tiny.problems())
def test_the_roadmap_is_the_best_of_all_or_there_is_none(small: int, problem: Problem) -> None:
    """Also by the way that large problems take, with relaxations and prices."""
    assume(not problem_faults(problem))
    expected = best(problem)
    with patch.object(search, "SMALL", small), patch.object(search, "diagnose", lambda *_: ()):
        found = solve(problem, seed=1, limit=30, work_limit=20)
    if expected is None:
        assert found.status == "infeasible", found.status
        return
    assert found.status == "optimal"
    verdict = verify(problem, found)
    assert verdict.ok, [v.reason.en for v in verdict.violations] + [d.en for d in verdict.differences]
    assert found.total == pytest.approx(expected[1].total, abs=2e-3)
    assert found.bound is not None and found.bound >= expected[1].total - 1e-9
