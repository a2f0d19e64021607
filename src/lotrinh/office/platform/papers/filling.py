"""Words with fields in braces: ``{field}`` and ``{item.field}``, looked up in plain data and nothing else.

No attribute of an object, no index, no format and no expression can be written; braces have no other meaning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lotrinh.method.faults import Fault, Faults

_FIELD = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)\}")


def fields_of(text: str) -> list[str]:
    """The paths that a text names, in order; Faults when a brace belongs to none."""
    rest = _FIELD.sub("", text)
    if "{" in rest or "}" in rest:
        raise Faults(_stray_brace(text))
    return _FIELD.findall(text)


def fill(text: str, scope: Mapping[str, Any]) -> str:
    """The text with every field replaced; Faults when one is missing or is no word or number.

    What is filled in is never read again: braces in a value stay as they are.
    """
    return _FIELD.sub(lambda m: _printed(m.group(1), look_up(m.group(1), scope)), text)


def look_up(path: str, scope: Mapping[str, Any]) -> Any:
    """The value at a dotted path, or None when some step of it is not there."""
    value: Any = scope
    for name in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


def _printed(path: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise Faults(_no_word(path, value))
    return str(value).replace(".", ",")


def _stray_brace(text: str) -> Fault:
    return Fault(
        "papers.stray_brace",
        text[:80],
        "Dấu ngoặc nhọn không thuộc trường nào. Viết trường dạng {truong} hoặc {muc.truong}.",
        "A brace belongs to no field. Write fields as {field} or {item.field}.",
    )


def _no_word(path: str, value: Any) -> Fault:
    return Fault(
        "papers.field_missing",
        path,
        f"Văn bản cần trường {path} nhưng dữ liệu không có. Hãy bổ sung rồi soạn lại.",
        f"The paper needs the field {path}, which the data lacks. Add it and draft again.",
        got=type(value).__name__,
        expected="string | number",
    )
