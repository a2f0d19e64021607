"""``python -m bench.roadmap [--quick]``: how good and how fast roadmaps are.

Each measure runs in a process of its own, so that its peak of memory is its own. ``seconds_to`` is the time
from the call until a roadmap of that gap was known (by the bound of the whole problem at that moment).
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bench.instances import grown, real
from lotrinh.method.roadmap import aims
from lotrinh.method.roadmap.answer import Objective, Roadmap, Visit
from lotrinh.method.roadmap.oracle import highs
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.replan import Change, replan
from lotrinh.method.roadmap.solve import Progress, solve
from lotrinh.method.roadmap.solve.greedy import greedy
from lotrinh.method.roadmap.verify import verify

PLANS = ("hanoi-2020-155", "hanoi-2026")
GROWTH: tuple[dict[str, int], ...] = (
    {}, {"teams": 2}, {"units": 2}, {"days": 2}, {"teams": 2, "units": 2, "days": 2},
)  # fmt: skip
GAPS = (0.005, 0.001, 0.0001)
SEED = 1


def run(*, quick: bool = False) -> dict[str, Any]:
    """All measures; quick: the two plans at 10 seconds, greedy and a replan only."""
    limits = (10,) if quick else (10, 30)
    found: dict[str, Any] = {
        "plans": [_apart("ours", plan=p, limit=n) for p in PLANS for n in limits],
        "greedy": [_apart("greedy", plan=p) for p in PLANS],
        "replan": [_apart("replan", plan=p) for p in PLANS],
    }
    if not quick:
        found["highs"] = [_apart("highs", plan=p, limit=60) for p in PLANS]
        found["growth"] = [_apart("ours", plan=p, limit=30, grow=g) for p in PLANS for g in GROWTH]
    return found


def _apart(measure: str, **settings: Any) -> dict[str, Any]:
    """One measure in a process of its own."""
    command = [sys.executable, "-m", "bench.roadmap", measure, json.dumps(settings)]
    print(f"{measure} {settings}", file=sys.stderr)
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        return {"measure": measure, **settings, "failed": done.stderr.strip().splitlines()[-1:]}
    return {"measure": measure, **settings, **json.loads(done.stdout)}


def ours(plan: str, limit: float, grow: dict[str, int] | None = None) -> dict[str, Any]:
    """The product's solver."""
    problem, heard = _problem(plan, grow), list[tuple[float, float]]()
    started = time.perf_counter()

    def told(progress: Progress) -> None:
        if progress.gap is not None:
            heard.append((time.perf_counter() - started, progress.gap))

    roadmap = solve(problem, seed=SEED, limit=limit, progress=told)
    return {
        **_size(problem), "status": roadmap.status, "total": roadmap.total, "bound": roadmap.bound,
        "gap": roadmap.gap, "visits": len(roadmap.visits), "seconds": time.perf_counter() - started,
        "seconds_to": {str(g): next((round(t, 2) for t, gap in heard if gap <= g), None) for g in GAPS},
        "stopped_by": roadmap.meta.get("stopped_by"), "verified": verify(problem, roadmap).ok,
    }  # fmt: skip


def by_greed(plan: str) -> dict[str, Any]:
    """The greedy rule."""
    problem = _problem(plan, None)
    started = time.perf_counter()
    visits = greedy(problem)
    return _judged(problem, visits, time.perf_counter() - started)


def by_highs(plan: str, limit: float) -> dict[str, Any]:
    """HiGHS on the same rows."""
    problem = _problem(plan, None)
    found = highs.best(problem, limit)
    judged = _judged(problem, found.visits, found.seconds) if found.visits else {"seconds": found.seconds}
    return {"status": found.status, "bound": found.bound, **judged}


def by_replan(plan: str) -> dict[str, Any]:
    """A team away for a week, in the middle of the work."""
    problem = _problem(plan, None)
    roadmap = solve(problem, seed=SEED, limit=10)
    middle = sorted(v.start for v in roadmap.visits)[len(roadmap.visits) // 2].date
    team = roadmap.visits[0].team
    change = Change.team_absent(team, middle, middle + timedelta(days=7))
    started = time.perf_counter()
    answer = replan(problem, roadmap, change, now=middle - timedelta(days=10))
    spent = time.perf_counter() - started
    return {"seconds": spent, "ok": answer.ok, "moves": len(answer.moves), "proven": answer.proven}


MEASURES: dict[str, Callable[..., dict[str, Any]]] = {
    "ours": ours, "greedy": by_greed, "highs": by_highs, "replan": by_replan,
}  # fmt: skip


def _problem(plan: str, grow: dict[str, int] | None) -> Problem:
    return grown(real(plan), **grow) if grow else real(plan)


def _judged(problem: Problem, visits: tuple[Visit, ...], seconds: float) -> dict[str, Any]:
    roadmap = Roadmap(problem.plan, SEED, Objective(), None, None, None, "manual", visits)
    verdict = verify(problem, roadmap)
    total = aims.total(problem, aims.measure(problem, visits))
    return {
        "total": total, "visits": len(visits), "seconds": seconds, "verified": verdict.ok,
        "breaches": [v.reason.en for v in verdict.violations][:5],
    }  # fmt: skip


def _size(problem: Problem) -> dict[str, int]:
    return {"units": len(problem.units), "teams": len(problem.teams), "half_days": len(problem.half_days)}


def main() -> None:
    """One measure when named, all otherwise."""
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    if not arguments:
        print(json.dumps(run(quick="--quick" in sys.argv), indent=2, ensure_ascii=False))
        return
    measured = MEASURES[arguments[0]](**json.loads(arguments[1]))
    measured["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(json.dumps(measured, ensure_ascii=False))


if __name__ == "__main__":
    main()
