"""Communes go with their district, or, where there are no districts, with their neighbourhood.

Settings: ``by`` "parent" or "neighbourhood"; ``days`` working days; ``kinds`` (default ["commune"]).
parent: an announced visit to a unit of these kinds that has a parent needs a visit of its parent by the
same team; it starts after the parent's visit ends and at most ``days`` working days after the day on which
that ends. Unannounced visits are exempt: a visit tied to the district's would be foreseeable.
neighbourhood: ``Problem.meta["cells"]`` {unit: cell}; all announced visits in one cell are by one team, and
from the first day to the last, both counted, there are at most ``days`` working days. Amounts: parent: one
a visit; neighbourhood: teams above one, working days above ``days``.
"""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.method.roadmap.answer import Roadmap
from lotrinh.method.roadmap.constraints.record import PLAN, Record, Violation
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.timetable import Placed, Timetable, is_hard, is_on
from lotrinh.method.roadmap.wording import half_en, half_vi, team_en, team_vi
from lotrinh.method.trace import Reason

KEY = "grouping"

RECORD = Record(
    "Cụm kiểm tra",
    "Grouping",
    "Xã, phường được kiểm tra cùng quận, huyện của mình: cùng đoàn, sau quận, huyện trong số ngày của kế "
    "hoạch; "
    "nơi không còn cấp huyện thì theo cụm lân cận.",
    "Communes are visited with their district: same team, after it, within the plan's days; "
    "where there is no district tier, by neighbourhood.",
    PLAN,
)


def violations(problem: Problem, roadmap: Roadmap) -> list[Violation]:
    """By the district or by the neighbourhood, as the plan has it."""
    if not is_on(problem, KEY):
        return []
    table = Timetable(problem)
    placed = table.placed(roadmap)
    if problem.rule(KEY).get("by", "parent") == "neighbourhood":
        return list(_cells(table, placed))
    return list(_parents(table, placed))


def _parents(table: Timetable, placed: list[Placed]) -> Iterator[Violation]:
    kinds = tuple(table.problem.rule(KEY).get("kinds", ("commune",)))
    seen = {p.unit.code: p for p in reversed(placed)}
    for p in placed:
        if p.visit.announced and p.unit.kind in kinds and p.unit.parent is not None:
            reason = _against_parent(table, p, seen.get(p.unit.parent))
            if reason is not None:
                units = (p.unit.code, p.unit.parent)
                yield Violation(KEY, units, 1.0, reason, is_hard(table.problem, KEY), (p.team.id,))


def _against_parent(table: Timetable, child: Placed, parent: Placed | None) -> Reason | None:
    """The first thing that is wrong: not visited, another team, too early, too late."""
    days = int(table.problem.rule(KEY)["days"])
    name, code = child.unit.name, child.unit.parent or ""
    above = table.units[code].name if code in table.units else code
    if parent is None:
        return Reason(
            "grouping.parent_missing",
            f"{name} được kiểm tra nhưng {above} thì không.",
            f"{name} is visited but {above} is not.",
            {"unit": child.unit.code, "parent": code},
        )
    if parent.team.id != child.team.id:
        return Reason(
            "grouping.other_team",
            f"{name} do {team_vi(child.team)} kiểm tra, còn {above} do {team_vi(parent.team)}.",
            f"{name} is visited by {team_en(child.team)}, but {above} by {team_en(parent.team)}.",
            {"unit": child.unit.code, "parent": code, "team": child.team.id, "parent_team": parent.team.id},
        )
    if child.first <= parent.last:
        return Reason(
            "grouping.before_parent",
            f"{name} bắt đầu {half_vi(child.visit.start)}, trước khi xong {above} "
            f"({half_vi(parent.visit.end)}).",
            f"{name} starts on {half_en(child.visit.start)}, before {above} ends "
            f"({half_en(parent.visit.end)}).",
            {"unit": child.unit.code, "parent": code},
        )
    late = table.day_number[child.visit.start.date] - table.day_number[parent.visit.end.date]
    return _late(name, above, late, days, child.unit.code) if late > days else None


def _late(name: str, above: str, late: int, days: int, code: str) -> Reason:
    return Reason(
        "grouping.too_late",
        f"{name} bắt đầu {late} ngày làm việc sau {above}; nhiều nhất là {days}.",
        f"{name} starts {late} working days after {above}; the most is {days}.",
        {"unit": code, "days": late, "most": days},
    )


def _cells(table: Timetable, placed: list[Placed]) -> Iterator[Violation]:
    kinds = tuple(table.problem.rule(KEY).get("kinds", ("commune",)))
    cells = table.problem.meta.get("cells", {})
    groups: dict[str, list[Placed]] = {}
    for p in placed:
        cell = cells.get(p.unit.code)
        if p.visit.announced and p.unit.kind in kinds and cell is not None:
            groups.setdefault(str(cell), []).append(p)
    for cell, visits in groups.items():
        yield from _cell(table, cell, visits)


def _cell(table: Timetable, cell: str, visits: list[Placed]) -> Iterator[Violation]:
    hard, days = is_hard(table.problem, KEY), int(table.problem.rule(KEY)["days"])
    codes = tuple(p.unit.code for p in visits)
    teams = tuple(sorted({p.team.id for p in visits}))
    if len(teams) > 1:
        yield Violation(
            KEY,
            codes,
            float(len(teams) - 1),
            Reason(
                "grouping.cell_teams",
                f"Cụm {cell} do {len(teams)} đoàn kiểm tra ({', '.join(teams)}); chỉ được một.",
                f"The neighbourhood {cell} is visited by {len(teams)} teams ({', '.join(teams)}); only "
                "one may.",
                {"cell": cell, "teams": list(teams)},
            ),
            hard,
            teams,
        )
    ends = [table.day_number[p.visit.end.date] for p in visits]
    span = max(ends) - min(table.day_number[p.visit.start.date] for p in visits) + 1
    if span > days:
        yield Violation(
            KEY,
            codes,
            float(span - days),
            Reason(
                "grouping.cell_span",
                f"Cụm {cell} kéo dài {span} ngày làm việc; nhiều nhất là {days}.",
                f"The neighbourhood {cell} takes {span} working days; the most is {days}.",
                {"cell": cell, "days": span, "most": days},
            ),
            hard,
            teams,
        )
