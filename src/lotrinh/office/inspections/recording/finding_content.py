"""The content of a finding in its one form, with every fault of what was sent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from lotrinh.method.checklists.scalars import text_value
from lotrinh.method.faults import Fault
from lotrinh.office.inspections.recording.dates import day_value
from lotrinh.office.inspections.recording.incoming import as_uuid
from lotrinh.office.inspections.recording.outcomes import wrong
from lotrinh.office.inspections.recording.record import Record
from lotrinh.office.inspections.recording.standing import Content

LONGEST: Final = {
    "text": 20_000, "cause_text": 20_000, "difficulty": 20_000, "proposal": 20_000, "extent_unit": 60,
    "responsible": 300, "remover_unit": 60,
}  # fmt: skip
ONE_OF: Final[dict[str, tuple[str, ...]]] = {
    "kind": ("result", "shortcoming", "violation", "good_model"),
    "weight": ("", "light", "moderate", "serious"),
    "cause_kind": ("", "objective", "subjective", "both"),
    "remover": ("", "unit", "other_department", "city", "ministry"),
}
FACTS: Final = (
    "kind",
    "content",
    "text",
    "extent_count",
    "extent_of",
    "extent_unit",
    "found_on",
    "withdrawn",
)
"""What stands once the minutes are signed; the database refuses to change it."""
FAULTY: Final = ("shortcoming", "violation")
HIGHEST_CONTENT, LARGEST_EXTENT = 30, Decimal("999999999999.99")
CENT = Decimal("0.01")
KEYS: Final = {
    *ONE_OF,
    *LONGEST,
    "content",
    "field",
    "extent_count",
    "extent_of",
    "causes",
    "found_before",
    "question",
    "found_on",
}
Checked = tuple[Content, list[Fault]]


def finding_content(raw: Any, record: Record) -> Checked:
    """The content and its faults. What is not sent is empty, never what stood before."""
    if not isinstance(raw, dict) or set(raw) - KEYS:
        return {}, [_form(raw)]
    made, faults = _words(raw)
    for part in (_plain, _extent, _links):
        more, found = part(raw, record)
        made, faults = made | more, faults + found
    if not made["text"] and not faults:
        faults.append(_empty())
    if made.get("kind") not in FAULTY:
        made["weight"] = ""
    return made | {"withdrawn": False, "withdrawn_reason": ""}, faults


def _words(raw: Content) -> Checked:
    made: Content = {}
    faults: list[Fault] = []
    for key, longest in LONGEST.items():
        text, found = text_value(raw.get(key) or "", key, longest)
        made[key], faults = text or "", faults + found
    for key, known in ONE_OF.items():
        made[key] = raw.get(key) or ""
        if made[key] not in known:
            faults.append(_choice(key, made[key], known))
    return made, faults


def _plain(raw: Content, record: Record) -> Checked:
    content, field, causes = raw.get("content"), raw.get("field") or "", raw.get("causes") or []
    faults = []
    is_number = isinstance(content, int) and not isinstance(content, bool) and 1 <= content <= HIGHEST_CONTENT
    if content is not None and not is_number:
        faults.append(_choice("content", content, (f"1 … {HIGHEST_CONTENT}",)))
    if field and field not in record.choices.sectors:
        faults.append(_choice("field", field, sorted(record.choices.sectors)))
    known = isinstance(causes, list) and all(
        isinstance(c, str) and c in record.choices.causes for c in causes
    )
    if not known:
        faults.append(_choice("causes", causes, sorted(record.choices.causes)))
    made = {"content": content, "field": field, "causes": list(dict.fromkeys(causes)) if known else []}
    day, wrong_day = day_value(raw.get("found_on"), "found_on")
    made["found_on"] = min(day, record.today.isoformat()) if day else record.today.isoformat()
    return made, faults + wrong_day


def _extent(raw: Content, record: Record) -> Checked:
    count, faults = _figure(raw.get("extent_count"), "extent_count")
    of, more = _figure(raw.get("extent_of"), "extent_of")
    if count is not None and of is not None and count > of:
        more.append(_more_than_all(count, of))
    return {"extent_count": _text(count), "extent_of": _text(of)}, faults + more


def _figure(value: Any, where: str) -> tuple[Decimal | None, list[Fault]]:
    if value in (None, ""):
        return None, []
    try:
        figure = Decimal(str(value))
        fits = not isinstance(value, bool) and figure.is_finite() and 0 <= figure <= LARGEST_EXTENT
        if fits and figure == figure.quantize(CENT):
            return figure, []
    except (InvalidOperation, ValueError):
        pass
    return None, [_not_a_figure(where, value)]


def _text(figure: Decimal | None) -> str | None:
    return None if figure is None else format(figure.normalize() + 0, "f")


def extent_text(figure: Decimal | None) -> str | None:
    """A stored extent as the content has it."""
    return _text(figure)


def _links(raw: Content, record: Record) -> Checked:
    faults = []
    question, before, unit = (
        raw.get("question") or None,
        raw.get("found_before") or None,
        raw.get("remover_unit"),
    )
    if question is not None and str(question) not in record.questions:
        faults.append(_choice("question", question, ("key of a question of this inspection",)))
    uid = as_uuid(before)
    if before is not None and (uid is None or uid not in record.earlier):
        faults.append(_not_before(before))
    if unit and unit not in record.units:
        faults.append(_choice("remover_unit", unit, ("code of a unit of the register",)))
    return {
        "question": str(question) if question else None,
        "found_before": str(uid) if uid else None,
    }, faults


def day_of(content: Content) -> date:
    """The day that a finding was made."""
    return date.fromisoformat(content["found_on"])


def _form(got: Any) -> Fault:
    unknown = sorted(set(got) - KEYS) if isinstance(got, dict) else type(got).__name__
    return wrong(
        "finding_form", "content", "Phát hiện có mục lạ hoặc không đúng dạng; hãy cập nhật trang.",
        "The finding has unknown parts or the wrong form; reload the page.", unknown, ", ".join(sorted(KEYS)),
    )  # fmt: skip


def _empty() -> Fault:
    return wrong(
        "finding_empty", "text", "Phát hiện chưa có nội dung; hãy ghi điều đã thấy.",
        "The finding has no text; write what was seen.", "", "text",
    )  # fmt: skip


def _choice(where: str, got: Any, known: Any) -> Fault:
    return wrong(
        "not_a_choice", where, f"“{str(got)[:60]}” không có trong danh sách của mục “{where}”; hãy chọn lại.",
        f"“{str(got)[:60]}” is not in the list of “{where}”; choose again.", got, ", ".join(known)[:300],
    )  # fmt: skip


def _not_a_figure(where: str, got: Any) -> Fault:
    return wrong(
        "not_a_figure",
        where,
        "Mức độ phải là số từ 0, nhiều nhất hai chữ số lẻ, không có dấu phân cách nghìn; hãy nhập lại.",
        "The extent is a number from 0 with at most two decimals and no separators; enter it again.",
        got,
        "6 or 6.5",
    )


def _more_than_all(count: Decimal, of: Decimal) -> Fault:
    return wrong(
        "extent",
        "extent_count",
        f"Số đếm {count} lớn hơn tổng số {of}; hãy kiểm tra lại hai số.",
        f"The count {count} is larger than the whole {of}; check both.",
        f"{count}/{of}",
        "count <= of",
    )


def _not_before(got: Any) -> Fault:
    return wrong(
        "not_found_before", "found_before",
        "Không có phát hiện trước đó như vậy ở đơn vị này hoặc đơn vị trước khi sắp xếp; hãy chọn lại.",
        "There is no such earlier finding on this unit or one that it carries on; choose again.", got,
        "uid of an earlier finding",
    )  # fmt: skip
