"""How fast a team can go: one visit at a time, days off, visits a week, half days kept for writing.

Settings: ``max_visits_per_week`` (ISO weeks), ``writing_half_days`` (working half days of the period
between the end of a visit and the team's next start), ``max_half_days`` (per team over the period, null =
none), ``split_days`` (false: an even duration starts in the morning). One visit at a time and days off are
never soft. Amounts: half days shared, half days on days off, visits above the week's most, half days of
writing missing, half days above the team's most, visits that split a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from lotrinh.method.roadmap.answer import Roadmap
from lotrinh.method.roadmap.constraints.record import PLAN, Record, Violation
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.timetable import Placed, Timetable, by_team, is_hard, is_on
from lotrinh.method.roadmap.wording import half_en, half_vi, team_en, team_vi
from lotrinh.method.trace import Reason

if TYPE_CHECKING:
    from lotrinh.method.roadmap.solve.grid import Grid
    from lotrinh.method.roadmap.solve.model import Model

KEY = "pace"

RECORD = Record(
    "Nhịp độ của đoàn",
    "Pace of a team",
    "Mỗi đoàn làm một đơn vị một lúc, không làm ngày nghỉ của đoàn, không quá số lượt mỗi tuần, "
    "và có nửa ngày để viết giữa hai lượt.",
    "A team makes one visit at a time, none on its days off, no more than the week's most, "
    "and keeps half days for writing between two visits.",
    PLAN,
)


def violations(problem: Problem, roadmap: Roadmap) -> list[Violation]:
    """What must always hold, then what the plan's settings add."""
    table = Timetable(problem)
    placed = table.placed(roadmap)
    teams = by_team(placed)
    found = [v for visits in teams.values() for v in _overlaps(visits)]
    found += [v for p in placed for v in _day_off(table, p)]
    if is_on(problem, KEY):
        for visits in teams.values():
            found += _settings(problem, table, visits)
    return found


def _settings(problem: Problem, table: Timetable, visits: list[Placed]) -> Iterator[Violation]:
    rule, hard = problem.rule(KEY), is_hard(problem, KEY)
    if rule.get("max_visits_per_week") is not None:
        yield from _weeks(visits, int(rule["max_visits_per_week"]), hard)
    if rule.get("writing_half_days"):
        yield from _writing(visits, int(rule["writing_half_days"]), hard)
    if rule.get("max_half_days") is not None:
        yield from _load(visits, int(rule["max_half_days"]), hard)
    if not rule.get("split_days", False):
        yield from (_split(p, hard) for p in visits if _splits(p))


def _overlaps(visits: list[Placed]) -> Iterator[Violation]:
    """Every pair that shares half days; visits come sorted by start."""
    for i, one in enumerate(visits):
        for other in visits[i + 1 :]:
            if other.first > one.last:
                break
            yield _overlap(one, other, min(one.last, other.last) - other.first + 1)


def _overlap(one: Placed, other: Placed, shared: int) -> Violation:
    return Violation(
        KEY,
        (one.unit.code, other.unit.code),
        float(shared),
        Reason(
            "pace.overlap",
            f"{team_vi(one.team)} ở hai nơi cùng lúc: {one.unit.name} và {other.unit.name} từ "
            f"{half_vi(other.visit.start)}.",
            f"{team_en(one.team)} is in two places at once: {one.unit.name} and {other.unit.name} from "
            f"{half_en(other.visit.start)}.",
            {"team": one.team.id, "half_days": shared},
        ),
        True,
        (one.team.id,),
    )


def _day_off(table: Timetable, placed: Placed) -> Iterator[Violation]:
    off = [h for h in table.halves(placed) if any(h.date in span for span in placed.team.days_off)]
    if off:
        yield Violation(
            KEY,
            (placed.unit.code,),
            float(len(off)),
            Reason(
                "pace.day_off",
                f"{placed.unit.name}: {team_vi(placed.team)} nghỉ {half_vi(off[0])}.",
                f"{placed.unit.name}: {team_en(placed.team)} is off on {half_en(off[0])}.",
                {"team": placed.team.id, "half_days": len(off)},
            ),
            True,
            (placed.team.id,),
        )


def _weeks(visits: list[Placed], most: int, hard: bool) -> Iterator[Violation]:
    weeks: dict[tuple[int, int], list[Placed]] = {}
    for p in visits:
        weeks.setdefault(p.visit.start.week, []).append(p)
    for (year, week), inside in weeks.items():
        if len(inside) > most:
            yield Violation(
                KEY,
                tuple(p.unit.code for p in inside),
                float(len(inside) - most),
                Reason(
                    "pace.week",
                    f"{team_vi(inside[0].team)} có {len(inside)} lượt trong tuần {week}/{year}, nhiều "
                    f"nhất là {most}.",
                    f"{team_en(inside[0].team)} has {len(inside)} visits in week {week} of {year}; the "
                    f"most is {most}.",
                    {
                        "team": inside[0].team.id,
                        "week": f"{year}-W{week:02d}",
                        "visits": len(inside),
                        "most": most,
                    },
                ),
                hard,
                (inside[0].team.id,),
            )


def _writing(visits: list[Placed], least: int, hard: bool) -> Iterator[Violation]:
    """Between the end that lies latest so far and the next start; an overlap is told elsewhere."""
    before: Placed | None = None
    for p in visits:
        if before is not None and 0 <= (free := p.first - before.last - 1) < least:
            yield Violation(
                KEY,
                (before.unit.code, p.unit.code),
                float(least - free),
                Reason(
                    "pace.writing",
                    f"{team_vi(p.team)} chỉ có {free} nửa ngày để viết giữa {before.unit.name} và "
                    f"{p.unit.name}, "
                    f"cần {least}.",
                    f"{team_en(p.team)} has only {free} half days for writing between {before.unit.name} and "
                    f"{p.unit.name}; {least} are needed.",
                    {"team": p.team.id, "free": free, "least": least},
                ),
                hard,
                (p.team.id,),
            )
        before = p if before is None or p.last > before.last else before


def _load(visits: list[Placed], most: int, hard: bool) -> Iterator[Violation]:
    total = sum(p.last - p.first + 1 for p in visits)
    if total > most:
        yield Violation(
            KEY,
            tuple(p.unit.code for p in visits),
            float(total - most),
            Reason(
                "pace.load",
                f"{team_vi(visits[0].team)} làm {total} nửa ngày tại đơn vị, nhiều nhất là {most}.",
                f"{team_en(visits[0].team)} spends {total} half days on the spot; the most is {most}.",
                {"team": visits[0].team.id, "half_days": total, "most": most},
            ),
            hard,
            (visits[0].team.id,),
        )


def _splits(placed: Placed) -> bool:
    if placed.unit.duration == 2 and placed.visit.start.date != placed.visit.end.date:
        return True
    return placed.unit.duration % 2 == 0 and placed.visit.start.part != "am"


def _split(placed: Placed, hard: bool) -> Violation:
    return Violation(
        KEY,
        (placed.unit.code,),
        1.0,
        Reason(
            "pace.split",
            f"{placed.unit.name}: lượt {placed.unit.duration} nửa ngày phải bắt đầu buổi sáng, "
            f"không bắt đầu {half_vi(placed.visit.start)}.",
            f"{placed.unit.name}: a visit of {placed.unit.duration} half days starts in the morning, "
            f"not on {half_en(placed.visit.start)}.",
            {"unit": placed.unit.code},
        ),
        hard,
        (placed.team.id,),
    )


def encode_visits(grid: Grid) -> None:
    """Days off never; starts that split a day as the rule has it."""
    for place, team in enumerate(grid.problem.teams):
        for span in team.days_off:
            for unit, duration in enumerate(grid.duration):
                grid.forbid(unit, place, grid.axis.covered(span, int(duration)) > 0)
    if grid.on(KEY) and not grid.problem.rule(KEY).get("split_days", False):
        for unit, duration in enumerate(grid.duration):
            afternoon = ~grid.axis.morning if duration % 2 == 0 else np.zeros(grid.axis.size, dtype=bool)
            night = grid.axis.days_of(2) > 1 if duration == 2 else afternoon
            grid.breach(KEY, unit, slice(None), (afternoon | night).astype(float))


def encode(model: Model) -> None:
    """One visit at a time, writing, visits a week, half days in all; team by team."""
    rule, on = model.grid.problem.rule(KEY), model.grid.on(KEY)
    writing = int(rule.get("writing_half_days") or 0) if on else 0
    for team in range(len(model.grid.problem.teams)):
        own = model.of_team(team)
        if not len(own):
            continue
        model.occupancy(KEY, team, writing if model.grid.hard(KEY) else 0)
        if writing and not model.grid.hard(KEY):
            _soft_writing(model, team, writing)
        if on and rule.get("max_visits_per_week") is not None:
            weeks = model.grid.axis.week[model.start[own]]
            for week in np.unique(weeks):
                key = model.key(KEY, ("week", int(week)), team)
                model.at_most(key, own[weeks == week], 1.0, float(rule["max_visits_per_week"]))
        if on and rule.get("max_half_days") is not None:
            key, most = model.key(KEY, "load", team), float(rule["max_half_days"])
            model.at_most(key, own, model.length[own], most)


def _soft_writing(model: Model, team: int, writing: int) -> None:
    """A half day is missing for every distance below the writing time within which a visit ended.

    A start at s after an end at s - free lacks writing - free half days: one for every reach in free + 1 ...
    writing. Only the nearest end counts, as in the check: a farther one within the same reach adds nothing.
    """
    own = model.of_team(team)
    ends = model.start[own] + model.length[own]
    for start in np.unique(model.start[own]):
        starting = own[model.start[own] == start]
        for reach in range(1, writing + 1):
            if not np.any((ends > start - reach) & (ends <= start)):
                continue
            lacking = model.slack(KEY, 1, 1.0)
            for end in range(int(start) - reach + 1, int(start) + 1):
                near = own[ends == end]
                if len(near):
                    columns = np.concatenate([starting, near, lacking])
                    factors = np.concatenate([np.ones(len(starting) + len(near)), [-1.0]])
                    key = model.key(KEY, ("writing", int(start), reach, end), team)
                    model.linear.add_row(columns, factors, -np.inf, 1.0, key)
