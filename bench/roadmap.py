"""How good a roadmap is after how long, beside a greedy rule and HiGHS; how it grows; what a replan takes.

``python -m bench.roadmap [--quick]`` prints JSON. gap = (bound - total) / bound, with the bound of the whole
problem; ``share_of_ours`` relates totals of one run, so that a noisy machine does not matter.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import timedelta
from typing import Any

from bench import instances
from lotrinh.method.roadmap import aims
from lotrinh.method.roadmap.answer import Roadmap, Visit
from lotrinh.method.roadmap.oracle import highs
from lotrinh.method.roadmap.oracle.greedy import greedy
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.replan import Change, replan
from lotrinh.method.roadmap.solve import solve
from lotrinh.method.roadmap.verify import verify

PLANS = ("hanoi-2020-155", "hanoi-2026")
LIMITS = (10.0, 30.0)
GROWN = {
    "teams": instances.twice_the_teams,
    "units": instances.twice_the_units,
    "days": instances.twice_the_days,
}


def measure(quick: bool = False) -> dict[str, Any]:
    """All figures; quick leaves out the growth and gives HiGHS ten seconds."""
    problems = {key: instances.of_plan(key) for key in PLANS}
    out: dict[str, Any] = {"plans": {}, "growth": {}}
    for key, problem in problems.items():
        _say(key)
        runs = [(limit, solve(problem, seed=problem_seed(problem), limit=limit)) for limit in LIMITS]
        out["plans"][key] = {
            "size": size(problem),
            "ours": [figures(problem, roadmap, limit) for limit, roadmap in runs],
            "greedy": compared(problem, _greedy(problem), runs[-1][1].total),
            "highs": compared(problem, _highs(problem, 10.0 if quick else 60.0), runs[-1][1].total),
            "replan_lost_week": lost_week(problem, runs[-1][1]),
        }
    if not quick:
        for key, problem in problems.items():
            for what, grow in GROWN.items():
                _say(f"{key}, twice the {what}")
                grown = grow(problem)
                roadmap = solve(grown, seed=problem_seed(problem), limit=30.0)
                out["growth"][f"{key} x2 {what}"] = {"size": size(grown), **figures(grown, roadmap, 30.0)}
    out["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return out


def problem_seed(problem: Problem) -> int:
    """The seed that the draw was made with."""
    return int(problem.rule("unannounced").get("seed", instances.SEED))


def size(problem: Problem) -> dict[str, int]:
    """How large a problem is."""
    return {"units": len(problem.units), "teams": len(problem.teams), "half_days": len(problem.half_days)}


def figures(problem: Problem, roadmap: Roadmap, limit: float) -> dict[str, Any]:
    """Quality and time of a roadmap of ours."""
    there = bool(roadmap.visits)
    return {
        "limit": limit,
        "seconds": round(roadmap.seconds, 2),
        "first_roadmap_after": dict(roadmap.meta.get("stages", {})).get("search"),
        "status": roadmap.status,
        "total": roadmap.total,
        "bound": roadmap.bound,
        "gap_percent": None if roadmap.gap is None else round(100 * roadmap.gap, 4),
        "visits": len(roadmap.visits),
        "verified": verify(problem, roadmap).ok if there else None,
    }


def _greedy(problem: Problem) -> tuple[tuple[Visit, ...], float, float | None]:
    began = time.perf_counter()
    visits = greedy(problem)
    return visits, time.perf_counter() - began, None


def _highs(problem: Problem, seconds: float) -> tuple[tuple[Visit, ...], float, float | None]:
    found = highs.best(problem, seconds)
    return found.visits, found.seconds, found.bound


def compared(
    problem: Problem, found: tuple[tuple[Visit, ...], float, float | None], ours: float | None
) -> dict[str, Any]:
    """Another way's quality and time, related to ours; a total counts only with what the judge says of it."""
    visits, seconds, bound = found
    objective = aims.measure(problem, visits)
    plain = Roadmap(problem.plan, 0, objective, None, None, None, "manual", visits)
    verdict = verify(problem, plain)
    total = aims.total(problem, objective, verdict.soft) if visits else None
    return {
        "seconds": round(seconds, 2),
        "visits": len(visits),
        "total": total,
        "bound": bound,
        "share_of_ours": round(total / ours, 4) if total is not None and ours else None,
        "broken_rules": sorted({v.rule for v in verdict.violations}) if visits else None,
    }


def lost_week(problem: Problem, roadmap: Roadmap) -> dict[str, Any] | None:
    """A week in the middle of the roadmap is lost: how long the new one takes and how many visits move."""
    if not roadmap.visits:
        return None
    days = sorted({v.start.date for v in roadmap.visits})
    monday = days[len(days) // 2]
    monday -= timedelta(days=monday.weekday())
    change = Change.week_lost(monday, "bench")
    began = time.perf_counter()
    found = replan(problem, roadmap, change, now=monday - timedelta(days=7))
    return {
        "seconds": round(time.perf_counter() - began, 2),
        "moves": len(found.moves),
        "keeps_every_rule": found.ok,
        "proven_fewest": found.proven,
    }


def _say(what: str) -> None:
    print(f"· {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    print(json.dumps(measure("--quick" in sys.argv), indent=1))
