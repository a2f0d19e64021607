"""The solver on a problem that can be judged by eye: quality, bound, repetition, clashes, soft rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lotrinh.method.roadmap import aims
from lotrinh.method.roadmap.oracle.highs import best
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.solve import Progress, search, solve
from lotrinh.method.roadmap.verify import verify
from tests.method.roadmap.small_case import problem, ruled, unit_with

CHANGES: list[dict[str, dict[str, Any]]] = [
    {},
    {"pace": {"max_visits_per_week": 2}},
    {"pace": {"writing_half_days": 0, "split_days": True}},
    {"grouping": {"by": "neighbourhood", "days": 4}},
    {"grouping": {"mode": "off"}, "coverage": {"mode": "off"}},
    {"grouping": {"mode": "soft", "penalty": 3.0}},
    {"pace": {"mode": "soft", "penalty": 20.0}, "rotation": {"mode": "off"}},
]


def changed(changes: dict[str, dict[str, Any]]) -> Problem:
    """The small problem under other settings."""
    made = replace(problem(), meta={"cells": {f"c{i}": i[0] for i in ("1a", "1b", "1c", "2a", "2b")}})
    for key, settings in changes.items():
        made = ruled(made, key, **settings)
    return made


@pytest.mark.parametrize("changes", CHANGES, ids=[" ".join(c) or "plain" for c in CHANGES])
def test_optimal_verified_and_as_good_as_another_solver(changes: dict[str, dict[str, Any]]) -> None:
    case = changed(changes)
    found = solve(case, seed=1, limit=60)
    verdict = verify(case, found)
    assert found.status == "optimal"
    assert verdict.ok, verdict
    assert found.total == pytest.approx(best(case, 60).total, abs=0.01)
    assert found.bound >= found.total


@pytest.mark.parametrize("changes", CHANGES[:4], ids=[" ".join(c) or "plain" for c in CHANGES[:4]])
def test_the_way_of_large_problems_ends_at_the_same_total(
    changes: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = changed(changes)
    whole = solve(case, seed=1, limit=60)
    monkeypatch.setattr(search, "SMALL", 0)
    priced = solve(case, seed=1, limit=60)
    assert priced.total == pytest.approx(whole.total, abs=0.01)
    assert priced.bound >= whole.total - 1e-6


def test_same_seed_same_roadmap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SMALL", 0)
    one, other = (solve(problem(), seed=7, limit=60, work_limit=3) for _ in range(2))
    assert one.visits == other.visits
    assert (one.total, one.bound, one.status) == (other.total, other.bound, other.status)


def test_what_is_stated_is_measured() -> None:
    found = solve(problem(), seed=1, limit=60)
    assert found.objective == aims.measure(problem(), found.visits)
    assert {u.unit for u in found.left_out} == {u.code for u in problem().units} - {
        v.unit for v in found.visits
    }
    assert found.aims["risk"]["value"] == found.objective.risk


@pytest.mark.parametrize("changes", CHANGES[:4], ids=[" ".join(c) or "plain" for c in CHANGES[:4]])
def test_each_aim_is_bounded_alone(changes: dict[str, dict[str, Any]]) -> None:
    """Also against the best roadmap when that aim alone counts."""
    case = changed(changes)
    stated = solve(case, seed=1, limit=60).aims
    for aim, sign in (("risk", 1.0), ("earliness", 1.0), ("km", -1.0)):
        alone = solve(
            replace(case, aims={**case.aims, **dict.fromkeys(stated, 0.0), aim: 1.0}), seed=1, limit=60
        )
        assert sign * stated[aim]["bound"] >= sign * alone.aims[aim]["value"] - 1e-6
    assert stated["balance"]["bound"] == 0.0


def test_the_greedy_rule_answers_when_the_search_has_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SMALL", 0)
    found = solve(problem(), seed=1, limit=60, work_limit=1e-9)
    assert (found.status, found.meta["found_by"]) == ("feasible", "greedy")
    assert verify(problem(), found).ok


def test_a_clash_is_named_with_the_smallest_change() -> None:
    case = ruled(problem(), "coverage", minimum={"commune": {"count": 5}})
    found = solve(case, seed=1, limit=60)
    assert found.status == "infeasible"
    assert (found.visits, found.total, found.bound) == ((), None, None)
    rules, *changes = found.clashes
    assert rules.data == {"rules": ["coverage", "rotation"], "minimal": True}
    assert changes[0].en == "Smallest change: least number of units of the kind “commune”: 5 → 4."
    assert "5 → 4" in changes[0].vi
    assert changes[1].code == "clash.change.rotation"
    mended = ruled(case, "coverage", minimum={"commune": {"count": 4}})
    assert solve(mended, seed=1, limit=60).status == "optimal"


def test_a_must_unit_that_nobody_may_visit_is_a_clash() -> None:
    teams = tuple(replace(t, members=(replace(t.members[0], body="d2"),)) for t in problem().teams)
    case = replace(unit_with(problem(), "d2", must="vì đơn thư"), teams=teams)
    found = solve(case, seed=1, limit=60)
    assert found.status == "infeasible"
    assert "lists" in found.clashes[0].data["rules"]


def test_no_time_is_not_infeasible() -> None:
    found = solve(problem(), seed=1, limit=60, work_limit=1e-9)
    assert found.status in ("unknown", "feasible", "optimal")


def test_progress_is_told() -> None:
    heard: list[Progress] = []
    solve(problem(), seed=1, limit=60, progress=heard.append)
    assert heard[0].stage == "model"
    assert heard[-1].gap == pytest.approx(0.0, abs=1e-5)
    assert all(0 <= p.done <= 1 for p in heard)
