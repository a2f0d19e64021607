"""solve: from a problem to a roadmap with a bound of the whole problem."""

from __future__ import annotations

import time
from collections.abc import Callable

from lotrinh.method.roadmap import aims
from lotrinh.method.roadmap.answer import LeftOut, Objective, Roadmap, Visit
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.solve.cpsat import Limits, maximise
from lotrinh.method.roadmap.solve.encoding import encode, visits_of
from lotrinh.method.roadmap.solve.progress import Progress
from lotrinh.method.roadmap.verify import verify

WORK_PER_SECOND = 1.0


def solve(
    problem: Problem,
    *,
    seed: int,
    limit: float,
    progress: Callable[[Progress], None] | None = None,
    work_limit: float | None = None,
) -> Roadmap:
    """The best roadmap found."""
    started = time.perf_counter()
    model = encode(problem)
    work = limit * WORK_PER_SECOND if work_limit is None else work_limit

    def told(total: float, bound: float) -> None:
        if progress is not None:
            done = min(1.0, (time.perf_counter() - started) / limit)
            progress(Progress("search", done, total, bound))

    found = maximise(model.linear, Limits(seed, work, limit), told=told)
    if found.values is None:
        status = found.status
        return Roadmap(problem.plan, seed, Objective(), None, None, None, status, ())
    visits = visits_of(model, found.values)
    return rated(problem, visits, seed=seed, bound=found.bound, status=found.status)


def rated(problem: Problem, visits: tuple[Visit, ...], *, seed: int, bound: float, status: str) -> Roadmap:
    """A roadmap with its figures; soft breaches counted by the judge."""
    objective = aims.measure(problem, visits)
    plain = Roadmap(problem.plan, seed, objective, None, None, None, status, visits)
    total = aims.total(problem, objective, verify(problem, plain).soft)
    bound = max(bound, total)
    gap = (bound - total) / abs(bound) if bound else 0.0
    seen = {v.unit for v in visits}
    left = tuple(LeftOut(u.code) for u in problem.units if u.code not in seen)
    return Roadmap(problem.plan, seed, objective, total, bound, gap, status, visits, left)
