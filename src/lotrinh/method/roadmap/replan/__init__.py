"""Replan: take a change up with the fewest moves.

Visits that are done, or whose day has come, stay. The others stay unless they must move; then as few as
possible move, by as little as possible, and none is dropped while there is a place for it. A visit that
moves is announced anew: it starts no earlier than the plan's working days of notice after today, unless it
is unannounced.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lotrinh.method.roadmap.answer import LeftOut, Roadmap, Visit
from lotrinh.method.roadmap.explain.exchange import Market
from lotrinh.method.roadmap.explain.room import Room, mask_of
from lotrinh.method.roadmap.figures import recount, total_of
from lotrinh.method.roadmap.problem import HalfDay, Problem
from lotrinh.method.roadmap.replan.change import Change, cause, changed_problem
from lotrinh.method.roadmap.replan.desk import Desk, Spot, around, decide, open_spots
from lotrinh.method.roadmap.replan.greedy import nearest_places
from lotrinh.method.roadmap.replan.sentences import Move, breach, told_move
from lotrinh.method.roadmap.replan.shift import shifted_places
from lotrinh.method.roadmap.timetable import Placed, is_on
from lotrinh.method.roadmap.verify import Verdict, verify
from lotrinh.method.trace import Reason

__all__ = ["Change", "Move", "Replan", "changed_problem", "replan"]

REACH = 20
"""Half days by which a visit that could stay may make way for another."""


@dataclass(frozen=True, slots=True)
class Replan:
    """The new roadmap of the changed problem.

    moves: every visit that moved or was dropped, with why. reasons: what happened, and rules that stay
    broken by what is already done. proven: the number of moves is the least possible among the moves looked
    at.
    """

    problem: Problem
    roadmap: Roadmap
    moves: tuple[Move, ...]
    reasons: tuple[Reason, ...]
    ok: bool
    proven: bool

    def as_dict(self) -> dict[str, Any]:
        """For --json and the API."""
        return {
            "ok": self.ok, "proven": self.proven, "moves": [m.as_dict() for m in self.moves],
            "reasons": [r.as_dict() for r in self.reasons], "total": self.roadmap.total,
            "visits": len(self.roadmap.visits),
        }  # fmt: skip


def replan(
    problem: Problem,
    current: Roadmap,
    change: Change,
    *,
    now: date,
    done: Collection[str] = (),
    told: Collection[str] = (),
    seed: int = 1,
    limit: float = 1.4,
) -> Replan:
    """The roadmap after the change.

    now: the day on which it is known; visits that start on it or before it are done. done: units whose
    visit is made, whatever its day. told: units that already have the notice. limit: seconds of the
    solver's own clock.
    """
    after = changed_problem(problem, change)
    room = Room(after, current)
    market = Market(after, current, room)
    frozen = {p.unit.code for p in room.placed if p.visit.start.date <= now} | set(done)
    forced = _forced(Room(problem, current), room, frozen)
    notice = _may_start(room, now)
    chosen, proven = _search(room, market, frozen, forced, notice, frozenset(told), seed, limit)
    roadmap = _rebuilt(after, current, room, chosen)
    return _told(problem, after, current, roadmap, room, change, chosen, forced, proven)


def _forced(before: Room, after: Room, frozen: Collection[str]) -> set[str]:
    """Visits that stood well and can stay no longer."""
    return {
        p.unit.code for p in after.placed
        if p.unit.code not in frozen and _stands(before, p) and not _stands(after, p)
    }  # fmt: skip


def _stands(room: Room, placed: Placed) -> bool:
    team = room.table.teams[placed.team.id]
    open_at = room.base(team, placed.unit.duration)
    unit = room.table.units[placed.unit.code]
    open_at &= room.open_at(unit, announced=placed.visit.announced)
    return bool(open_at >> placed.first & 1) and team.id in {t.id for t in room.teams_for(unit)}


def _may_start(room: Room, now: date) -> tuple[int, int]:
    """Starts for a moved visit: announced, and unannounced."""
    days = room.problem.half_days
    later = [p for p in range(room.size) if days[p].date > now]
    wait = int(room.problem.rule("notice").get("working_days", 0)) if is_on(room.problem, "notice") else 0
    dates = sorted({days[p].date for p in later})
    first = dates[max(0, wait - 1)] if len(dates) >= max(1, wait) else None
    noticed = mask_of(p for p in later if first is not None and days[p].date >= first)
    return noticed, mask_of(later)


def _search(
    room: Room,
    market: Market,
    frozen: Collection[str],
    forced: set[str],
    notice: tuple[int, int],
    told: frozenset[str],
    seed: int,
    limit: float,
) -> tuple[dict[str, Spot | None], bool]:
    """First the forced visits and what hangs on them; then, when that is not enough, the rest as well."""
    if not forced:
        return {}, True
    near = _with_mates(room, market, forced, frozen)
    desk = _desk(room, market, near, near, notice, told)
    start = nearest_places(desk, forced)
    first, proven = decide(desk, hint=start, seed=seed, limit=limit / 2) or (start, False)
    if _moved(room, first) <= len(forced) and None not in first.values():
        return first, True
    free = {p.unit.code for p in room.placed if p.unit.code not in frozen}
    wide = _desk(room, market, free, near, notice, told)
    start = {code: first[code] if code in first else wide.own(code) for code in free}
    starts = [start, nearest_places(wide, _from_first(room, free, forced))]
    starts.append(shifted_places(wide, forced, lambda placed: _may_move(room, placed, notice)))
    start = min(starts, key=lambda chosen: _price(room, chosen))
    wide = replace(
        wide, options={c: wide.options[c] | {s for s in (start[c],) if s is not None} for c in free}
    )
    second = decide(wide, hint=start, seed=seed, limit=limit / 2)
    second = second or (start, False)
    whole = proven and len(near) == len(free)
    return min(
        (first, whole), (start, False), second, key=lambda answer: (_price(room, answer[0]), not answer[1])
    )


def _may_move(room: Room, placed: Placed, notice: tuple[int, int]) -> int:
    """Starts of the visit's own team that the rules leave open for it once it moves."""
    announced = placed.visit.announced
    open_at = room.open_at(placed.unit, announced=announced) & notice[0 if announced else 1]
    able = placed.team.id in {t.id for t in room.teams_for(placed.unit)}
    return room.base(placed.team, placed.unit.duration) & open_at if able else 0


def _from_first(room: Room, free: set[str], forced: set[str]) -> set[str]:
    """The forced visits and all later ones of the same teams: each may push the next."""
    first: dict[str, int] = {}
    for placed in room.placed:
        if placed.unit.code in forced:
            first.setdefault(placed.team.id, placed.first)
    return {
        p.unit.code for p in room.placed if p.unit.code in free and p.first >= first.get(p.team.id, room.size)
    }


def _price(room: Room, chosen: dict[str, Spot | None]) -> tuple[int, int]:
    """Dropped visits, then moves."""
    return sum(spot is None for spot in chosen.values()), _moved(room, chosen)


def _with_mates(room: Room, market: Market, forced: set[str], frozen: Collection[str]) -> set[str]:
    """The forced visits, the communes of forced districts, the neighbours in their cells."""
    out = set(forced)
    for placed in room.placed:
        code, parent = placed.unit.code, placed.unit.parent
        if code in frozen:
            continue
        below = market.by_parent and market.hangs(placed) and parent in forced
        mates = (
            {m.unit.code for m in market.mates(placed.unit, frozenset())} if market.hangs(placed) else set()
        )
        if below or mates & forced:
            out.add(code)
    return out


def _desk(
    room: Room, market: Market, free: set[str], far: set[str], notice: tuple[int, int], told: frozenset[str]
) -> Desk:
    """far: visits that may go anywhere; the other free ones stay near."""
    fixed = [p for p in room.placed if p.unit.code not in free]
    options: dict[str, frozenset[Spot]] = {}
    for placed in room.placed:
        if placed.unit.code in free:
            allowed = notice[0] if placed.visit.announced else notice[1]
            allowed = allowed if placed.unit.code in far else allowed & around(room, placed, REACH)
            spots = open_spots(room, placed, allowed, fixed)
            if placed.unit.code not in far:
                spots = frozenset(s for s in spots if s[0] == placed.team.id)
            own = {(placed.team.id, placed.first)} if _stands(room, placed) else set()
            options[placed.unit.code] = spots | own
    return Desk(room, options, told & frozenset(options), market.fixed, market.by_parent, market.hangs)


def _moved(room: Room, chosen: dict[str, Spot | None]) -> int:
    return sum(spot != (room.visits[c].team.id, room.visits[c].first) for c, spot in chosen.items())


def _rebuilt(problem: Problem, current: Roadmap, room: Room, chosen: dict[str, Spot | None]) -> Roadmap:
    """The roadmap with the new spots and its figures; no bound is known for it."""
    visits = tuple(v for v in (_visit(room, visit, chosen) for visit in current.visits) if v is not None)
    plain = replace(
        current, visits=visits, left_out=(), total=None, bound=None, gap=None, aims={}, clashes=()
    )
    objective = recount(problem, plain)
    total = total_of(problem, objective, verify(problem, plain).soft)
    seen = {v.unit for v in visits}
    left = tuple(LeftOut(u.code) for u in problem.units if u.code not in seen)
    return replace(plain, objective=objective, total=total, status="feasible", left_out=left)


def _visit(room: Room, visit: Visit, chosen: dict[str, Spot | None]) -> Visit | None:
    if visit.unit not in chosen:
        return visit
    spot = chosen[visit.unit]
    if spot is None:
        return None
    team, first = spot
    start, end = _halves(room, first, room.visits[visit.unit].unit.duration)
    if (team, start) == (visit.team, visit.start):
        return visit
    return replace(visit, team=team, start=start, end=end, reasons=())


def _halves(room: Room, first: int, duration: int) -> tuple[HalfDay, HalfDay]:
    days = room.problem.half_days
    return days[first], days[first + duration - 1]


def _told(
    problem: Problem,
    after: Problem,
    current: Roadmap,
    roadmap: Roadmap,
    room: Room,
    change: Change,
    chosen: dict[str, Spot | None],
    forced: set[str],
    proven: bool,
) -> Replan:
    """The moves with their reasons, and the judge's word."""
    why = cause(problem, change)
    now_at = {v.unit: v for v in roadmap.visits}
    moves = []
    for old in current.visits:
        new = now_at.get(old.unit)
        if old.unit in chosen and (new is None or (new.team, new.start) != (old.team, old.start)):
            moves.append(told_move(after, old, new, why if old.unit in forced else None))
    verdict = verify(after, roadmap)
    return Replan(after, roadmap, tuple(moves), (why, *_breaches(verdict)), verdict.ok, proven)


def _breaches(verdict: Verdict) -> tuple[Reason, ...]:
    return tuple(breach(v) for v in verdict.violations) + verdict.differences
