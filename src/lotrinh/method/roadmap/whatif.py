"""What if: the risk that is covered against the team-days that it takes.

The same problem with one team more or fewer, or with more or fewer half days a team, solved again under a
short limit. Each point carries its bound, so that the curve is not taken for more than it is. The drawn
units stay as recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from lotrinh.method.roadmap.answer import Roadmap
from lotrinh.method.roadmap.constraints.competence import insiders, knows
from lotrinh.method.roadmap.problem import Problem, Span, Team, Unit
from lotrinh.method.roadmap.solve import solve
from lotrinh.method.roadmap.timetable import is_on, spans_of
from lotrinh.method.roadmap.verify import verify

Vary = Literal["teams", "half_days"]


class Solver(Protocol):
    """lotrinh.method.roadmap.solve.solve, or another."""

    def __call__(self, problem: Problem, *, seed: int, limit: float) -> Roadmap: ...


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the curve.

    team_days: days on the spot that the teams may spend at the most (half days / 2). risk: covered.
    risk_bound: no roadmap covers more (None when the solver gives none). total, bound, gap: of the whole
    objective. verified: the judge accepts the roadmap of this point.
    """

    vary: Vary
    step: int
    teams: int
    team_days: float
    visits: int
    risk: float | None
    risk_bound: float | None
    total: float | None
    bound: float | None
    gap: float | None
    status: str
    verified: bool

    def as_dict(self) -> dict[str, Any]:
        """For --json and the API."""
        return {name: getattr(self, name) for name in self.__slots__}


def whatif(
    problem: Problem,
    *,
    vary: Vary = "teams",
    steps: Sequence[int] = (-1, 0, 1),
    seed: int,
    limit: float,
    solver: Solver = solve,
    progress: Callable[[int], None] | None = None,
) -> tuple[Point, ...]:
    """The curve. limit: seconds for each point. A team more is a copy of the team with the most fields.

    Raises ValueError when a step would leave no team or no half day.
    """
    points = []
    for step in sorted(set(steps)):
        changed = varied(problem, vary, step)
        points.append(_point(changed, vary, step, solver(changed, seed=seed, limit=limit)))
        if progress is not None:
            progress(step)
    return tuple(points)


def varied(problem: Problem, vary: Vary, step: int) -> Problem:
    """The problem with so many more (or fewer) teams, or half days a team."""
    if vary == "teams":
        return replace(problem, teams=_teams(problem, step))
    pace = dict(problem.rule("pace"))
    most = pace.get("max_half_days")
    if most is None:
        raise ValueError("the plan sets no most half days a team")
    if int(most) + step <= 0:
        raise ValueError(f"{most} half days a team cannot be cut by {-step}")
    pace["max_half_days"] = int(most) + step
    return replace(problem, rules={**problem.rules, "pace": pace})


def _teams(problem: Problem, step: int) -> tuple[Team, ...]:
    """The team that is missed least goes first; a new one is a copy of the team that knows most, without its
    days off."""
    if step <= 0:
        if len(problem.teams) + step <= 0:
            raise ValueError(f"{len(problem.teams)} teams cannot be cut by {-step}")
        kept = problem.teams
        for _ in range(-step):
            gone = min(reversed(kept), key=lambda team: _missed(problem, kept, team))
            kept = tuple(t for t in kept if t is not gone)
        return kept
    model = max(problem.teams, key=lambda t: (len({f for m in t.members for f in m.fields}), t.id))
    new = (
        replace(model, id=f"{model.id}+{i}", name=f"{model.name} +{i}", days_off=())
        for i in range(1, step + 1)
    )
    return (*problem.teams, *new)


def _missed(problem: Problem, teams: tuple[Team, ...], team: Team) -> tuple[int, float]:
    """Focus fields, and risk, of the bodies that no other of these teams may inspect."""
    others = [t for t in teams if t is not team]
    alone = [u for u in problem.units if _may(u, team) and not any(_may(u, t) for t in others)]
    focus = set(problem.rule("coverage").get("focus_fields", ())) if is_on(problem, "coverage") else set()
    covered = {f for u in problem.units if any(_may(u, t) for t in others) for f in u.fields}
    return len(focus - covered), sum(u.risk for u in alone)


def _may(unit: Unit, team: Team) -> bool:
    return knows(unit, team) and not insiders(unit, team)


def _point(problem: Problem, vary: Vary, step: int, roadmap: Roadmap) -> Point:
    there = roadmap.status in ("optimal", "feasible")
    return Point(
        vary, step, len(problem.teams), team_days(problem), len(roadmap.visits),
        roadmap.objective.risk if there else None, _risk_bound(roadmap),
        roadmap.total, roadmap.bound, roadmap.gap,
        roadmap.status, there and verify(problem, roadmap, only_hard=True).ok,
    )  # fmt: skip


def _risk_bound(roadmap: Roadmap) -> float | None:
    value = roadmap.aims.get("risk", {}).get("bound")
    return None if value is None else float(value)


def team_days(problem: Problem) -> float:
    """Days that the teams may spend on the spot: their most half days, else all that are open to them."""
    most = problem.rule("pace").get("max_half_days") if is_on(problem, "pace") else None
    ways = [_open(problem, team) for team in problem.teams]
    return sum(halves if most is None else min(halves, int(most)) for halves in ways) / 2


def _open(problem: Problem, team: Team) -> int:
    """Half days of the period that neither the plan nor the team closes."""
    closed: Iterable[Span] = (
        spans_of(problem.rule("calendar").get("closed", ())) if is_on(problem, "calendar") else ()
    )
    spans = [*team.days_off, *closed]
    return sum(1 for half in problem.half_days if not any(half.date in span for span in spans))
