"""Only working half days of the period, and none in the days that the plan closes.

Settings: ``closed`` [{start, end (not included), reason, reason_en}]. That a half day exists at all is
never soft. Amount: half days outside.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lotrinh.method.roadmap.answer import Roadmap, Visit
from lotrinh.method.roadmap.constraints.record import PLAN, Record, Violation
from lotrinh.method.roadmap.problem import HalfDay, Problem, Span
from lotrinh.method.roadmap.timetable import Placed, Timetable, is_hard, is_on, spans_of
from lotrinh.method.roadmap.wording import day_en, day_vi, half_en, half_vi
from lotrinh.method.trace import Reason

if TYPE_CHECKING:
    from lotrinh.method.roadmap.solve.grid import Grid

KEY = "calendar"

RECORD = Record(
    "Ngày làm việc và ngày kế hoạch khóa",
    "Working days and days the plan closes",
    "Chỉ kiểm tra trong nửa ngày làm việc của kỳ kế hoạch; không kiểm tra trong những ngày kế hoạch đóng.",
    "Visits take place in working half days of the period only, and never in days that the plan closes.",
    PLAN,
)


def violations(problem: Problem, roadmap: Roadmap) -> list[Violation]:
    """Half days that do not exist, then half days in closed spans."""
    table = Timetable(problem)
    found = [_missing(v, h) for v in roadmap.visits for h in _ends(v) if h not in table.position]
    if is_on(problem, KEY):
        raw = problem.rule(KEY).get("closed", ())
        closed = [
            (span, item.get("reason_en", span.reason)) for span, item in zip(spans_of(raw), raw, strict=True)
        ]
        hard = is_hard(problem, KEY)
        found += [
            v for p in table.placed(roadmap) for span, en in closed for v in _closed(table, p, span, en, hard)
        ]
    return found


def _ends(visit: Visit) -> tuple[HalfDay, ...]:
    return (visit.start,) if visit.start == visit.end else (visit.start, visit.end)


def _missing(visit: Visit, half: HalfDay) -> Violation:
    return Violation(
        KEY,
        (visit.unit,),
        1.0,
        Reason(
            "calendar.not_working",
            f"Lượt kiểm tra {visit.unit} rơi vào {half_vi(half)}, không phải nửa ngày làm việc của kỳ kế "
            "hoạch.",
            f"The visit to {visit.unit} falls on {half_en(half)}, which is no working half day of the "
            "period.",
            {"unit": visit.unit, "half_day": half.as_dict()},
        ),
        teams=(visit.team,),
    )


def _closed(table: Timetable, placed: Placed, span: Span, reason_en: str, hard: bool) -> list[Violation]:
    inside = [h for h in table.halves(placed) if h.date in span]
    if not inside:
        return []
    name = placed.unit.name
    return [
        Violation(
            KEY,
            (placed.unit.code,),
            float(len(inside)),
            Reason(
                "calendar.closed",
                f"{name}: {half_vi(inside[0])} nằm trong thời gian kế hoạch đóng từ {day_vi(span.start)} "
                "đến trước "
                f"{day_vi(span.end)} ({span.reason or 'không nêu lý do'}).",
                f"{name}: {half_en(inside[0])} lies in the plan's closed days from {day_en(span.start)} "
                "to before "
                f"{day_en(span.end)} ({reason_en or 'no reason given'}).",
                {
                    "unit": placed.unit.code,
                    "half_days": len(inside),
                    "start": span.start.isoformat(),
                    "end": span.end.isoformat(),
                },
            ),
            hard,
            (placed.team.id,),
        )
    ]


def encode_visits(grid: Grid) -> None:
    """Half days in closed spans, for every length of visit."""
    if not grid.on(KEY):
        return
    for raw in grid.problem.rule(KEY).get("closed", ()):
        span = Span(date.fromisoformat(raw["start"]), date.fromisoformat(raw["end"]))
        for unit, duration in enumerate(grid.duration):
            grid.breach(KEY, unit, slice(None), grid.axis.covered(span, int(duration)))
