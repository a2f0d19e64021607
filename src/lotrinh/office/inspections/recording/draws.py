"""Draws on the wire and in the method.

On the wire a draw is {frame, n, seed, drawn}, and every dossier is an answer of its own with its number as
slot: {code, field, received_on, due_on, returned_on, on_time, result, days_late, note, cells}. The method
judges one value with all records in it; ``whole_value`` puts them together, rows of tables as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from lotrinh.method.checklists import Question, check_value
from lotrinh.method.checklists.models import DRAW_RESULTS
from lotrinh.method.checklists.scalars import text_value
from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.recording.dates import day_value
from lotrinh.office.inspections.recording.outcomes import wrong

DRAW_KEYS: Final = {"frame", "n", "seed", "drawn"}
DAYS: Final = ("received_on", "due_on", "returned_on")
TEXTS: Final = {"code": 100, "field": 200, "note": 2_000}
DOSSIER_KEYS: Final = {*DAYS, *TEXTS, "on_time", "result", "days_late", "cells"}
ON_TIME: Final = {"on_time": True, "late": False}
RESULT: Final = {True: "on_time", False: "late"}


def draw_value(item: Question, value: Any) -> dict[str, Any]:
    """The draw of a device in its one form, drawn again; Faults when another result was sent."""
    if not isinstance(value, Mapping) or set(value) - DRAW_KEYS:
        raise Faults(_draw_form(item.key, value))
    sent = {k: value[k] for k in ("frame", "n", "seed") if k in value}
    if "drawn" in value:
        sent["numbers"] = value["drawn"]
    made = check_value(item, sent).value
    return {"frame": made["frame"], "n": made["n"], "seed": made["seed"], "drawn": made["numbers"]}


def dossier_value(item: Question, number: int, value: Any) -> dict[str, Any]:
    """A dossier that was drawn, in its one form. on_time null: not known; it then counts for nothing."""
    where = f"{item.key}.{number}"
    if not isinstance(value, Mapping) or set(value) - DOSSIER_KEYS:
        raise Faults(_dossier_form(where, value))
    faults: list[Fault] = []
    made: dict[str, Any] = {}
    for key, longest in TEXTS.items():
        text, found = text_value(value.get(key) or "", f"{where}.{key}", longest)
        made[key], faults = text or "", faults + found
    for key in DAYS:
        made[key], found = day_value(value.get(key), f"{where}.{key}")
        faults += found
    result, found = _result(value, where)
    faults += found
    if faults:
        raise Faults(faults)
    record = {"number": 1, "result": result or "pending", "cells": value.get("cells") or {}}
    if value.get("days_late") not in (None, ""):
        record["days_late"] = value["days_late"]
    one = check_value(item, {"frame": 1, "n": 1, "seed": "0", "records": [record]}).value["records"][0]
    return made | {
        "on_time": ON_TIME.get(result or ""), "result": result, "days_late": one["days_late"],
        "cells": {k: v for k, v in one["cells"].items() if v is not None},
    }  # fmt: skip


def _result(value: Mapping[str, Any], where: str) -> tuple[str | None, list[Fault]]:
    result, on_time = value.get("result") or None, value.get("on_time")
    if on_time not in (True, False, None) or (isinstance(on_time, int) and not isinstance(on_time, bool)):
        return None, [_wrong_result(f"{where}.on_time", on_time)]
    if result is None:
        return (RESULT[on_time] if on_time is not None else None), []
    if not isinstance(result, str) or result not in DRAW_RESULTS:
        return None, [_wrong_result(f"{where}.result", result)]
    if on_time is not None and ON_TIME.get(result) is not on_time:
        return None, [_wrong_result(f"{where}.result", f"{result}, on_time {on_time}")]
    return result, []


def whole_value(item: Question, slots: Mapping[str, Any]) -> Any:
    """One value in the method's form, from the values of the slots of a question that are answered.

    They were checked when they were taken: ``Value("answered", …)`` of it may be judged as it is.
    """
    whole = slots.get("")
    if item.answer == "draw" and whole:
        numbers = whole["drawn"]
        records = [_record(n, slots[str(n)]) for n in numbers if slots.get(str(n))]
        sent = {k: whole[k] for k in ("frame", "n", "seed")}
        return sent | {"numbers": numbers, "records": [r for r in records if r["result"]]}
    if item.answer == "table":
        rows = [slots[s] for s in sorted((s for s in slots if s), key=lambda s: (len(s), s)) if slots[s]]
        return [*(whole or []), *rows] or None
    return whole


def _record(number: int, value: Mapping[str, Any]) -> dict[str, Any]:
    shown = {k: value.get(k) for k in ("code", "result", "days_late", "note", "cells")}
    return {"number": number, **shown}


def _draw_form(where: str, got: Any) -> Fault:
    return wrong(
        "draw_form", where,
        "Lần rút phải gồm tổng số hồ sơ, số rút, hạt giống và các số đã rút; hãy rút lại.",
        "A draw has frame, n, seed and the numbers drawn; draw again.", got, "{frame, n, seed, drawn}",
    )  # fmt: skip


def _dossier_form(where: str, got: Any) -> Fault:
    return wrong(
        "dossier_form", where,
        "Hồ sơ rút chỉ có mã, lĩnh vực, ngày nhận, ngày hẹn, ngày trả, kết quả và ghi chú; hãy nhập lại.",
        "A dossier has its code, field, days, result and note alone; enter it again.", got,
        ", ".join(sorted(DOSSIER_KEYS)),
    )  # fmt: skip


def _wrong_result(where: str, got: Any) -> Fault:
    return wrong(
        "dossier_result",
        where,
        "Kết quả của hồ sơ phải là đúng hạn, trễ hạn, còn trong hạn hoặc không xuất trình được; hãy chọn.",
        "A dossier is on time, late, not yet due or could not be shown; choose again.",
        got,
        ", ".join(DRAW_RESULTS),
    )
