"""Not again too soon, not left too long.

Settings: ``not_within_days`` (days between the last inspection and the visit), ``top_share`` (of the kind,
by risk, rounded up; ties with the last one count as in), ``due_after_years``. A unit of the top share or
with open findings may be visited again soon. A unit whose last inspection is KNOWN to lie before (period
end - years) must be visited, unless the plan has it on the never list. No data about the last inspection
means neither too soon nor due. Amount: one a unit.
"""

from __future__ import annotations

import math
from calendar import isleap
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from lotrinh.method.roadmap.answer import Roadmap
from lotrinh.method.roadmap.constraints.record import PLAN, Record, Violation
from lotrinh.method.roadmap.problem import Problem, Unit
from lotrinh.method.roadmap.timetable import Placed, Timetable, is_hard, is_on, share_of, years_before
from lotrinh.method.roadmap.wording import day_en, day_vi
from lotrinh.method.trace import Reason

if TYPE_CHECKING:
    from lotrinh.method.roadmap.solve.grid import Grid

KEY = "rotation"

RECORD = Record(
    "Luân phiên",
    "Rotation",
    "Không kiểm tra lại trong thời hạn của kế hoạch, trừ đơn vị thuộc nhóm rủi ro cao nhất hoặc còn tồn "
    "tại chưa khắc "
    "phục; đơn vị quá lâu chưa kiểm tra thì phải kiểm tra.",
    "No unit is visited again within the plan's days unless it is in the top share of risk or has open "
    "findings; "
    "a unit that has waited too long must be visited.",
    PLAN,
)


def violations(problem: Problem, roadmap: Roadmap) -> list[Violation]:
    """Visits that come too soon, then units that are due and have none."""
    if not is_on(problem, KEY):
        return []
    placed = Timetable(problem).placed(roadmap)
    return [*_too_soon(problem, placed), *_due(problem, {v.unit for v in roadmap.visits})]


def top_units(problem: Problem) -> frozenset[str]:
    """Codes of the units in the top share of their kind by risk."""
    share = problem.rule(KEY).get("top_share", 0)
    kinds: dict[str, list[Unit]] = {}
    for unit in problem.units:
        kinds.setdefault(unit.kind, []).append(unit)
    top: set[str] = set()
    for units in kinds.values():
        count = share_of(share, len(units))
        if count:
            edge = sorted((u.risk for u in units), reverse=True)[count - 1]
            top.update(u.code for u in units if u.risk >= edge)
    return frozenset(top)


def _too_soon(problem: Problem, placed: list[Placed]) -> Iterator[Violation]:
    least = problem.rule(KEY).get("not_within_days")
    if least is None:
        return
    top = top_units(problem)
    for p in placed:
        last = p.unit.last_inspected
        if (
            last is None
            or p.unit.code in top
            or (p.unit.open_findings is not None and p.unit.open_findings > 0)
        ):
            continue
        if (gap := (p.visit.start.date - last).days) < int(least):
            yield Violation(
                KEY,
                (p.unit.code,),
                1.0,
                Reason(
                    "rotation.too_soon",
                    f"{p.unit.name} đã được kiểm tra ngày {day_vi(last)}, mới {gap} ngày; kế hoạch cần "
                    f"{least} ngày "
                    f"(từ {day_vi(last + timedelta(days=int(least)))}).",
                    f"{p.unit.name} was inspected on {day_en(last)}, only {gap} days before; the plan "
                    f"asks for {least} "
                    f"(from {day_en(last + timedelta(days=int(least)))}).",
                    {"unit": p.unit.code, "days": gap, "least": int(least)},
                ),
                is_hard(problem, KEY),
                (p.team.id,),
            )


def _due(problem: Problem, visited: set[str]) -> Iterator[Violation]:
    years = problem.rule(KEY).get("due_after_years")
    if years is None:
        return
    edge = years_before(problem.end, int(years))
    for unit in problem.units:
        last = unit.last_inspected
        if last is not None and last < edge and unit.never is None and unit.code not in visited:
            yield Violation(
                KEY,
                (unit.code,),
                1.0,
                Reason(
                    "rotation.due",
                    f"{unit.name} được kiểm tra lần cuối ngày {day_vi(last)}, quá {years} năm, nên phải "
                    "kiểm tra.",
                    f"{unit.name} was last inspected on {day_en(last)}, more than {years} years ago, so "
                    "it must be visited.",
                    {"unit": unit.code, "last": last.isoformat(), "years": int(years)},
                ),
                is_hard(problem, KEY),
            )


def encode_visits(grid: Grid) -> None:
    """Starts that come too soon, and units that are due."""
    if not grid.on(KEY):
        return
    rule, top = grid.problem.rule(KEY), highest(grid)
    edge = _due_edge(grid) if rule.get("due_after_years") is not None else None
    for number, unit in enumerate(grid.problem.units):
        last = unit.last_inspected
        if last is None:
            continue
        spared = number in top or bool(unit.open_findings)
        if rule.get("not_within_days") is not None and not spared:
            early = [(d - last).days < int(rule["not_within_days"]) for d in grid.axis.dates]
            grid.breach(KEY, number, slice(None), np.array(early, dtype=float))
        if edge is not None and last < edge and unit.never is None:
            grid.demand(KEY, number)


def highest(grid: Grid) -> set[int]:
    """Numbers of the units in the top share of their kind; as many as tie with the last one."""
    share, out = Fraction(str(grid.problem.rule(KEY).get("top_share", 0))), set[int]()
    units = list(enumerate(grid.problem.units))
    for kind in {u.kind for _, u in units}:
        ranked = sorted(((u.risk, n) for n, u in units if u.kind == kind), reverse=True)
        count = math.ceil(share * len(ranked))
        out |= {n for risk, n in ranked if count and risk >= ranked[count - 1][0]}
    return out


def _due_edge(grid: Grid) -> date:
    """The period's end so many years ago; the last of February when there was no 29th."""
    end, years = grid.problem.end, int(grid.problem.rule(KEY)["due_after_years"])
    day = 28 if (end.month, end.day) == (2, 29) and not isleap(end.year - years) else end.day
    return date(end.year - years, end.month, day)
