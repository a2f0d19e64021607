"""The curve of risk covered against team-days, with a solver that is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lotrinh.method.roadmap.answer import Objective, Roadmap
from lotrinh.method.roadmap.problem import Problem, Span
from lotrinh.method.roadmap.verify import verify
from lotrinh.method.roadmap.whatif import team_days, varied, whatif
from tests.method.roadmap.small_case import problem, roadmap, ruled, team_with

P, R = problem(), roadmap()


def canned(prob: Problem, *, seed: int, limit: float) -> Roadmap:
    """The good roadmap when both teams are there, else none."""
    if {t.id for t in prob.teams} < {"T1", "T2"}:
        return Roadmap("small", seed, Objective(), None, None, None, "infeasible", ())
    verdict = verify(prob, R)
    aims = {"risk": {"value": verdict.objective.risk, "bound": 400.0 + len(prob.teams)}}
    return replace(
        R, objective=verdict.objective, total=verdict.total, status="feasible", seconds=limit, aims=aims
    )


def test_points_come_in_order_with_their_bounds() -> None:
    told: list[int] = []
    points = whatif(P, steps=(1, -1, 0, 0), seed=1, limit=2.0, solver=canned, progress=told.append)
    assert [p.step for p in points] == told == [-1, 0, 1]
    assert [p.teams for p in points] == [1, 2, 3] and [p.team_days for p in points] == [4.0, 8.0, 12.0]
    assert [p.status for p in points] == ["infeasible", "feasible", "feasible"]
    assert points[0].risk is None and not points[0].verified
    assert points[1].risk == pytest.approx(295.0) and points[1].verified and points[2].risk_bound == 403.0


def test_a_team_more_is_a_copy_and_knows_as_much() -> None:
    more = varied(team_with(P, "T2", days_off=(Span(P.start, P.end),)), "teams", 2)
    assert [t.id for t in more.teams] == ["T1", "T2", "T2+1", "T2+2"]
    assert more.teams[-1].members == P.teams[1].members and more.teams[-1].days_off == ()


def test_half_days_more_and_fewer() -> None:
    assert varied(P, "half_days", -3).rule("pace")["max_half_days"] == 5
    assert varied(P, "half_days", 4).rule("unannounced") == P.rule("unannounced"), (
        "the draw stays as recorded"
    )


@pytest.mark.parametrize(("vary", "step"), [("teams", -2), ("half_days", -8)])
def test_too_little_is_refused(vary: str, step: int) -> None:
    with pytest.raises(ValueError, match="cannot be cut"):
        varied(P, vary, step)  # type: ignore[arg-type]


def test_half_days_need_a_most() -> None:
    with pytest.raises(ValueError, match="no most"):
        varied(ruled(P, "pace", max_half_days=None), "half_days", 1)


def test_team_days_without_a_most_are_the_open_days() -> None:
    """40 half days less the 6 that the plan closes, less T1's two days off."""
    away = (Span(date(2020, 10, 5), date(2020, 10, 7)),)
    open_plan = team_with(ruled(P, "pace", max_half_days=None), "T1", days_off=away)
    assert team_days(open_plan) == (34 + 34 - 4) / 2
