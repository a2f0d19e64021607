"""Whatever happens: what is done stays, what moves is told, and nothing new is broken unless a visit had to
go.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.replan import Change, replan
from lotrinh.method.roadmap.verify import verify
from tests.method.roadmap.small_case import problem, roadmap, ruled

P, R = problem(), roadmap()
CELLS = {"c1a": "x", "c1b": "x", "c1c": "x", "c2a": "y", "c2b": "y"}
NEAR = replace(ruled(P, "grouping", by="neighbourhood", days=5), meta={"cells": CELLS})


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """Any of the four changes, of up to ten days."""
    start = date(2020, 10, 5) + timedelta(days=draw(st.integers(0, 20)))
    end = start + timedelta(days=draw(st.integers(1, 10)))
    match draw(st.sampled_from(["team", "member", "unit", "week"])):
        case "team":
            return Change.team_absent(draw(st.sampled_from(["T1", "T2"])), start, end)
        case "member":
            team = draw(st.sampled_from([("T1", "An"), ("T2", "Bình"), ("T2", "Chi")]))
            return Change.member_replaced(*team)
        case "unit":
            return Change.postpone(draw(st.sampled_from([v.unit for v in R.visits])), start, end)
    return Change.week_lost(start)


@given(changes(), st.integers(-7, 20), st.sampled_from([P, NEAR]))
@settings(max_examples=60, deadline=None)
def test_every_change(change: Change, days: int, prob: Problem) -> None:
    now = date(2020, 10, 5) + timedelta(days=days)
    result = replan(prob, R, change, now=now)
    after = {v.unit: v for v in result.roadmap.visits}
    before = {v.unit: v for v in R.visits}
    frozen = {v.unit for v in R.visits if v.start.date <= now}
    assert all(after[code] == before[code] for code in frozen)
    changed = {
        c for c, v in before.items() if c not in after or (after[c].team, after[c].start) != (v.team, v.start)
    }
    assert {m.unit for m in result.moves} == changed
    assert all(after[c].start.date > now for c in changed if c in after)
    verdict = verify(result.problem, result.roadmap)
    assert verdict.ok == result.ok and verdict.differences == ()
    dropped = any(m.after is None for m in result.moves)
    assert dropped or all(set(v.units) <= frozen for v in verdict.violations)
    assert {v.rule for v in verdict.violations if not set(v.units) <= frozen} <= {
        "coverage",
        "lists",
        "unannounced",
    }
