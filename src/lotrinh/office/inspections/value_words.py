"""Values of answers as people read them, in either language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lotrinh.method.checklists import Column
from lotrinh.method.checklists import Question as Asked
from lotrinh.method.checklists.models import answers_of
from lotrinh.office.inspections.outlines import says_no_figures


def value_text(question: Asked, value: Any, language: str = "vi") -> str:
    """One value as text; rows of a table each on a line of their own; '' for nothing."""
    if value is None:
        return ""
    if says_no_figures(value):
        return f"{'No figures' if language == 'en' else 'Không có số liệu'}: {value['reason']}"
    if isinstance(value, Mapping) and "state" in value:
        return str(value.get("reason") or value["state"])
    if question.answer == "table":
        return "\n".join(row_text(question.columns, row, language) for row in value)
    return cell_text(question, value, language)


def row_text(columns: tuple[Column, ...], row: Mapping[str, Any], language: str) -> str:
    """A row of a table on one line."""
    cells = [cell_text(c, row.get(c.key), language) for c in columns]
    return " | ".join(cell or "–" for cell in cells)


def cell_text(asked: Any, value: Any, language: str = "vi") -> str:
    """A value that is no table."""
    if value is None:
        return ""
    if asked.answer in ("yes_no", "choice"):
        words = answers_of(asked, asked.answer).get(str(value))
        return words.sentence(language) if words else str(value)
    if asked.answer == "share":
        return f"{value['count']}/{value['of']}"
    if asked.answer == "date" and len(str(value)) == 10:
        return f"{value[8:]}/{value[5:7]}/{value[:4]}"
    if asked.answer == "number":
        return str(value) if language == "en" else str(value).replace(".", ",")
    return str(value)
