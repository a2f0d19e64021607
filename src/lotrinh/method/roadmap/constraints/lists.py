"""The must list and the never list, each entry with its reason on the unit.

A unit on both lists is a fault of the input and is told by the check of structure. Amount: one a unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lotrinh.method.roadmap.answer import Roadmap
from lotrinh.method.roadmap.constraints.record import PLAN, Record, Violation
from lotrinh.method.roadmap.problem import Problem, Unit
from lotrinh.method.roadmap.timetable import is_hard, is_on
from lotrinh.method.trace import Reason

if TYPE_CHECKING:
    from lotrinh.method.roadmap.solve.grid import Grid

KEY = "lists"

RECORD = Record(
    "Danh sách phải kiểm tra và không kiểm tra",
    "Must and never lists",
    "Đơn vị được chỉ định thì phải kiểm tra, đơn vị được miễn thì không kiểm tra; mỗi chỉ định có lý do.",
    "Units on the must list are visited, units on the never list are not; each entry has its reason.",
    PLAN,
)


def violations(problem: Problem, roadmap: Roadmap) -> list[Violation]:
    """Must units without a visit, never units with one."""
    if not is_on(problem, KEY):
        return []
    visited, hard = {v.unit for v in roadmap.visits}, is_hard(problem, KEY)
    found = [_must(u, hard) for u in problem.units if u.must is not None and u.code not in visited]
    return found + [_never(u, hard) for u in problem.units if u.never is not None and u.code in visited]


def _must(unit: Unit, hard: bool) -> Violation:
    return Violation(
        KEY,
        (unit.code,),
        1.0,
        Reason(
            "lists.must",
            f"{unit.name} phải được kiểm tra ({unit.must}) nhưng không có trong lộ trình.",
            f"{unit.name} must be visited ({unit.must}) but is not in the roadmap.",
            {"unit": unit.code},
        ),
        hard,
    )


def _never(unit: Unit, hard: bool) -> Violation:
    return Violation(
        KEY,
        (unit.code,),
        1.0,
        Reason(
            "lists.never",
            f"{unit.name} không kiểm tra ({unit.never}) nhưng có trong lộ trình.",
            f"{unit.name} is not to be visited ({unit.never}) but is in the roadmap.",
            {"unit": unit.code},
        ),
        hard,
    )


def encode_visits(grid: Grid) -> None:
    """Never units lose their visits, must units are demanded."""
    if not grid.on(KEY):
        return
    for number, unit in enumerate(grid.problem.units):
        if unit.never is not None:
            grid.breach(KEY, number, slice(None), np.ones(grid.axis.size))
        if unit.must is not None:
            grid.demand(KEY, number)
