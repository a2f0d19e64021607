"""Answers: checked against their question, then settled with what stands."""

from __future__ import annotations

import re
from typing import Any, Final

from lotrinh.method.checklists import Question, Value, check_value
from lotrinh.method.checklists.scalars import text_value
from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.recording import draws
from lotrinh.office.inspections.recording.incoming import Incoming
from lotrinh.office.inspections.recording.outcomes import Outcome, refused, wrong
from lotrinh.office.inspections.recording.record import Asked, Record
from lotrinh.office.inspections.recording.settling import Doing, base_of, settle
from lotrinh.office.inspections.recording.standing import Content

STATES: Final = ("answered", "missing", "refused", "not_applicable")
NUMBER: Final = re.compile(r"[1-9]\d{0,6}")
LONGEST_NOTE: Final = 20_000


def apply_answer(record: Record, command: Incoming, doing: Doing) -> Outcome:
    """Take an answer, or say why not."""
    payload = command.payload
    asked = record.questions.get(str(payload.get("question")))
    if asked is None or asked.removed:
        return refused(_no_question(payload.get("question"), asked))
    slot, faults = _slot(record, asked, payload.get("slot", ""))
    base, wrong_base = base_of(payload)
    if faults or wrong_base:
        return refused([*faults, *wrong_base])
    try:
        content = answer_content(asked.item, slot, payload)
    except Faults as error:
        return refused(error.faults)
    return settle(record, ("answer", asked.key, slot), content, base, command, doing)


def answer_content(item: Question, slot: str, payload: dict[str, Any]) -> Content:
    """{state, value, note} in its one form. Raises Faults."""
    state, value = payload.get("state", "answered"), payload.get("value")
    if state not in STATES:
        raise Faults(_wrong_state(item.key, state))
    note, faults = text_value(payload.get("note") or "", f"{item.key}.note", LONGEST_NOTE)
    if faults:
        raise Faults(faults)
    if state != "answered":
        return {"state": state, "value": None, "note": note or ""}
    taken = slot_value(item, slot, value)
    return {"state": taken.state, "value": taken.value, "note": note or taken.reason}


def slot_value(item: Question, slot: str, value: Any) -> Value:
    """The value of one slot: the whole, a drawn dossier, or a row of a table."""
    if item.answer == "draw" and value not in (None, "", {}):
        made = draws.dossier_value(item, int(slot), value) if slot else draws.draw_value(item, value)
        return Value("answered", made)
    if slot:
        rows = check_value(item, [value] if value not in (None, "", {}) else None)
        return Value("answered", rows.value[0]) if rows.state == "answered" else rows
    return check_value(item, value)


def _slot(record: Record, asked: Asked, slot: Any) -> tuple[str, list[Fault]]:
    """Only a draw has numbers of dossiers, only a table has numbers of rows."""
    if slot == "":
        return "", []
    kind = asked.item.answer
    if not isinstance(slot, str) or not NUMBER.fullmatch(slot) or kind not in ("draw", "table"):
        return "", [_no_slot(asked.key, slot)]
    if kind == "table":
        return slot, [] if int(slot) <= asked.item.max_rows else [_no_slot(asked.key, slot)]
    return slot, [] if int(slot) in _drawn(record, asked.key) else [_not_drawn(asked.key, slot)]


def _drawn(record: Record, key: str) -> set[int]:
    """Numbers that were drawn, also by the other side of a conflict about the draw: its dossiers are kept
    until somebody decides.
    """
    target = ("answer", key, "")
    contents = [record.content(target)]
    for conflict in record.conflicts.get(target, ()):
        contents += [conflict.mine, conflict.theirs]
    values = [c.get("value") for c in contents if c]
    return {number for value in values if isinstance(value, dict) for number in value.get("drawn", ())}


def _no_question(got: Any, asked: Asked | None) -> Fault:
    if asked is not None:
        return wrong(
            "question_removed",
            "question",
            "Câu hỏi này đã bị bỏ khỏi cuộc kiểm tra; hãy ghi thành phát hiện nếu cần.",
            "This question was taken out of the inspection; record a finding instead if it matters.",
            got,
        )
    return wrong(
        "no_question", "question", "Cuộc kiểm tra không có câu hỏi này; hãy tải lại cuộc kiểm tra.",
        "The inspection has no such question; load it again.", got, "key of a question",
    )  # fmt: skip


def _no_slot(where: str, got: Any) -> Fault:
    return wrong(
        "no_slot",
        where,
        "Câu hỏi này không có phần đó; hãy tải lại cuộc kiểm tra.",
        "This question has no such part; load the inspection again.",
        got,
        '"" or the number of a dossier or row',
    )


def _not_drawn(where: str, got: Any) -> Fault:
    return wrong(
        "not_drawn",
        where,
        "Hồ sơ số này không có trong lần rút; chỉ ghi hồ sơ đã được rút.",
        "This number was not drawn; only dossiers that were drawn are recorded.",
        got,
        "a number that was drawn",
    )


def _wrong_state(where: str, got: Any) -> Fault:
    return wrong(
        "answer_state", where, "Trạng thái trả lời không hợp lệ; hãy chọn lại.",
        "The state of the answer is not known; choose again.", got, ", ".join(STATES),
    )  # fmt: skip
