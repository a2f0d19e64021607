"""solve: from a problem to a roadmap with a bound of the whole problem.

Small models go to CP-SAT whole. Larger ones go through these steps, each of which keeps the bound one of the
whole problem (docs/decisions/roadmap-formulation.md has the figures):

1. a coarse relaxation by weeks says how late anything useful happens, one by days prices every visit;
2. visits that go together are given to one team, and the relaxation of the model itself prices what is left;
3. CP-SAT over the columns nearest to their price, led by the relaxation's values: a roadmap;
4. the relaxation of the whole model, with the columns added that were missed: a sharper bound;
5. CP-SAT over every column that a better roadmap could contain (bound + worth >= total): a better one, or the
   proof that there is none.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from lotrinh.method.roadmap.answer import Roadmap
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.solve.aim_bounds import aim_bounds
from lotrinh.method.roadmap.solve.axis import Bools, Floats
from lotrinh.method.roadmap.solve.clusters import divided
from lotrinh.method.roadmap.solve.coarse import coarsened
from lotrinh.method.roadmap.solve.cpsat import Answer, Limits, maximise
from lotrinh.method.roadmap.solve.diagnose import diagnose
from lotrinh.method.roadmap.solve.encoding import encode, visits_of
from lotrinh.method.roadmap.solve.greedy import greedy
from lotrinh.method.roadmap.solve.linear import NOWHERE
from lotrinh.method.roadmap.solve.model import Model
from lotrinh.method.roadmap.solve.progress import Progress
from lotrinh.method.roadmap.solve.rating import bare, rated
from lotrinh.method.roadmap.solve.relaxation import Relaxed, relax, relax_fine
from lotrinh.method.roadmap.verify import verify

WORK_PER_SECOND = 0.5
"""Units of CP-SAT's own clock a second, on two slow cores; the clock cuts before the watch does."""
SMALL = 4000
VISITS, ROUGH, NEAR = 60, 3e-5, 3.5e-6
"""How far below its price a column may lie, as a share of so many visits: coarse and fine relaxation."""
ENOUGH = 1e-6
CLOSE, GOOD, ANY = 1e-4, 2e-3, 1e6
"""A search over some columns ends at the one; none is added to a roadmap whose gap is below the other."""
_TRIES = ((True, 1.0, 0.5), (False, 1.0, 0.3), (True, 4.0, 0.5), (False, 20.0, 0.6), (False, np.inf, 1.0))
"""(whether clusters are divided first, how many times as far below the price, share of the work left) in
turn, each with a seed of its own: a search that finds nothing soon seldom finds something later."""
MOST_COLUMNS = 60_000
AIM_SECONDS = 5.0
PROBES = 3
"""When there is no roadmap, each question why gets this part of the limits."""
ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the coarse relaxation says of the columns.

    worth: gain - price. timely: not later than anything useful. free: of no team and no time. values: spread
    evenly in each bucket. margin: points below the price.
    """

    worth: Floats
    timely: Bools
    free: Bools
    values: Floats
    margin: float

    def columns(self, factor: float) -> Bools:
        """Columns worth trying."""
        return np.asarray((self.worth > -factor * self.margin) & self.timely | self.free)


@dataclass
class Run:
    """One call of solve: its limits, what has been found, whom to tell."""

    seed: int
    work: float
    wall: float
    tell: Callable[[Progress], None] | None
    any_will_do: bool = False
    started: float = field(default_factory=time.perf_counter)
    used: float = 0.0
    total: float = -np.inf
    bound: float = np.inf
    values: Floats | None = None
    stopped_by_wall: bool = False
    stages: dict[str, float] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """Since the call."""
        return time.perf_counter() - self.started

    def limits(self, share: float, gap: float, *, thorough: bool, attempt: int = 0) -> Limits:
        """What one more search may use: a share of the work that is left."""
        return Limits(
            self.seed + attempt,
            max(0.01, (self.work - self.used) * share),
            self.wall - self.seconds,
            gap,
            thorough,
        )

    def note(self, stage: str) -> None:
        """Tell where the search stands."""
        self.stages[stage] = round(self.seconds, 3)
        if self.tell is not None:
            total = self.total if np.isfinite(self.total) else None
            bound = self.bound if np.isfinite(self.bound) else None
            self.tell(Progress(stage, min(1.0, self.seconds / self.wall), total, bound))

    def take(self, answer: Answer, gain: Floats, stage: str) -> None:
        """Keep what is better."""
        self.used += answer.work
        if answer.seconds > 0 and self.seconds >= self.wall - 0.05 and self.used < self.work:
            self.stopped_by_wall = True
        if answer.values is not None and (total := float(gain @ answer.values)) > self.total:
            self.total, self.values = total, answer.values
        self.note(stage)

    @property
    def cut_by_wall(self) -> bool:
        """Whether the seconds ended a search or a relaxation before the work did."""
        return self.stopped_by_wall or (self.used < self.work and self.seconds >= self.wall - 0.05)

    def relaxed(self, found: Relaxed) -> None:
        """Keep a bound."""
        self.used += found.work
        self.bound = min(self.bound, found.bound)
        self.note("bound")

    def left(self) -> float:
        """Seconds."""
        return self.wall - self.seconds

    @property
    def closed(self) -> bool:
        """Whether bound and total are the same for all purposes."""
        return self.values is not None and self.bound - self.total <= ENOUGH * max(1.0, abs(self.bound))

    @property
    def gap(self) -> float:
        """(bound - total) / |bound|."""
        return (self.bound - self.total) / max(abs(self.bound), 1e-9)

    @property
    def near(self) -> float:
        """The gap at which a search over some columns ends."""
        return ANY if self.any_will_do else CLOSE

    @property
    def over(self) -> bool:
        """Whether work or time has run out."""
        return self.used >= self.work or self.seconds >= self.wall


def solve(
    problem: Problem,
    *,
    seed: int,
    limit: float,
    progress: Callable[[Progress], None] | None = None,
    work_limit: float | None = None,
) -> Roadmap:
    """The best roadmap found, with its bound and gap; without visits when there is none or none was found.

    limit: seconds. work_limit: units of work in its place; the same problem, seed and work limit give the
    same roadmap, as long as the seconds do not cut first, which ``meta["stopped_by"]`` then says.
    """
    work = limit * WORK_PER_SECOND if work_limit is None else work_limit
    found = _search(problem, Run(seed, work, limit, progress))
    if found.status != "infeasible":
        return found

    def find(changed: Problem, any_will_do: bool) -> Roadmap:
        return _search(changed, Run(seed, work / PROBES, limit / PROBES, None, any_will_do))

    clashes = diagnose(problem, find)
    return replace(found, clashes=clashes)


def _search(problem: Problem, run: Run) -> Roadmap:
    model = encode(problem)
    run.note("model")
    status = _small(run, model) if model.linear.columns <= SMALL else _large(run, model)
    if run.values is None:
        return _without_search(problem, run, status)
    roadmap = rated(problem, visits_of(model, run.values), run_facts(run, status))
    if run.any_will_do:
        return roadmap
    bounds = aim_bounds(model, coarsened(model, 0), AIM_SECONDS)
    known = {a: {**v, "bound": bounds[a]} if a in bounds else dict(v) for a, v in roadmap.aims.items()}
    return replace(roadmap, aims=known, seconds=round(run.seconds, 3))


def _without_search(problem: Problem, run: Run, status: str) -> Roadmap:
    """What is left when a search ran out of time: the greedy rule's roadmap, if the judge lets it pass."""
    if status == "unknown" and np.isfinite(run.bound):
        visits, facts = greedy(problem), run_facts(run, "feasible")
        if not verify(problem, replace(bare(problem, facts), visits=visits), only_hard=True).violations:
            found = rated(problem, visits, facts)
            return replace(found, meta={**found.meta, "found_by": "greedy"})
    return bare(problem, run_facts(run, status))


def run_facts(run: Run, status: str) -> dict[str, object]:
    """What a roadmap says of the search that found it."""
    stopped = "proof" if status in ("optimal", "infeasible") else "wall" if run.cut_by_wall else "work"
    meta = {"work": round(run.used, 4), "work_limit": run.work, "stopped_by": stopped, "stages": run.stages}
    return {"seed": run.seed, "bound": run.bound, "status": status, "seconds": run.seconds, "meta": meta}


def _small(run: Run, model: Model) -> str:
    answer = maximise(
        model.linear,
        run.limits(1.0, ANY if run.any_will_do else 0.0, thorough=True),
        told=_listener(run, "search"),
    )
    run.bound = answer.bound
    run.take(answer, model.linear.gain(), "search")
    return answer.status


def _large(run: Run, model: Model) -> str:
    linear = model.linear
    gain = linear.gain()
    chosen = _priced(run, model)
    if chosen is None:
        return "infeasible"
    for attempt, (divide, factor, share) in enumerate(_TRIES):
        if run.over or (run.values is not None and (run.any_will_do or run.gap <= GOOD)):
            break
        allowed, lead = _promising(run, model, chosen, divide, factor)
        limits, listen = (
            run.limits(share, run.near, thorough=False, attempt=attempt),
            _listener(run, "search"),
        )
        answer = maximise(linear, limits, allowed=allowed, hint=run.values, lead=lead & allowed, told=listen)
        run.take(answer, gain, "search")
        if answer.status == "infeasible" and allowed.all():
            return "infeasible"
    if run.values is None:
        return "unknown"
    return _proof(run, model, chosen.columns(1.0))


def _promising(run: Run, model: Model, chosen: Chosen, divide: bool, factor: float) -> tuple[Bools, Bools]:
    """Columns near their price, all that are no visits, and those that the relaxation leads to."""
    everything = np.ones(model.linear.columns, dtype=bool)
    if factor == np.inf:
        return everything, ~everything
    agreed = divided(model, chosen.values) if divide else everything
    fine = relax_fine(model.linear, chosen.columns(factor) & agreed, run.left, 1)
    run.relaxed(fine)
    allowed = fine.kept & (fine.worth > -factor * NEAR * _scale(model)) | (fine.values > 1e-6)
    allowed[len(model.item) :] = True
    return np.asarray(allowed & agreed), fine.values > 0.5


def _priced(run: Run, model: Model) -> Chosen | None:
    """Columns that are worth trying by the coarse relaxations; None when there is no roadmap."""
    start = model.start
    horizon = 0
    for _ in range(2):
        coarse = coarsened(model, horizon)
        found = relax(coarse, run.left())
        run.relaxed(found)
        if not found.feasible:
            return None
        used = found.values[coarse.bucket][: len(start)] > 1e-6
        weeks = model.grid.axis.week
        last = int(weeks[start[used]].max(initial=0))
        horizon = int(np.searchsorted(weeks, last + 2))
    timely = np.ones(model.linear.columns, dtype=bool)
    timely[: len(start)] = (start < horizon) | used
    spread = found.values[coarse.bucket] / np.bincount(coarse.bucket)[coarse.bucket]
    return Chosen(found.worth[coarse.bucket], timely, _free(model), spread, ROUGH * _scale(model))


def _scale(model: Model) -> float:
    """What small is measured against: so many times the best visit (a roadmap's worth, whatever it costs)."""
    gain = model.linear.gain()
    best = float(gain[: len(model.item)].max(initial=0.0))
    return VISITS * (best if best > 0 else float(np.abs(gain).max(initial=0.0)))


def _free(model: Model) -> Bools:
    """Columns of no team and no time: what soft rules pay, the most and the least load."""
    _, team, start = model.linear.about()
    return np.asarray((team == NOWHERE) & (start == NOWHERE))


def _proof(run: Run, model: Model, columns: Bools) -> str:
    """Over all that a better roadmap could contain."""
    if run.any_will_do:
        return "feasible"
    if run.closed or run.values is None:
        return "optimal"
    if run.over:
        return "feasible"
    fine = relax_fine(model.linear, columns, run.left, ROUNDS)
    run.relaxed(fine)
    if run.closed:
        return "optimal"
    possible = (fine.bound + fine.worth >= run.total) | (run.values > 0.5)
    if possible.sum() > MOST_COLUMNS or run.over:
        return "feasible"
    limits = run.limits(1.0, 0.0, thorough=False)
    answer = maximise(model.linear, limits, allowed=possible, hint=run.values, told=_listener(run, "prove"))
    if answer.status == "infeasible":
        raise AssertionError("a roadmap that was found is gone")
    if answer.values is not None:
        run.bound = min(run.bound, max(answer.bound, run.total))
    run.take(answer, model.linear.gain(), "prove")
    return "optimal" if answer.status == "optimal" or run.closed else "feasible"


def _listener(run: Run, stage: str) -> Callable[[float, float], None]:
    """The bound of a search over some columns is not told: it is not one of the whole problem."""

    def told(total: float, bound: float) -> None:
        if run.tell is not None:
            known = run.bound if np.isfinite(run.bound) else bound
            run.tell(Progress(stage, min(1.0, run.seconds / run.wall), total, known))

    return told
