"""A first answer for lost days: from some visit on, a team's visits all slide to later days that are open
to it.

Gaps between the visits stay as they were, and so do districts with their communes. Many visits move, but
few are dropped; the model then puts back what need not have moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from lotrinh.method.roadmap.replan.desk import Desk, Spot
from lotrinh.method.roadmap.replan.greedy import Spots, grouped, nearest_spot
from lotrinh.method.roadmap.timetable import Placed

MOST_DAYS = 10


def shifted_places(desk: Desk, forced: set[str], may: Callable[[Placed], int]) -> dict[str, Spot | None]:
    """The spot of every free visit; may: the starts that a visit is allowed to move to."""
    out: dict[str, Spot | None] = {code: desk.own(code) for code in desk.options}
    for team in {desk.own(code)[0] for code in forced}:
        out.update(_best(desk, team, forced, may))
    return out


def _best(desk: Desk, team: str, forced: set[str], may: Callable[[Placed], int]) -> dict[str, Spot | None]:
    """The latest first visit and the fewest days with which the fewest visits are lost."""
    free = [p for p in desk.room.teams[team] if p.unit.code in desk.options]
    until = min(p.first for p in free if p.unit.code in forced)
    best: dict[str, Spot | None] = {p.unit.code: None for p in free if p.unit.code in forced}
    for begin in reversed([n for n, p in enumerate(free) if p.first <= until]):
        for days in range(MOST_DAYS + 1):
            found = _trial(desk, free[begin:], days, may)
            if _lost(found) < _lost(best):
                best = found
            if not _lost(best):
                return best
    return best


def _lost(spots: dict[str, Spot | None]) -> int:
    return sum(spot is None for spot in spots.values())


def _trial(
    desk: Desk, moving: list[Placed], days: int, may: Callable[[Placed], int]
) -> dict[str, Spot | None]:
    """Every moving visit on its later day, else on the nearest that is free; None where there is none."""
    codes = {p.unit.code for p in moving}
    now: Spots = {p.unit.code: (p.team.id, p.first) for p in desk.room.placed if p.unit.code not in codes}
    taken = [(p.first, p.last) for p in desk.room.teams[moving[0].team.id] if p.unit.code not in codes]
    open_days = _open_days(desk, moving[0])
    spots: dict[str, Spot | None] = dict.fromkeys((p.unit.code for p in moving), None)
    for placed in moving:
        code, start = placed.unit.code, _later(desk, moving[0], placed, open_days, days)
        spot = None if start is None or not may(placed) >> start & 1 else (placed.team.id, start)
        clear = desk.room.between(taken, placed.unit.duration)
        if spot is None or not clear >> spot[1] & 1 or not grouped(desk, code, spot, now):
            spot = nearest_spot(desk, code, now)
        if spot is not None:
            spots[code] = now[code] = spot
            if spot[0] == placed.team.id:
                taken.append((spot[1], spot[1] + placed.unit.duration - 1))
    return spots


def _open_days(desk: Desk, placed: Placed) -> list[int]:
    """Numbers of the working days on which the team may visit at all."""
    number, halves = desk.room.table.day_number, desk.room.problem.half_days
    mask = desk.room.base(placed.team, 1)
    return sorted({number[halves[p].date] for p in range(desk.room.size) if mask >> p & 1})


def _later(desk: Desk, begin: Placed, placed: Placed, open_days: list[int], days: int) -> int | None:
    """As many open days after the first one's new day as there were working days between them."""
    number, halves = desk.room.table.day_number, desk.room.problem.half_days
    first = number[begin.visit.start.date]
    place = bisect_left(open_days, first) + number[placed.visit.start.date] - first + days
    if place >= len(open_days):
        return None
    for start in range(desk.room.size):
        if number[halves[start].date] == open_days[place] and halves[start].part == placed.visit.start.part:
            return start
    return None
