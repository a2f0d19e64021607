"""Questions made for tests, one of each kind of answer."""

from __future__ import annotations

from typing import Any

from lotrinh.method.checklists import Question

COLUMNS = [
    {"key": "name", "answer": "text", "vi": "Tên", "en": "Name", "required": True},
    {"key": "points", "answer": "number", "vi": "Điểm", "en": "Points", "decimals": 2, "min": 0, "max": 100},
    {"key": "since", "answer": "date", "vi": "Từ ngày", "en": "Since"},
    {"key": "done", "answer": "yes_no", "vi": "Xong", "en": "Done"},
]
OPTIONS = [{"key": "good", "vi": "Tốt", "en": "Good"}, {"key": "poor", "vi": "Kém", "en": "Poor"}]


def question(answer: str, **more: Any) -> Question:
    """A question of a kind with usual settings."""
    usual: dict[str, dict[str, Any]] = {
        "choice": {"options": OPTIONS},
        "table": {"columns": COLUMNS, "max_rows": 3},
        "draw": {"columns": [{"key": "receipt", "answer": "yes_no", "vi": "Giấy", "en": "Receipt"}]},
        "number": {"min": 0, "max": 100, "decimals": 2},
    }
    fields = {"key": "q", "vi": "Hỏi", "en": "Question", "answer": answer, **usual.get(answer, {}), **more}
    return Question.model_validate(fields)
