"""Answers in words, by content: what was checked and what came out, with figures and intervals."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from lotrinh.method.checklists import Question as Asked
from lotrinh.method.checklists.drawn import DrawResult, draw_result
from lotrinh.method.checklists.models import answers_of
from lotrinh.office.inspections.papers.words import count, grouped, percent
from lotrinh.office.inspections.recording import whole_value
from lotrinh.office.inspections.recording.asked import read_item

if TYPE_CHECKING:
    from lotrinh.office.inspections.models import Answer, Question
    from lotrinh.office.inspections.papers.gathering import Gathered

STATES: Final = {
    "missing": "không có số liệu",
    "refused": "đơn vị không cung cấp",
    "not_applicable": "không áp dụng",
}
MOST_ROWS: Final = 20


def answer_facts(gathered: Gathered) -> list[dict[str, Any]]:
    """Every question that has an answer: {key, content, question, answer, note, state, draw}."""
    found = []
    for question in gathered.questions:
        slots = gathered.answers.get(question.pk, {})
        if slots:
            found.append(_fact(question, slots))
    return found


def _fact(question: Question, slots: Mapping[str, Answer]) -> dict[str, Any]:
    item = read_item(json.dumps(question.item, default=str))
    whole = slots.get("")
    state = whole.state if whole else "answered"
    given = {slot: a.value for slot, a in slots.items() if a.state == "answered"}
    value = whole_value(item, given) if state == "answered" else None
    if state == "answered" and value in (None, [], {}):
        state = "missing"
    draw = draw_facts(item, value) if item.answer == "draw" and value else None
    return {
        "key": question.key,
        "content": question.content,
        "question": question_words(question),
        "answer": in_words(item, value) if state == "answered" else STATES[state],
        "state": state,
        "note": whole.note if whole else "",
        "draw": draw,
        "origin": question.origin,
        "subject": question.subject,
    }


def question_words(question: Question) -> str:
    """The question without its mark, to stand before a colon."""
    return str(question.text.get("vi", "")).strip().rstrip("?.: ")


def in_words(item: Asked, value: Any) -> str:
    """A value of its kind in Vietnamese."""
    kind = item.answer
    if kind in ("yes_no", "choice"):
        words = answers_of(item, kind)
        return words[value].vi if value in words else str(value)
    if kind == "number":
        return f"{grouped(Decimal(value))}{_unit(item)}"
    if kind == "share":
        return share_words(value, _unit(item))
    if kind == "date":
        return f"{value[8:]}/{value[5:7]}/{value[:4]}"
    if kind == "draw":
        return draw_words(draw_result(value))
    return _rows(item, value) if kind == "table" else str(value)


def share_words(value: Mapping[str, int], unit: str) -> str:
    """'12/15 nhiệm vụ (80%)'."""
    part = f" ({percent(Decimal(value['count']) / value['of'])})" if value["of"] else ""
    return f"{count(value['count'])}/{count(value['of'])}{unit}{part}"


def draw_words(seen: DrawResult) -> str:
    """What was drawn and what came out; the on-time share with its interval."""
    parts = [f"rút ngẫu nhiên {count(seen.drawn)} trong tổng số {count(seen.frame)} hồ sơ"]
    interval = seen.interval
    if interval is not None:
        bounds = f"từ {percent(interval.low)} đến {percent(interval.high)}"
        parts.append(
            f"đúng hạn {count(seen.on_time)}/{count(seen.judged)} hồ sơ ({percent(interval.share)}; "
            f"khoảng tin cậy {percent(interval.confidence)}: {bounds})"
        )
    for number, words in ((seen.late, "trễ hạn"), (seen.pending, "còn trong hạn")):
        parts += [f"{words} {count(number)} hồ sơ"] if number else []
    parts += [f"không xuất trình được {count(seen.not_found)} hồ sơ"] if seen.not_found else []
    if not seen.complete:
        parts.append(f"chưa ghi {count(seen.drawn - seen.recorded)} hồ sơ")
    return "; ".join(parts)


def draw_facts(item: Asked, value: Any) -> dict[str, Any]:
    """One row of the table of draws."""
    seen = draw_result(value)
    outcome = draw_words(seen).partition("; ")[2] or "chưa có kết quả"
    outcome = outcome[:1].upper() + outcome[1:]
    return {"subject": item.vi.rstrip("?. "), "total": seen.frame, "drawn": seen.drawn, "outcome": outcome,
            "seed": str(value["seed"])}  # fmt: skip


def _unit(item: Asked) -> str:
    return f" {item.unit.vi}" if item.unit else ""


def _rows(item: Asked, rows: Any) -> str:
    shown = [_row(item, row) for row in rows[:MOST_ROWS]]
    more = f" … và {count(len(rows) - MOST_ROWS)} mục khác" if len(rows) > MOST_ROWS else ""
    return f"{count(len(rows))} mục: " + "; ".join(f"({n}) {row}" for n, row in enumerate(shown, 1)) + more


def _row(item: Asked, row: Mapping[str, Any]) -> str:
    cells = []
    for column in item.columns:
        value = row.get(column.key)
        if value in (None, ""):
            continue
        words = answers_of(column, column.answer)
        text = words[value].vi if value in words else str(value)
        cells.append(short_day(text) if column.answer == "date" else text)
    return ", ".join(cells)


def short_day(text: str) -> str:
    """2020-08-18 → 18/08/2020."""
    return f"{text[8:]}/{text[5:7]}/{text[:4]}" if len(text) == len("2020-08-18") else text
