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

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

import numpy as np

from lotrinh.method.roadmap.answer import Roadmap
from lotrinh.method.roadmap.constraints.record import PLAN, Record, Violation
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.timetable import Placed, Timetable, is_hard, is_on
from lotrinh.method.roadmap.wording import half_en, half_vi, team_en, team_vi
from lotrinh.method.trace import Reason

if TYPE_CHECKING:
    from lotrinh.method.roadmap.solve.axis import Ints
    from lotrinh.method.roadmap.solve.linear import Use
    from lotrinh.method.roadmap.solve.model import Model

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


def encode(model: Model) -> None:
    """Children follow their parent, or a cell keeps to its window."""
    if not model.grid.on(KEY):
        return
    rule, units = model.grid.problem.rule(KEY), model.grid.problem.units
    kinds = tuple(rule.get("kinds", ("commune",)))
    bound = [a and u.kind in kinds for u, a in zip(units, model.grid.announced, strict=True)]
    if rule.get("by", "parent") == "neighbourhood":
        cells = model.grid.problem.meta.get("cells", {})
        _encode_groups(
            model,
            [
                str(cells[u.code]) if b and cells.get(u.code) is not None else None
                for u, b in zip(units, bound, strict=True)
            ],
            _window,
        )
    else:
        _encode_groups(model, [u.parent if b else None for u, b in zip(units, bound, strict=True)], _follow)


def _encode_groups(
    model: Model, group: list[str | None], encode_group: Callable[[Model, str, Ints], None]
) -> None:
    """The columns of every group, team by team where that is all it takes."""
    for name in sorted({g for g in group if g is not None}):
        columns = model.of_units(np.array([g == name for g in group], dtype=bool))
        if len(columns):
            encode_group(model, name, columns)


def _follow(model: Model, parent: str, children: Ints) -> None:
    """At every start of a team: a child only if its parent ended before and not too long before.

    A team starts one visit at a time, so one row serves all children of a parent.
    """
    number, axis = model.grid.number.get(parent), model.grid.axis
    above = np.zeros(len(model.grid.problem.units), dtype=bool)
    if number is not None:
        above[number] = True
    parents = model.of_units(above)
    ends = np.minimum(model.start[parents] + model.length[parents] - 1, axis.size - 1)
    days = int(model.grid.problem.rule(KEY)["days"])
    for team in np.unique(model.team[children]):
        own, above = children[model.team[children] == team], model.team[parents] == team
        starts, row = np.unique(model.start[own], return_inverse=True)
        late = axis.day[starts][:, None] - axis.day[ends[above]]
        enough, which = np.nonzero((ends[above] < starts[:, None]) & (late <= days))
        rows, columns = np.concatenate([row, enough]), np.concatenate([own, parents[above][which]])
        factors = np.concatenate([np.ones(len(own)), -np.ones(len(which))])
        if not model.grid.hard(KEY):
            rows = np.concatenate([rows, np.arange(len(starts))])
            columns = np.concatenate([columns, model.slack(KEY, len(starts), 1.0)])
            factors = np.concatenate([factors, -np.ones(len(starts))])
        use: Use = "exact" if model.grid.hard(KEY) else "both"
        keys = [model.key(KEY, (parent, int(s)), int(team), use) for s in starts]
        model.linear.add_rows(rows, columns, factors, [-np.inf] * len(keys), [0.0] * len(keys), keys)


def _window(model: Model, cell: str, visits: Ints) -> None:
    """Hard: a visit lies in the one window of days and team that the cell has. Soft: both are counted."""
    if not model.grid.hard(KEY):
        _soft_window(model, cell, visits)
        return
    axis, days = model.grid.axis, int(model.grid.problem.rule(KEY)["days"])
    family, opened = model.linear.new_family(), []
    for team in np.unique(model.team[visits]):
        own = visits[model.team[visits] == team]
        ends = axis.day[model.start[own] + model.length[own] - 1]
        spans, row = np.unique(np.stack([model.start[own], ends]), axis=1, return_inverse=True)
        first = np.unique(axis.day[model.start[own]])
        at = np.searchsorted(axis.day, first)
        columns = model.linear.add_columns(np.zeros(len(first)), family=family, team=team, time=at)
        opened.append(columns)
        inside, which = np.nonzero(
            (first <= axis.day[spans[0]][:, None]) & (spans[1][:, None] < first + days)
        )
        rows, joined = np.concatenate([row.ravel(), inside]), np.concatenate([own, columns[which]])
        factors = np.concatenate([np.ones(len(own)), -np.ones(len(which))])
        keys = [model.key(KEY, (cell, int(a), int(z)), int(team), "exact") for a, z in spans.T]
        model.linear.add_rows(rows, joined, factors, [-np.inf] * len(keys), [0.0] * len(keys), keys)
    model.linear.add_row(np.concatenate(opened), 1.0, -np.inf, 1.0, model.key(KEY, (cell, "once")))


def _soft_window(model: Model, cell: str, visits: Ints) -> None:
    """Teams above one, and days from the first to the last above the plan's, each at the penalty.

    ``high`` is the last day; ``back`` is the first, counted from the end, so that both are zero for free.
    """
    axis, days = model.grid.axis, int(model.grid.problem.rule(KEY)["days"])
    last = axis.day[model.start[visits] + model.length[visits] - 1]
    team, span = model.team[visits], float(axis.days)
    used = model.linear.add_columns(np.zeros(len(np.unique(team))))
    for column, t in zip(used, np.unique(team), strict=True):
        for start in np.unique(model.start[visits[team == t]]):
            here = visits[(team == t) & (model.start[visits] == start)]
            key = model.key(KEY, (cell, "used", int(t), int(start)))
            model.linear.add_row(np.append(here, column), [1.0] * len(here) + [-1.0], -np.inf, 0.0, key)
    model.at_most(model.key(KEY, (cell, "teams")), used, 1.0, 1.0)
    back, high = model.linear.add_columns([0.0, 0.0], span)
    for t in np.unique(team):
        for start in np.unique(model.start[visits[team == t]]):
            for end in np.unique(last[(team == t) & (model.start[visits] == start)]):
                here = visits[(team == t) & (model.start[visits] == start) & (last == end)]
                for column, reach in ((back, span - axis.day[start]), (high, end + 1.0)):
                    key = model.key(KEY, (cell, int(column), int(t), int(start), int(end)))
                    factors = np.append(np.full(len(here), reach), -1.0)
                    model.linear.add_row(np.append(here, column), factors, -np.inf, 0.0, key)
    model.at_most(model.key(KEY, (cell, "span")), [back, high], 1.0, span + days)


def encode_coarse(model: Model, time: Ints) -> None:
    """Rows for buckets of time in place of those for starts.

    In one bucket a team starts at most ``fit`` visits (by the time between starts and the most a week), so
    the children of one parent that it starts there are at most ``fit`` times the parents that allow any.
    """
    from scipy.sparse import csr_array

    if not model.grid.on(KEY) or not model.grid.hard(KEY):
        return
    fit = {int(b): model.most_starts(time == b) for b in np.unique(time)}
    matrix, keys = model.linear.matrix(), model.linear.keys
    numbers: dict[tuple[str, int, int], int] = {}
    rows = [r for r, k in enumerate(keys) if k.label == KEY and k.use == "exact"]
    for r in rows:
        about = cast(tuple[str, int], keys[r].about)
        numbers.setdefault((about[0], int(time[about[1]]), keys[r].team), len(numbers))
    place = [numbers[about[0], int(time[about[1]]), keys[r].team] for r in rows
             if (about := cast(tuple[str, int], keys[r].about))]  # fmt: skip
    joined = csr_array((np.ones(len(rows)), (place, rows)), (len(numbers), model.linear.rows))
    children, above = (joined @ matrix.maximum(0)).tocoo(), (joined @ matrix.minimum(0)).tocoo()
    most = np.array([float(fit[bucket]) for _, bucket, _ in numbers])
    model.linear.add_rows(
        np.concatenate([children.row, above.row]).astype(np.int64),
        np.concatenate([children.col, above.col]).astype(np.int64),
        np.concatenate([np.ones(children.nnz), -most[above.row]]),
        [-np.inf] * len(numbers),
        [0.0] * len(numbers),
        [model.key(KEY, (group, "bucket", bucket), team, "coarse") for group, bucket, team in numbers],
    )
