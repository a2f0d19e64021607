"""The moves that a change asks for, as a small time-indexed model in CP-SAT.

Every visit that is not yet made has one boolean for each team and start that the rules leave open, one for
staying where it is, and one for being dropped. Dropped visits cost most, then visits that move, then the
half days by which they move and changes of team. First only the visits that cannot stay (with those that
hang on them) are free; when that drops something or moves more than it must, the others may move as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lotrinh.method.roadmap.explain.room import Room, run
from lotrinh.method.roadmap.problem import Team
from lotrinh.method.roadmap.timetable import Placed, is_on, share_of

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

MUST_STAY = 50_000_000
SHORT = 20_000_000
DROP = 1_000_000
MOVE = 10_000
TOLD = 2_000
OTHER_TEAM = 30
MOST_STARTS = 40
"""Starts looked at for one visit and team: the nearest."""

Spot = tuple[str, int]


@dataclass
class Desk:
    """What is to be decided. options: the spots that each free visit may take, its own among them when it
    may stay.

    told: free visits whose unit already has the notice. kept: visits that must not be dropped while there
    is a way.
    """

    room: Room
    options: Mapping[str, frozenset[Spot]]
    told: frozenset[str]
    kept: frozenset[str]
    by_parent: bool
    hangs: Callable[[Placed], bool]
    spots: dict[str, dict[Spot, Any]] = field(default_factory=dict)
    dropped: dict[str, Any] = field(default_factory=dict)

    def own(self, code: str) -> Spot:
        """Where the visit stands now."""
        placed = self.room.visits[code]
        return placed.team.id, placed.first

    def fixed(self) -> list[Placed]:
        """Visits that nothing moves."""
        return [p for p in self.room.placed if p.unit.code not in self.options]


def decide(
    desk: Desk, *, hint: Mapping[str, Spot | None], seed: int, limit: float
) -> tuple[dict[str, Spot | None], bool] | None:
    """The spot of every free visit (None: dropped) and whether that is proven best; None when nothing was
    found.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    _columns(desk, model, hint)
    for team in desk.room.problem.teams:
        _team(desk, model, team)
    if desk.by_parent:
        _parents(desk, model)
    elif is_on(desk.room.problem, "grouping"):
        _cells(desk, model)
    cost = [*_costs(desk), *_coverage(desk, model)]
    model.minimize(cp_model.LinearExpr.weighted_sum([v for v, _ in cost], [c for _, c in cost]))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 1
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.symmetry_level = 0
    solver.parameters.random_seed = seed % (2**31 - 1)
    solver.parameters.max_deterministic_time = limit
    solver.parameters.max_time_in_seconds = 4 * limit
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    found = {code: _chosen(solver, spots) for code, spots in desk.spots.items()}
    return found, status == cp_model.OPTIMAL


def _chosen(solver: cp_model.CpSolver, spots: Mapping[Spot, Any]) -> Spot | None:
    return next((spot for spot, column in spots.items() if solver.boolean_value(column)), None)


def _columns(desk: Desk, model: cp_model.CpModel, hint: Mapping[str, Spot | None]) -> None:
    for code in sorted(desk.options):
        desk.spots[code] = {spot: model.new_bool_var("") for spot in sorted(desk.options[code])}
        desk.dropped[code] = model.new_bool_var("")
        model.add_exactly_one([*desk.spots[code].values(), desk.dropped[code]])
        model.add_hint(desk.dropped[code], int(hint[code] is None))
        for spot, column in desk.spots[code].items():
            model.add_hint(column, int(spot == hint[code]))


def _costs(desk: Desk) -> Iterable[tuple[Any, int]]:
    for code, spots in desk.spots.items():
        own, unit = desk.own(code), desk.room.visits[code].unit
        must = MUST_STAY if code in desk.kept else 0
        yield desk.dropped[code], DROP + must + round(100 * unit.risk)
        for spot, column in spots.items():
            if spot != own:
                told = TOLD if code in desk.told else 0
                yield column, MOVE + told + abs(spot[1] - own[1]) + OTHER_TEAM * (spot[0] != own[0])


def _team(desk: Desk, model: cp_model.CpModel, team: Team) -> None:
    """One visit at a time with writing time after it, visits a week, half days on the spot."""
    room = desk.room
    here = [
        (column, spot[1], room.visits[code].unit.duration)
        for code, spots in desk.spots.items() for spot, column in spots.items() if spot[0] == team.id
    ]  # fmt: skip
    standing = [(p.first, p.last) for p in desk.fixed() if p.team.id == team.id]
    over: dict[int, list[Any]] = {}
    for column, start, duration in here:
        for position in range(start, start + duration + room.writing):
            over.setdefault(position, []).append(column)
    for columns in over.values():
        if len(columns) > 1:
            model.add_at_most_one(columns)
    _weeks(desk, model, here, standing)
    most = room.pace.get("max_half_days")
    if most is not None:
        model.add(sum(c * d for c, _, d in here) <= int(most) - sum(b - a + 1 for a, b in standing))


def _weeks(
    desk: Desk, model: cp_model.CpModel, here: list[tuple[Any, int, int]], standing: list[tuple[int, int]]
) -> None:
    most = desk.room.pace.get("max_visits_per_week")
    if most is None:
        return
    for week in desk.room.weeks:
        columns = [column for column, start, _ in here if week >> start & 1]
        there = sum(1 for first, _ in standing if week >> first & 1)
        if columns:
            model.add(sum(columns) <= max(0, int(most) - there))


def _parents(desk: Desk, model: cp_model.CpModel) -> None:
    """A commune takes a spot only when its district's spot allows it."""
    room = desk.room
    for code, spots in desk.spots.items():
        placed = room.visits[code]
        parent = room.visits.get(placed.unit.parent or "")
        if not desk.hangs(placed) or placed.unit.parent is None:
            continue
        for (team, start), column in spots.items():
            if parent is None:
                model.add(column == 0)
            elif parent.unit.code in desk.spots:
                ways = desk.spots[parent.unit.code].items()
                last = parent.unit.duration - 1
                fit = [c for (t, s), c in ways if t == team and room.after(s + last) >> start & 1]
                model.add(sum(fit) >= column) if fit else model.add(column == 0)
            elif parent.team.id != team or not room.after(parent.last) >> start & 1:
                model.add(column == 0)


def _cells(desk: Desk, model: cp_model.CpModel) -> None:
    """All announced visits of a neighbourhood: one team, and days within a window that slides."""
    cells = desk.room.problem.meta.get("cells", {})
    groups: dict[str, list[Placed]] = {}
    for placed in desk.room.placed:
        cell = cells.get(placed.unit.code)
        if cell is not None and desk.hangs(placed):
            groups.setdefault(str(cell), []).append(placed)
    for visits in groups.values():
        if any(p.unit.code in desk.spots for p in visits):
            _cell(desk, model, visits)


def _cell(desk: Desk, model: cp_model.CpModel, visits: list[Placed]) -> None:
    room = desk.room
    number, days = room.table.day_number, room.problem.half_days
    width = int(room.problem.rule("grouping")["days"])
    teams = {t.id: model.new_bool_var("") for t in room.problem.teams}
    windows = {d: model.new_bool_var("") for d in range(len(number))}
    model.add_at_most_one(teams.values())
    model.add_at_most_one(windows.values())
    for placed in visits:
        duration, code = placed.unit.duration, placed.unit.code
        for (team, start), column in desk.spots.get(code, {desk.own(code): 1}).items():
            first, last = number[days[start].date], number[days[start + duration - 1].date]
            fit = [windows[d] for d in range(max(0, last - width + 1), first + 1) if d in windows]
            model.add(teams[team] >= column)
            model.add(sum(fit) >= column)


def _coverage(desk: Desk, model: cp_model.CpModel) -> list[tuple[Any, int]]:
    """What is missing of the least by kind and of the focus fields, at a price that only need can pay."""
    problem = desk.room.problem
    if not is_on(problem, "coverage"):
        return []
    rule, there = problem.rule("coverage"), Counter(u.kind for u in problem.units)
    price: list[tuple[Any, int]] = []
    for kind, bound in (rule.get("minimum") or {}).items():
        least = int(bound["count"]) if "count" in bound else share_of(bound["share"], there[kind])
        price += _short(desk, model, least, {p.unit.code for p in desk.room.placed if p.unit.kind == kind})
    for name in rule.get("focus_fields") or ():
        codes = {p.unit.code for p in desk.room.placed if name in p.unit.fields}
        price += _short(desk, model, int(rule.get("per_focus", 1)), codes)
    return price


def _short(desk: Desk, model: cp_model.CpModel, least: int, codes: set[str]) -> list[tuple[Any, int]]:
    may_go = [desk.dropped[c] for c in sorted(codes) if c in desk.dropped]
    spare = len(codes) - least
    if not may_go or spare >= len(may_go):
        return []
    lacking = model.new_int_var(0, len(may_go), "")
    model.add(sum(may_go) <= max(0, spare) + lacking)
    return [(lacking, SHORT)]


def open_spots(room: Room, placed: Placed, allowed: int, fixed: Iterable[Placed]) -> frozenset[Spot]:
    """Spots that the rules leave open for a visit beside those that stay, within ``allowed`` starts."""
    unit = placed.unit
    standing: dict[str, list[tuple[int, int]]] = {}
    for other in fixed:
        standing.setdefault(other.team.id, []).append((other.first, other.last))
    out: set[Spot] = set()
    for team in room.teams_for(unit):
        mask = room.base(team, unit.duration) & room.open_at(unit, announced=placed.visit.announced) & allowed
        mask &= room.between(standing.get(team.id, ()), unit.duration)
        starts = [start for start in range(room.size) if mask >> start & 1]
        starts.sort(key=lambda start: (abs(start - placed.first), start))
        out.update((team.id, start) for start in starts[:MOST_STARTS])
    return frozenset(out)


def around(room: Room, placed: Placed, reach: int) -> int:
    """Starts at most so many half days away."""
    return run(max(0, placed.first - reach), min(room.size - 1, placed.first + reach))
