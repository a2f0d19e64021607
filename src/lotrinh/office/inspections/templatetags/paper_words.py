"""What the pages of papers and drafts need to show values of parts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone

from lotrinh.office.inspections.papers.parts import is_empty

register = template.Library()
WIDE = 100
MOST_LINES = 14


@register.filter
def rows_for(value: Any, least: int = 2) -> int:
    """Lines that a field needs to show a text, within reason."""
    lines = sum(1 + len(line) // WIDE for line in str(value or "").splitlines())
    return max(least, min(lines + 1, MOST_LINES))


@register.filter
def nothing(value: Any) -> bool:
    """Whether a part says nothing."""
    return is_empty(value)


@register.filter
def readable(value: Any) -> str:
    """A value as text: rows become lines."""
    if not isinstance(value, list):
        return str(value if value is not None else "")
    lines = [" · ".join(_cell(v) for v in row.values() if v not in ("", None, [])) for row in value]
    return "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))


def _cell(value: Any) -> str:
    return f"({len(value)})" if isinstance(value, list) else str(value)


@register.filter
def moment_text(value: str) -> str:
    """When a part was written, by the office's clock."""
    try:
        return f"{timezone.localtime(datetime.fromisoformat(value)):%d/%m/%Y %H:%M}"
    except (TypeError, ValueError):
        return ""


@register.filter
def with_blank(rows: Any) -> list[dict[str, Any]]:
    """The rows of a part; one empty line when there is none."""
    return [row for row in rows or [] if isinstance(row, dict)] or [{}]


@register.filter
def cell_of(row: dict[str, Any], key: str) -> Any:
    """A cell; '' when it is empty."""
    value = row.get(key)
    return "" if value is None else value


@register.filter
def suffixed(key: str, number: int) -> str:
    """The name of a cell in a form: task-2."""
    return f"{key}-{number}"


@register.filter
def of_part(clashes: dict[str, list[Any]], key: str) -> list[Any]:
    """What waits to be decided about a part."""
    return clashes.get(key, [])
