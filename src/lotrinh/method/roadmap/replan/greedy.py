"""A first answer without search: each visit that cannot stay takes the nearest place that is free."""

from __future__ import annotations

from collections.abc import Iterable

from lotrinh.method.roadmap.explain.room import Interval
from lotrinh.method.roadmap.replan.desk import OTHER_TEAM, Desk, Spot
from lotrinh.method.roadmap.timetable import Placed, is_on

TOUR_DAYS = 15
Spots = dict[str, Spot]


def nearest_places(desk: Desk, forced: set[str]) -> dict[str, Spot | None]:
    """The spot of every free visit: its own where it may stay, else the nearest; None where there is none.

    A neighbourhood whose visits find no place beside those that stay is toured anew as a whole, in one
    window of days.
    """
    now: Spots = {p.unit.code: (p.team.id, p.first) for p in desk.room.placed if p.unit.code not in forced}
    cells = desk.room.problem.meta.get("cells", {})
    toured: set[object] = set()
    waiting = sorted(
        forced & set(desk.options), key=lambda c: (_hangs(desk, c), desk.room.visits[c].first, c)
    )
    while waiting:
        code = waiting.pop(0)
        spot = nearest_spot(desk, code, now)
        if spot is not None:
            now[code] = spot
        elif cells.get(code) not in toured:
            toured.add(cells.get(code))
            _tour(desk, code, now)
        for child in _broken_children(desk, code, now):
            now.pop(child)
            waiting.append(child)
    return {code: now.get(code) for code in desk.options}


def _tour(desk: Desk, code: str, now: Spots) -> None:
    """Place all free visits of a neighbourhood anew, when that places more of them; changes ``now``."""
    room, cells = desk.room, desk.room.problem.meta.get("cells", {})
    own = cells.get(code)
    if (
        desk.by_parent
        or own is None
        or not desk.hangs(room.visits[code])
        or not is_on(room.problem, "grouping")
    ):
        return
    group = [c for c in desk.options if cells.get(c) == own and desk.hangs(room.visits[c])]
    others = {c: spot for c, spot in now.items() if c not in group}
    best: Spots = {}
    for day in _days(desk, code):
        found = _toured(desk, group, others, day)
        best = found if len(found) > len(best) else best
        if len(best) == len(group):
            break
    stay = sum(spot == desk.own(c) for c, spot in now.items() if c in group)
    if len(best) > stay:
        now.update(best)
        for lost in (c for c in group if c not in best):
            now.pop(lost, None)


def _days(desk: Desk, code: str) -> list[int]:
    """First days of windows, nearest to the visit first."""
    number, days = desk.room.table.day_number, desk.room.problem.half_days
    here = number[days[desk.own(code)[1]].date]
    reach = range(max(0, here - TOUR_DAYS), min(len(number), here + TOUR_DAYS))
    return sorted(reach, key=lambda day: (abs(day - here), day))


def _toured(desk: Desk, group: list[str], others: Spots, first: int) -> Spots:
    """The visits of a neighbourhood by their team from a first day on; without those that find no place."""
    number, days = desk.room.table.day_number, desk.room.problem.half_days
    last = first + int(desk.room.problem.rule("grouping")["days"]) - 1
    now, placed = dict(others), {}
    for code in sorted(group, key=lambda c: (desk.room.visits[c].first, c)):
        inside = [
            s
            for s in desk.options[code]
            if s[0] == desk.own(code)[0] and first <= number[days[s[1]].date] <= last
        ]
        spot = nearest_spot(desk, code, now, inside)
        if spot is not None:
            now[code] = placed[code] = spot
    return placed


def _hangs(desk: Desk, code: str) -> bool:
    return desk.by_parent and desk.hangs(desk.room.visits[code])


def nearest_spot(desk: Desk, code: str, now: Spots, among: Iterable[Spot] | None = None) -> Spot | None:
    """The free spot of a visit nearest to its own, among its options or among these."""
    team, first = desk.own(code)
    spots = sorted(
        desk.options[code] if among is None else among,
        key=lambda s: (abs(s[1] - first) + OTHER_TEAM * (s[0] != team), s),
    )
    clear: dict[str, int] = {}
    for spot in spots:
        if spot[0] not in clear:
            clear[spot[0]] = _clear(desk, code, spot[0], now)
        if clear[spot[0]] >> spot[1] & 1 and grouped(desk, code, spot, now):
            return spot
    return None


def _clear(desk: Desk, code: str, team: str, now: Spots) -> int:
    taken = _intervals(desk, team, now)
    duration = desk.room.visits[code].unit.duration
    return desk.room.between(taken, duration) if desk.room.spare(taken) >= duration else 0


def _intervals(desk: Desk, team: str, now: Spots) -> list[Interval]:
    lasting = {code: desk.room.visits[code].unit.duration for code in now}
    return [(first, first + lasting[code] - 1) for code, (where, first) in now.items() if where == team]


def grouped(desk: Desk, code: str, spot: Spot, now: Spots) -> bool:
    """Whether a spot keeps the visit with its district or its neighbourhood, as they stand in ``now``."""
    placed = desk.room.visits[code]
    if not desk.hangs(placed) or not is_on(desk.room.problem, "grouping"):
        return True
    return (
        _after_parent(desk, placed, spot, now) if desk.by_parent else _beside_mates(desk, placed, spot, now)
    )


def _after_parent(desk: Desk, placed: Placed, spot: Spot, now: Spots) -> bool:
    parent = placed.unit.parent
    if parent is None:
        return True
    if parent not in now or now[parent][0] != spot[0]:
        return False
    last = now[parent][1] + desk.room.visits[parent].unit.duration - 1
    return bool(desk.room.after(last) >> spot[1] & 1)


def _beside_mates(desk: Desk, placed: Placed, spot: Spot, now: Spots) -> bool:
    """One team, and no more days from the first to the last than the plan allows."""
    room = desk.room
    cells, own = room.problem.meta.get("cells", {}), room.problem.meta.get("cells", {}).get(placed.unit.code)
    mates = [c for c in now if own is not None and cells.get(c) == own and desk.hangs(room.visits[c])]
    spots = [spot, *(now[c] for c in mates)]
    lasting = [placed.unit.duration, *(room.visits[c].unit.duration for c in mates)]
    if len({team for team, _ in spots}) > 1:
        return False
    number, days = room.table.day_number, room.problem.half_days
    first = min(number[days[s].date] for _, s in spots)
    last = max(number[days[s + d - 1].date] for (_, s), d in zip(spots, lasting, strict=True))
    return last - first + 1 <= int(room.problem.rule("grouping")["days"])


def _broken_children(desk: Desk, code: str, now: Spots) -> list[str]:
    if not desk.by_parent:
        return []
    below = [c for c in desk.options if c in now and desk.room.visits[c].unit.parent == code]
    return [c for c in below if desk.hangs(desk.room.visits[c]) and not grouped(desk, c, now[c], now)]
