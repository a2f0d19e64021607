"""Values as they are printed: a schema says how dates, hours and counts are written ("print": …)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

Schema = Mapping[str, Any]
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def _long(value: str) -> str:
    """2020-02-05 → 05 tháng 02 năm 2020 (days under 10 and months 1, 2 with a leading 0)."""
    day = date.fromisoformat(value)
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d} tháng {month} năm {day.year}"


def _short(value: str) -> str:
    return f"{date.fromisoformat(value):%d/%m/%Y}"


def _clock(value: str) -> str:
    """08:30 → 08 giờ 30 phút."""
    return f"{time.fromisoformat(value):%H giờ %M phút}"


def _count(value: int) -> str:
    """Under ten with a leading 0, as counts are written in papers."""
    return f"{value:02d}"


def _capitals(value: str) -> str:
    return value.upper()


def _lower(value: str) -> str:
    return value.lower()


WAYS: dict[str, Callable[[Any], str]] = {
    "long": _long,
    "short": _short,
    "clock": _clock,
    "count": _count,
    "capitals": _capitals,
    "lower": _lower,
}


def printed(value: Any, schema: Schema, root: Schema) -> Any:
    """The same data with every value that the schema marks written out, and without control characters."""
    schema = resolved(schema, root)
    if isinstance(value, Mapping):
        parts = schema.get("properties", {})
        return {key: printed(item, parts.get(key, {}), root) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [printed(item, schema.get("items", {}), root) for item in value]
    if "print" in schema and value is not None:
        return WAYS[schema["print"]](value)
    return _CONTROL.sub("", value).strip() if isinstance(value, str) else value


def resolved(schema: Schema, root: Schema) -> Schema:
    """The schema that ``$ref: "#/$defs/name"`` points to, or the schema itself."""
    ref = schema.get("$ref")
    return root["$defs"][ref.removeprefix("#/$defs/")] if ref else schema
