"""Questions as they stand in the table, read back as the method's questions."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from lotrinh.method.checklists import Item, Question
from lotrinh.office.inspections.recording.record import Asked


def asked_of(pk: int, key: str, item: dict[str, Any], removed: bool = False) -> Asked:
    """A row as a question; the item is kept as it was asked, so equal ones are read once."""
    return Asked(pk, key, read_item(json.dumps(item, sort_keys=True)), removed)


@lru_cache(maxsize=4096)
def read_item(text: str) -> Item | Question:
    """The item of a checklist; a question of one's own has no place in one."""
    raw = json.loads(text)
    if "group" in raw:
        return Item.model_validate(raw)
    return Question.model_validate({k: v for k, v in raw.items() if k in Question.model_fields})
