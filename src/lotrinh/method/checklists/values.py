"""Answers: checked against their question, brought to one form, or refused as a whole with every fault.

An answer is plain JSON. A state is not a value: ``null`` (or nothing typed) is missing;
``{"state": "refused", "reason": "…"}`` and ``{"state": "not_applicable", "reason": "…"}`` say what they say.

| kind | value | brought to |
|---|---|---|
| yes_no | "yes", "no", "partly" ("not_applicable" is the state) | the same |
| number | number, or text with a decimal point | text, no trailing zeros |
| share | {"count": n, "of": N} | the same |
| date | "2020-08-03" | the same |
| choice | key of an option | the same |
| text | text | without outer blanks, Unicode NFC |
| table | [{column: cell}] | empty rows left out, empty cells null |
| draw | {"frame", "n", "seed", "records": [...]} | with "numbers", records by number |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from lotrinh.method.checklists.drawn import draw_value
from lotrinh.method.checklists.models import Question
from lotrinh.method.checklists.rows import table_value
from lotrinh.method.checklists.scalars import Checked, scalar_value, text_value
from lotrinh.method.faults import Fault, Faults

State = Literal["answered", "missing", "refused", "not_applicable"]
STATES = ("missing", "refused", "not_applicable")
Reader = Callable[[Question, Any, str], Checked]
EMPTY: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Value:
    """value: plain JSON in its one form, None unless answered. reason: why refused or not applicable."""

    state: State
    value: Any = None
    reason: str = ""

    def as_json(self) -> Any:
        """What is stored and sent: check_value takes it back unchanged."""
        if self.state == "answered":
            return self.value
        if self.state == "missing":
            return None
        return {"state": self.state, "reason": self.reason} if self.reason else {"state": self.state}


MISSING = Value("missing")


def check_value(item: Question, value: Any) -> Value:
    """The answer in its one form. Raises Faults with all that is wrong; then nothing of it was taken."""
    if isinstance(value, Value):
        value = value.as_json()
    if _is_empty(value):
        return MISSING
    if isinstance(value, Mapping) and "state" in value:
        return _state(item, value)
    if item.answer == "yes_no" and value == "not_applicable":
        return Value("not_applicable")
    reader: Reader = _READERS.get(item.answer, scalar_value)
    made, faults = reader(item, value, item.key)
    if faults:
        raise Faults(faults)
    return MISSING if _is_empty(made) else Value("answered", made)


def _is_empty(value: Any) -> bool:
    return any(value == empty and type(value) is type(empty) for empty in EMPTY)


def _state(item: Question, value: Mapping[str, Any]) -> Value:
    state, reason = value["state"], value.get("reason") or ""
    if state not in STATES or not isinstance(reason, str) or set(value) - {"state", "reason"}:
        raise Faults(_bad_state(item.key, value))
    if state == "missing":
        return MISSING
    text, faults = text_value(reason, f"{item.key}.reason", item.max_length)
    if faults:
        raise Faults(faults)
    return Value(cast(State, state), None, text or "")


def _bad_state(where: str, got: Any) -> Fault:
    return Fault(
        "checklists.wrong_state",
        where,
        "Trạng thái trả lời không hợp lệ; hãy chọn: chưa có, từ chối hoặc không áp dụng, kèm lý do bằng chữ.",
        "The state is wrong; choose missing, refused or not_applicable, with a reason in words.",
        got=repr(got)[:80],
        expected="{state: missing | refused | not_applicable, reason: text}",
    )


_READERS: dict[str, Reader] = {"table": table_value, "draw": draw_value}
