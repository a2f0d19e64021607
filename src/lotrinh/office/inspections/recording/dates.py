"""Days and moments in a payload."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from lotrinh.method.faults import Fault
from lotrinh.office.inspections.recording.outcomes import wrong

FIRST, LAST = date(1990, 1, 1), date(2100, 1, 1)


def day_value(value: Any, where: str) -> tuple[str | None, list[Fault]]:
    """A day as ISO text; None when there is none."""
    if value in (None, ""):
        return None, []
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return None, [_not_a_day(where, value)]
    if len(value) != 10 or not FIRST <= day < LAST:
        return None, [_not_a_day(where, value)]
    return value, []


def moment_value(value: Any, where: str) -> tuple[datetime | None, list[Fault]]:
    """A moment with its time zone; None when there is none."""
    if value in (None, ""):
        return None, []
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None, [_not_a_day(where, value)]
    if moment.tzinfo is None or not FIRST <= moment.date() < LAST:
        return None, [_not_a_day(where, value)]
    return moment, []


def _not_a_day(where: str, got: Any) -> Fault:
    return wrong(
        "not_a_day", where, "Ngày không đọc được; hãy nhập dạng 2026-08-03, từ 1990 đến 2099.",
        "The day cannot be read; enter it like 2026-08-03, from 1990 to 2099.", got, "2026-08-03",
    )  # fmt: skip
