"""The numbered items of a conclusion: as they stand in its draft, checked before anything is ordered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.followup.needs import LONGEST, fault
from lotrinh.office.inspections.models import Draft, Finding
from lotrinh.office.inspections.papers.gathering import written_parts
from lotrinh.office.registry.models import Unit

if TYPE_CHECKING:
    from lotrinh.office.inspections.models import Inspection


@dataclass(frozen=True, slots=True)
class Ordered:
    """One item: "Giao" unit + task + deadline. due_on None: the limit of the plan. findings: uids."""

    number: int
    unit_code: str
    task: str
    due_on: date | None = None
    findings: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """An item whose unit and findings are known rows."""

    item: Ordered
    unit: Unit
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    """The items as they stand in the draft, and when they were written last; None when nobody wrote any."""

    rows: tuple[Mapping[str, Any], ...]
    written_at: datetime | None


def drafted_items(inspection: Inspection) -> Drafted:
    """The part of the draft, plain or with its stamps; rows without a task are not on the paper either."""
    part: Mapping[str, Any] = written_parts(inspection).get(Draft.CONCLUSION, {}).get("items") or {}
    value: Any = part.get("value")
    at = part.get("at")
    if isinstance(value, Mapping):
        value, at = value.get("value"), value.get("at") or at
    rows = [row for row in value or () if not isinstance(row, Mapping) or str(row.get("task") or "").strip()]
    return Drafted(tuple(rows), datetime.fromisoformat(str(at)) if at else None)


def items_of_draft(inspection: Inspection) -> tuple[Ordered, ...]:
    """What the draft orders, numbered as on the paper. Raises Faults for rows that cannot be read."""
    found, faults = [], []
    for place, row in enumerate(drafted_items(inspection).rows, start=1):
        try:
            found.append(_read(row, place, inspection.unit.code))
        except (TypeError, ValueError, AttributeError) as error:
            faults.append(_unreadable(place, error))
    if faults:
        raise Faults(faults)
    return tuple(found)


def _read(row: Mapping[str, Any], place: int, inspected: str) -> Ordered:
    day = str(row.get("due_on") or "")
    return Ordered(
        place,
        str(row.get("unit_code") or inspected).replace("\0", ""),
        str(row.get("task") or "").replace("\0", "").strip(),
        date.fromisoformat(day) if day else None,
        tuple(dict.fromkeys(UUID(str(uid)) for uid in row.get("findings") or ())),
    )


def _unreadable(place: int, error: Exception) -> Fault:
    return fault(
        "item_unreadable",
        f"Mục {place} của dự thảo kết luận không đọc được; hãy mở dự thảo và ghi lại mục này.",
        f"Item {place} of the draft cannot be read; open the draft and write it again.",
        where=f"items[{place}]",
        got=str(error)[:200],
    )


def check_items(inspection: Inspection, items: Sequence[Ordered], on: date) -> tuple[Checked, ...]:
    """The items with their rows; Faults with all that is wrong. Three queries at most."""
    units = {u.code: u for u in Unit.objects.filter(code__in=[i.unit_code for i in items])}
    wanted = {uid for item in items for uid in item.findings}
    rows = Finding.objects.for_actions().filter(inspection=inspection, uid__in=wanted, withdrawn_at=None)
    findings = {finding.uid: finding for finding in rows}
    faults = [f for item in items for f in _wrong(item, units, set(findings), on)]
    numbers = [item.number for item in items]
    faults += [_twice(n) for n in sorted({n for n in numbers if numbers.count(n) > 1})]
    if faults:
        raise Faults(faults)
    return tuple(Checked(i, units[i.unit_code], tuple(findings[uid] for uid in i.findings)) for i in items)


def _wrong(item: Ordered, units: Mapping[str, Unit], known: set[UUID], on: date) -> Iterable[Fault]:
    where, unit = f"items[{item.number}]", units.get(item.unit_code)
    if unit is None or (unit.valid_to is not None and unit.valid_to <= on):
        yield fault(
            "item_unit",
            f"Mục {item.number}: đơn vị “{item.unit_code}” không có hoặc đã giải thể; hãy chọn lại.",
            f"Item {item.number}: unit “{item.unit_code}” is unknown or has ended; choose another one.",
            where=f"{where}.unit_code",
            got=item.unit_code,
        )
    if not 0 < len(item.task) <= LONGEST:
        yield fault(
            "item_task",
            f"Mục {item.number}: hãy ghi việc phải làm (1–{LONGEST} ký tự).",
            f"Item {item.number}: write what is to be done (1–{LONGEST} letters).",
            where=f"{where}.task",
            got=str(len(item.task)),
            expected=f"1–{LONGEST}",
        )
    if item.due_on is not None and item.due_on <= on:
        yield fault(
            "item_due",
            f"Mục {item.number}: hạn {item.due_on:%d/%m/%Y} không sau ngày kết luận {on:%d/%m/%Y}.",
            f"Item {item.number}: the deadline {item.due_on:%d/%m/%Y} is not after the day of the "
            f"conclusion, {on:%d/%m/%Y}.",
            where=f"{where}.due_on",
            got=item.due_on.isoformat(),
            expected=f"> {on.isoformat()}",
        )
    if unknown := [str(uid) for uid in item.findings if uid not in known]:
        yield fault(
            "item_findings",
            f"Mục {item.number}: có phát hiện đã rút hoặc của cuộc kiểm tra khác; hãy chọn lại.",
            f"Item {item.number}: a finding was withdrawn or belongs to another inspection; choose again.",
            where=f"{where}.findings",
            got=", ".join(unknown),
        )


def _twice(number: int) -> Fault:
    return fault(
        "item_number",
        f"Số {number} dùng cho hai mục; hãy đánh số lại.",
        f"Two items bear the number {number}; number them anew.",
        where=f"items[{number}].number",
        got=str(number),
    )
