"""How many bodies of each kind, and of every focus field, are visited.

Settings: ``minimum`` and ``maximum`` {kind: {"share": 0.3} or {"count": 60}}; a share is of all units of
the kind in the problem and rounds up. ``focus_fields`` [sector keys] with ``per_focus`` visited units each.
Amount: units missing or too many.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from lotrinh.method.roadmap.answer import Roadmap
from lotrinh.method.roadmap.constraints.record import PLAN, Record, Violation
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.timetable import is_hard, is_on, share_of
from lotrinh.method.roadmap.wording import field_en, field_vi, kind_en, kind_vi
from lotrinh.method.trace import Reason

if TYPE_CHECKING:
    from lotrinh.method.roadmap.solve.model import Model

KEY = "coverage"

RECORD = Record(
    "Độ phủ",
    "Coverage",
    "Số đơn vị mỗi loại được kiểm tra đạt mức của kế hoạch (tỷ lệ được làm tròn lên); "
    "mỗi lĩnh vực trọng tâm có ít nhất một đơn vị.",
    "As many units of each kind as the plan asks are visited (shares round up); "
    "every focus field has at least one body.",
    PLAN,
)


def violations(problem: Problem, roadmap: Roadmap) -> list[Violation]:
    """Minimum, maximum, focus fields, counted over the known units visited."""
    if not is_on(problem, KEY):
        return []
    codes = {v.unit for v in roadmap.visits}
    visited = [u for u in problem.units if u.code in codes]
    kinds = Counter(u.kind for u in visited)
    fields = Counter(f for u in visited for f in set(u.fields))
    return [*_kinds(problem, kinds), *_fields(problem, fields)]


def _kinds(problem: Problem, visited: Mapping[str, int]) -> Iterator[Violation]:
    rule, hard = problem.rule(KEY), is_hard(problem, KEY)
    there = Counter(u.kind for u in problem.units)
    for kind, setting in (rule.get("minimum") or {}).items():
        if (got := visited.get(kind, 0)) < (least := _bound(setting, there[kind])):
            yield Violation(KEY, (), float(least - got), _few(kind, got, least, there[kind]), hard)
    for kind, setting in (rule.get("maximum") or {}).items():
        if (got := visited.get(kind, 0)) > (most := _bound(setting, there[kind])):
            yield Violation(KEY, (), float(got - most), _many(kind, got, most), hard)


def _bound(setting: Mapping[str, Any], units: int) -> int:
    return int(setting["count"]) if "count" in setting else share_of(setting["share"], units)


def _few(kind: str, got: int, least: int, there: int) -> Reason:
    return Reason(
        "coverage.minimum",
        f"Mới kiểm tra {got} trên {there} đơn vị loại {kind_vi(kind)}; kế hoạch cần ít nhất {least}.",
        f"Only {got} of {there} {kind_en(kind)} are visited; the plan needs at least {least}.",
        {"kind": kind, "visited": got, "least": least, "units": there},
    )


def _many(kind: str, got: int, most: int) -> Reason:
    return Reason(
        "coverage.maximum",
        f"Kiểm tra {got} đơn vị loại {kind_vi(kind)}; kế hoạch cho nhiều nhất {most}.",
        f"{got} {kind_en(kind)} are visited; the plan allows {most} at the most.",
        {"kind": kind, "visited": got, "most": most},
    )


def _fields(problem: Problem, visited: Mapping[str, int]) -> Iterator[Violation]:
    rule, hard = problem.rule(KEY), is_hard(problem, KEY)
    least = int(rule.get("per_focus", 1))
    for field in rule.get("focus_fields") or ():
        if (got := visited.get(field, 0)) < least:
            yield Violation(
                KEY,
                (),
                float(least - got),
                Reason(
                    "coverage.focus",
                    f"Lĩnh vực trọng tâm “{field_vi(problem, field)}” có {got} đơn vị được kiểm tra; cần "
                    f"ít nhất {least}.",
                    f"The focus field “{field_en(problem, field)}” has {got} visited units; at least "
                    f"{least} are needed.",
                    {"field": field, "visited": got, "least": least},
                ),
                hard,
            )


def encode(model: Model) -> None:
    """A row for every kind with a least or a most, and for every focus field."""
    if not model.grid.on(KEY):
        return
    rule, units = model.grid.problem.rule(KEY), model.grid.problem.units
    for name, bound in (("minimum", model.at_least), ("maximum", model.at_most)):
        for kind, setting in (rule.get(name) or {}).items():
            wanted = np.array([u.kind == kind for u in units], dtype=bool)
            key, number = model.key(KEY, (name, kind)), _number(setting, int(wanted.sum()))
            bound(key, model.of_units(wanted), 1.0, float(number))
    for field in rule.get("focus_fields") or ():
        wanted = np.array([field in u.fields for u in units], dtype=bool)
        key = model.key(KEY, ("focus", field))
        model.at_least(key, model.of_units(wanted), 1.0, float(rule.get("per_focus", 1)))


def _number(setting: Mapping[str, Any], units: int) -> int:
    """The count, or the share of the units rounded up."""
    if "count" in setting:
        return int(setting["count"])
    return math.ceil(Fraction(str(setting["share"])) * units)
