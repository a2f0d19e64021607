"""Why this unit, why this team, why this time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lotrinh.method.registers import PLACE_NOTES
from lotrinh.method.roadmap.constraints.notice import first_day
from lotrinh.method.roadmap.explain.exchange import Market
from lotrinh.method.roadmap.explain.ranks import Standing, place_en, place_vi
from lotrinh.method.roadmap.explain.room import Room, lowest
from lotrinh.method.roadmap.figures import road_km
from lotrinh.method.roadmap.problem import Problem, Team
from lotrinh.method.roadmap.timetable import Placed, is_on, share_of, years_before
from lotrinh.method.roadmap.wording import (
    day_en,
    day_vi,
    field_en,
    field_vi,
    half_en,
    half_vi,
    kind_en,
    kind_vi,
    many_en,
    number_en,
    number_vi,
    points_en,
    points_vi,
    team_en,
    team_vi,
)
from lotrinh.method.trace import Reason


def visit_reasons(room: Room, market: Market, standing: Standing, placed: Placed) -> tuple[Reason, ...]:
    """All reasons of one visit: unit first, then team, then time."""
    unit = [
        *_standing(standing, placed),
        *_listed(room.problem, placed),
        *_needed(room, placed),
        *_above(room, placed),
    ]
    return (*unit, *_team(room, market, placed), *_time(room, market, placed))


# why this unit


def _standing(standing: Standing, placed: Placed) -> Iterator[Reason]:
    risk, kind = placed.unit.risk, placed.unit.kind
    yield Reason(
        "unit.risk",
        f"Rủi ro {number_vi(risk)} trên 100, {place_vi(standing)} trong {standing.units} đơn vị loại "
        f"{kind_vi(kind)}; {standing.visited} đơn vị loại này được kiểm tra.",
        f"Risk {number_en(risk)} of 100, {place_en(standing)} of {standing.units} {kind_en(kind)}, of "
        "which "
        f"{standing.visited} are visited.",
        {
            "risk": risk,
            "rank": standing.rank,
            "equal": standing.equal,
            "units": standing.units,
            "visited": standing.visited,
        },
    )


def _listed(problem: Problem, placed: Placed) -> Iterator[Reason]:
    unit = placed.unit
    if unit.must is not None and is_on(problem, "lists"):
        yield Reason(
            "unit.must",
            f"Có trong danh sách phải kiểm tra: {unit.must}.",
            f"On the must list: {unit.must}.",
            {"reason": unit.must},
        )
    if unit.code in problem.rule("unannounced").get("drawn", ()) and is_on(problem, "unannounced"):
        seed = problem.rule("unannounced").get("seed")
        yield Reason(
            "unit.drawn",
            f"Được rút thăm kiểm tra đột xuất (hạt giống {seed}, xác suất theo rủi ro).",
            f"Drawn for an unannounced visit (seed {seed}, weighted by risk).",
            {"seed": seed},
        )
    yield from _due(problem, placed)


def _due(problem: Problem, placed: Placed) -> Iterator[Reason]:
    last = placed.unit.last_inspected
    years = problem.rule("rotation").get("due_after_years") if is_on(problem, "rotation") else None
    if last is not None and years is not None and last < years_before(problem.end, int(years)):
        yield Reason(
            "unit.due",
            f"Đến hạn: kiểm tra lần cuối {day_vi(last)}, quá {years} năm.",
            f"Due: last inspected on {day_en(last)}, more than {years} years ago.",
            {"last": last.isoformat(), "years": int(years)},
        )
    findings = placed.unit.open_findings
    if findings is not None and findings > 0:
        yield Reason(
            "unit.findings",
            f"Còn {findings} tồn tại chưa khắc phục.",
            f"{many_en(findings, 'finding is', 'findings are')} still open.",
            {"findings": findings},
        )


def _needed(room: Room, placed: Placed) -> Iterator[Reason]:
    """Coverage that would fail without this visit, and focus fields that it serves."""
    if not is_on(room.problem, "coverage"):
        return
    rule, kind = room.problem.rule("coverage"), placed.unit.kind
    bound = (rule.get("minimum") or {}).get(kind)
    if bound is not None:
        least = _least(room.problem, kind, bound)
        there = sum(1 for p in room.placed if p.unit.kind == kind)
        if there == least:
            yield Reason(
                "unit.coverage",
                f"Kế hoạch cần ít nhất {least} đơn vị loại {kind_vi(kind)}; lộ trình có đúng {there}.",
                f"The plan needs at least {least} {kind_en(kind)}; the roadmap has just {there}.",
                {"least": least, "visited": there},
            )
    yield from _focus(room, placed)


def _least(problem: Problem, kind: str, bound: dict[str, float]) -> int:
    there = sum(1 for u in problem.units if u.kind == kind)
    return int(bound["count"]) if "count" in bound else share_of(bound["share"], there)


def _focus(room: Room, placed: Placed) -> Iterator[Reason]:
    fields = room.problem.rule("coverage").get("focus_fields") or ()
    served = Counter(f for p in room.placed for f in set(p.unit.fields))
    own = [f for f in fields if f in placed.unit.fields]
    for field in (f for f in own if served[f] == 1):
        yield Reason(
            "unit.focus_only",
            f"Là đơn vị duy nhất trong lộ trình thuộc lĩnh vực trọng tâm “{field_vi(room.problem, field)}”.",
            f"The only unit of the roadmap in the focus field “{field_en(room.problem, field)}”.",
            {"field": field},
        )
    shared = [f for f in own if served[f] > 1]
    if shared:
        vi = ", ".join(field_vi(room.problem, f) for f in shared)
        en = ", ".join(field_en(room.problem, f) for f in shared)
        yield Reason(
            "unit.focus",
            f"Thuộc {len(shared)} lĩnh vực trọng tâm: {vi}.",
            f"In {many_en(len(shared), 'focus field', 'focus fields')}: {en}.",
            {"fields": shared},
        )


def _above(room: Room, placed: Placed) -> Iterator[Reason]:
    """A district that opens the way to its communes."""
    if not is_on(room.problem, "grouping") or room.problem.rule("grouping").get("by", "parent") != "parent":
        return
    below = [p for p in room.placed if p.unit.parent == placed.unit.code and p.visit.announced]
    if below:
        total = sum(p.unit.risk for p in below)
        yield Reason(
            "unit.opens",
            f"Mở đường cho {len(below)} đơn vị cấp dưới (tổng rủi ro {number_vi(total)}).",
            f"Opens the way to {many_en(len(below), 'unit', 'units')} below it (risks sum to "
            f"{number_en(total)}).",
            {"below": [p.unit.code for p in below], "risk": total},
        )


# why this team


def _team(room: Room, market: Market, placed: Placed) -> Iterator[Reason]:
    unit, team = placed.unit, placed.team
    yield from _knows(room, placed)
    parent = room.visits.get(unit.parent or "")
    if market.by_parent and market.grouped(unit) and placed.visit.announced and parent is not None:
        yield Reason(
            "team.with_parent",
            f"Cùng đoàn với {parent.unit.name}.",
            f"The same team as {parent.unit.name}.",
            {"parent": parent.unit.code},
        )
    elif (near := [p for p in market.mates(unit, frozenset()) if p.unit.code != unit.code]) and (
        placed.visit.announced
    ):
        names = ", ".join(p.unit.name for p in near[:3])
        yield Reason(
            "team.with_neighbours",
            f"Cùng đoàn với các đơn vị lân cận ({len(near)}): {names}.",
            f"The same team as its {len(near)} neighbours: {names}.",
            {"neighbours": [p.unit.code for p in near]},
        )
    yield from _distance(room, placed)
    yield _load(room, team)


def _knows(room: Room, placed: Placed) -> Iterator[Reason]:
    unit, team = placed.unit, placed.team
    able = room.teams_for(unit)
    if is_on(room.problem, "competence") and unit.fields:
        who = [(m.name, f) for m in team.members for f in m.fields if f in unit.fields]
        if who:
            people_vi = "; ".join(f"{name} ({field_vi(room.problem, field)})" for name, field in who[:3])
            people_en = "; ".join(f"{name} ({field_en(room.problem, field)})" for name, field in who[:3])
            yield Reason(
                "team.competence",
                f"Có người am hiểu lĩnh vực: {people_vi}.",
                f"Knows the field: {people_en}.",
                {"members": [name for name, _ in who]},
            )
    if len(able) == 1 and able[0].id == team.id:
        yield Reason(
            "team.only",
            "Là đoàn duy nhất đủ điều kiện kiểm tra đơn vị này.",
            "The only team that may visit this unit.",
            {},
        )
    elif len(able) < len(room.problem.teams):
        yield Reason(
            "team.able",
            f"{len(able)} trong {len(room.problem.teams)} đoàn đủ điều kiện.",
            f"{len(able)} of {len(room.problem.teams)} teams may visit it.",
            {"able": [t.id for t in able]},
        )


def _distance(room: Room, placed: Placed) -> Iterator[Reason]:
    own = road_km(room.table, placed.team, placed.unit)
    if own is None:
        yield Reason(
            "team.place_unknown",
            "Chưa biết tọa độ nên quãng đường tính là 0.",
            "The place is not known, so its kilometres count 0.",
            {},
        )
        return
    ways = [(road_km(room.table, t, placed.unit), t) for t in room.teams_for(placed.unit)]
    known = sorted(((km, t.id, t) for km, t in ways if km is not None), key=lambda w: w[:2])
    borrowed = placed.unit.lat is None or bool(placed.unit.place_note)
    note_vi = " (tính theo tọa độ đơn vị cấp trên)" if placed.unit.lat is None else ""
    note_en = " (by the place of the unit above)" if placed.unit.lat is None else ""
    if placed.unit.lat is not None and borrowed:
        note_vi = f" ({placed.unit.place_note})"
        note_en = f" ({PLACE_NOTES.get(placed.unit.place_note, placed.unit.place_note)})"
    best_km, _, best = known[0] if known else (own, placed.team.id, placed.team)
    if own <= best_km + 0.05:
        tail_vi, tail_en = ", không đoàn nào đủ điều kiện gần hơn", ", no able team is nearer"
    else:
        tail_vi = f"; gần nhất là {team_vi(best)} ({number_vi(best_km)} km)"
        tail_en = f"; the nearest is {team_en(best)} ({number_en(best_km)} km)"
    yield Reason(
        "team.distance",
        f"Cách nơi xuất phát {number_vi(own)} km đường bộ{note_vi}{tail_vi}.",
        f"{number_en(own)} km by road from its home{note_en}{tail_en}.",
        {"km": round(own, 1), "nearest": best.id, "nearest_km": round(best_km, 1)},
    )


def _load(room: Room, team: Team) -> Reason:
    load, most = sum(b - a + 1 for a, b in room.intervals(team.id)), room.pace.get("max_half_days")
    count = len(room.teams.get(team.id, ()))
    of_vi = "" if most is None else f" trong {most}"
    of_en = "" if most is None else f" of {most}"
    return Reason(
        "team.load",
        f"{team_vi(team)} có {count} lượt, {load}{of_vi} nửa ngày tại đơn vị.",
        f"{team_en(team)} has {many_en(count, 'visit', 'visits')}, {load}{of_en} half days on the spot.",
        {"visits": count, "half_days": load, "most": most},
    )


# why this time


def _time(room: Room, market: Market, placed: Placed) -> Iterator[Reason]:
    starts = _open_starts(room, market, placed)
    yield from _bounds(room, placed)
    earlier = starts & ((1 << placed.first) - 1)
    if not earlier:
        yield _busy_before(room, market, placed)
        return
    first = room.problem.half_days[lowest(earlier)]
    loss = market.value(placed.unit, placed.team, lowest(earlier)) - market.value(
        placed.unit, placed.team, placed.first
    )
    yield Reason(
        "time.could_be_earlier",
        f"Riêng lượt này còn có thể bắt đầu {half_vi(first)}; như vậy tổng điểm tăng {points_vi(loss)}.",
        f"On its own this visit could start on {half_en(first)}; the total would rise by {points_en(loss)}.",
        {"start": first.as_dict(), "gain": loss},
    )


def _open_starts(room: Room, market: Market, placed: Placed) -> int:
    """Starts of the same team that every rule leaves open while the others stay."""
    unit, gone = placed.unit, frozenset({placed.unit.code})
    mask = room.base(placed.team, unit.duration) & room.open_at(unit, announced=placed.visit.announced)
    mask &= room.between(room.intervals(placed.team.id, gone), unit.duration)
    if placed.visit.announced:
        mask &= market.bound_starts(unit, gone)
    for below in room.placed:
        if market.by_parent and below.unit.parent == unit.code and market.hangs(below):
            mask &= _before(room, below, unit.duration)
    return mask


def _before(room: Room, child: Placed, duration: int) -> int:
    """Starts of the district that keep the commune's visit after it and within the days."""
    number, days = room.table.day_number, room.problem.half_days
    least = number[days[child.first].date] - int(room.problem.rule("grouping")["days"])
    return sum(
        1 << s
        for s in range(max(0, child.first - duration + 1))
        if number[days[s + duration - 1].date] >= least
    )


def _bounds(room: Room, placed: Placed) -> Iterator[Reason]:
    """Notice, the district's visit."""
    first = first_day(room.problem) if placed.visit.announced else None
    if first is not None and first == placed.visit.start.date:
        days = room.problem.rule("notice")["working_days"]
        yield Reason(
            "time.notice",
            f"Là ngày đầu tiên được phép sau {days} ngày làm việc báo trước ({day_vi(first)}).",
            f"The first day allowed after {days} working days of notice ({day_en(first)}).",
            {"first": first.isoformat()},
        )
    parent = room.visits.get(placed.unit.parent or "")
    grouped = (
        is_on(room.problem, "grouping") and room.problem.rule("grouping").get("by", "parent") == "parent"
    )
    if grouped and parent is not None and placed.visit.announced and parent.last < placed.first:
        number = room.table.day_number
        after = number[placed.visit.start.date] - number[parent.visit.end.date]
        most = room.problem.rule("grouping")["days"]
        yield Reason(
            "time.after_parent",
            f"Sau {parent.unit.name} {after} ngày làm việc (nhiều nhất {most}).",
            f"{many_en(after, 'working day', 'working days')} after {parent.unit.name} (at the most {most}).",
            {"days": after, "most": most},
        )


def _busy_before(room: Room, market: Market, placed: Placed) -> Reason:
    """No earlier start is open: how many visits of the team come before, and how many of them bring more."""
    before = [p for p in room.teams[placed.team.id] if p.first < placed.first]
    own = market.rate(placed.unit.kind, 0) * placed.unit.risk / placed.unit.duration
    more = sum(1 for p in before if market.rate(p.unit.kind, 0) * p.unit.risk / p.unit.duration >= own)
    if not before:
        return Reason(
            "time.first",
            "Là lượt đầu tiên của đoàn, vào nửa ngày sớm nhất mà các quy tắc cho phép.",
            "The team's first visit, at the earliest half day that the rules allow.",
            {},
        )
    return Reason(
        "time.earliest",
        f"Không còn nửa ngày nào sớm hơn: trước đó đoàn có {len(before)} lượt, trong đó {more} lượt có "
        "rủi ro "
        "trên mỗi nửa ngày (theo trọng số) không thấp hơn.",
        f"No earlier half day is open: the team has {many_en(len(before), 'visit', 'visits')} before it, "
        f"{more} of them with "
        "no less "
        "weighted risk a half day.",
        {"before": len(before), "more": more},
    )
