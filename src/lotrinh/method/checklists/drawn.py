"""A draw of dossiers as an answer: what was drawn, what was seen in each, and the on-time share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lotrinh.method.checklists.draw import draw, draw_faults
from lotrinh.method.checklists.models import DRAW_RESULTS, Question
from lotrinh.method.checklists.rows import cells_value
from lotrinh.method.checklists.scalars import Checked, count_value, text_value, wrong_form
from lotrinh.method.checklists.wilson import Interval, wilson
from lotrinh.method.faults import Fault

FIELDS = {"frame", "n", "seed", "numbers", "records"}
RECORD_FIELDS = {"number", "code", "result", "days_late", "note", "cells"}
LONGEST_CODE, LONGEST_NOTE = 100, 2_000
LARGEST_DRAW = 500


@dataclass(frozen=True, slots=True)
class DrawResult:
    """Dossiers by what was seen. interval: on time among those on time or late; None when there are none.

    Not yet due and not shown are outside the share, and are told beside it; what is not recorded is nothing.
    """

    frame: int
    drawn: int
    recorded: int
    on_time: int
    late: int
    pending: int
    not_found: int
    interval: Interval | None

    @property
    def judged(self) -> int:
        """Dossiers on time or late."""
        return self.on_time + self.late

    @property
    def complete(self) -> bool:
        """Whether every dossier drawn is recorded."""
        return self.recorded == self.drawn


def draw_result(value: Mapping[str, Any], confidence: float = 0.95) -> DrawResult:
    """Counts and interval of an answer that check_value has taken."""
    results = [record["result"] for record in value["records"]]
    count = {key: results.count(key) for key in DRAW_RESULTS}
    judged = count["on_time"] + count["late"]
    return DrawResult(
        value["frame"],
        value["n"],
        len(results),
        **count,
        interval=wilson(count["on_time"], judged, confidence),
    )


def draw_value(item: Question, value: Any, where: str) -> Checked:
    """{"frame", "n", "seed", "records"}: the numbers are drawn anew, and those sent must be the same."""
    if not isinstance(value, Mapping) or set(value) - FIELDS or not {"frame", "n", "seed"} <= set(value):
        vi, en = "frame, n, seed và records của lần rút", "frame, n, seed and records of the draw"
        return None, [wrong_form("draw", where, value, vi, en)]
    frame, n, seed = value["frame"], value["n"], value["seed"]
    faults = draw_faults(frame, n, seed, where)
    if not faults and n > LARGEST_DRAW:
        faults = [
            wrong_form("draw", f"{where}.n", n, f"nhiều nhất {LARGEST_DRAW} hồ sơ", f"at most {LARGEST_DRAW}")
        ]
    if faults:
        return None, faults
    numbers = draw(frame, n, seed)
    if "numbers" in value and value["numbers"] != list(numbers):
        return None, [_other_numbers(f"{where}.numbers", value["numbers"], numbers)]
    records, faults = _records(item, value.get("records", []), numbers, f"{where}.records")
    return {"frame": frame, "n": n, "seed": str(seed), "numbers": list(numbers), "records": records}, faults


def _records(item: Question, raw: Any, numbers: tuple[int, ...], where: str) -> Checked:
    if not isinstance(raw, list):
        return None, [wrong_form("list", where, raw, "danh sách hồ sơ đã xem", "a list of the dossiers seen")]
    records: dict[int, dict[str, Any]] = {}
    faults: list[Fault] = []
    for i, one in enumerate(raw):
        record, wrong = _record(item, one, numbers, f"{where}[{i}]")
        if not wrong and record["number"] in records:
            wrong = [_twice(f"{where}[{i}].number", record["number"])]
        faults += wrong
        if not wrong:
            records[record["number"]] = record
    return [records[number] for number in sorted(records)], faults


def _record(item: Question, raw: Any, numbers: tuple[int, ...], where: str) -> Checked:
    if not isinstance(raw, Mapping) or set(raw) - RECORD_FIELDS or not {"number", "result"} <= set(raw):
        vi, en = "số thứ tự và kết quả của một hồ sơ", "the number and the result of a dossier"
        return None, [wrong_form("record", where, raw, vi, en)]
    number, result = raw["number"], raw["result"]
    faults = []
    if isinstance(number, bool) or not isinstance(number, int) or number not in numbers:
        vi, en = "số thứ tự có trong danh sách đã rút", "a number that was drawn"
        faults.append(wrong_form("drawn_number", f"{where}.number", number, vi, en))
    if not isinstance(result, str) or result not in DRAW_RESULTS:
        vi, en = "một trong: " + ", ".join(DRAW_RESULTS), "one of: " + ", ".join(DRAW_RESULTS)
        faults.append(wrong_form("choice", f"{where}.result", result, vi, en))
    code, wrong_code = text_value(raw.get("code") or "", f"{where}.code", LONGEST_CODE)
    note, wrong_note = text_value(raw.get("note") or "", f"{where}.note", LONGEST_NOTE)
    cells, wrong_cells = cells_value(item.columns, raw.get("cells") or {}, f"{where}.cells")
    days, wrong_days = _days(raw, f"{where}.days_late")
    record = {
        "number": number,
        "code": code,
        "result": result,
        "days_late": days,
        "note": note,
        "cells": cells,
    }
    return record, faults + wrong_code + wrong_note + wrong_cells + wrong_days


def _days(raw: Mapping[str, Any], where: str) -> Checked:
    """Working days late, only of a late dossier; None = not known."""
    days = raw.get("days_late")
    if days in (None, ""):
        return None, []
    if raw["result"] != "late":
        vi, en = "số ngày trễ chỉ của hồ sơ trễ hạn", "days late only of a late dossier"
        return None, [wrong_form("days_late", where, days, vi, en)]
    return count_value(days, where, 10_000)


def _other_numbers(where: str, got: Any, expected: tuple[int, ...]) -> Fault:
    return Fault(
        "checklists.draw_differs",
        where,
        "Các số thứ tự khác với kết quả rút theo hạt giống đã ghi; hãy rút lại, không chọn hồ sơ bằng tay.",
        "The numbers are not those that the recorded seed draws; draw again, do not choose by hand.",
        got=repr(got)[:80],
        expected=repr(list(expected))[:80],
    )


def _twice(where: str, number: int) -> Fault:
    return Fault(
        "checklists.record_twice",
        where,
        f"Hồ sơ số {number} được ghi hai lần; hãy giữ lại một.",
        f"The dossier number {number} is recorded twice; keep one.",
        got=str(number),
        expected="each dossier once",
    )
