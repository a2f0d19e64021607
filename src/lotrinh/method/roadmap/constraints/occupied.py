"""No visit when the unit is closed to it or another body inspects it: no two bodies at once.

The spans stand on the unit (kind "closed" or "inspection"). Amount: half days inside a span.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lotrinh.method.roadmap.answer import Roadmap
from lotrinh.method.roadmap.constraints.record import PLAN, Record, Violation
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.timetable import Placed, Timetable, is_hard, is_on
from lotrinh.method.roadmap.wording import day_en, day_vi, half_en, half_vi
from lotrinh.method.trace import Reason

if TYPE_CHECKING:
    from lotrinh.method.roadmap.solve.grid import Grid

KEY = "occupied"

RECORD = Record(
    "Ngày đơn vị không tiếp đoàn",
    "Days on which the unit is taken",
    "Không kiểm tra khi đơn vị đã đăng ký ngày không tiếp đoàn hoặc đang có đoàn khác kiểm tra, thanh tra.",
    "No visit on days that are closed at the unit or while another body inspects it.",
    PLAN,
)


def violations(problem: Problem, roadmap: Roadmap) -> list[Violation]:
    """Visits that touch a closed span of their unit."""
    if not is_on(problem, KEY):
        return []
    table = Timetable(problem)
    return [v for p in table.placed(roadmap) for v in _taken(table, p)]


def _taken(table: Timetable, placed: Placed) -> Iterator[Violation]:
    for span in placed.unit.closed:
        inside = [h for h in table.halves(placed) if h.date in span]
        if not inside:
            continue
        vi = "đang có đoàn khác kiểm tra" if span.kind == "inspection" else "không tiếp đoàn"
        en = "another body inspects it" if span.kind == "inspection" else "the unit is closed"
        yield Violation(
            KEY,
            (placed.unit.code,),
            float(len(inside)),
            Reason(
                f"occupied.{span.kind}",
                f"{placed.unit.name}: {half_vi(inside[0])} {vi} (từ {day_vi(span.start)} đến trước "
                f"{day_vi(span.end)}; "
                f"{span.reason or 'không nêu lý do'}).",
                f"{placed.unit.name}: on {half_en(inside[0])} {en} (from {day_en(span.start)} to before "
                f"{day_en(span.end)}; {span.reason or 'no reason given'}).",
                {"unit": placed.unit.code, "half_days": len(inside)},
            ),
            is_hard(table.problem, KEY),
            (placed.team.id,),
        )


def encode_visits(grid: Grid) -> None:
    """Half days inside the unit's spans."""
    if not grid.on(KEY):
        return
    for number, unit in enumerate(grid.problem.units):
        for span in unit.closed:
            grid.breach(KEY, number, slice(None), grid.axis.covered(span, unit.duration))
