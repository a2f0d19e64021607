"""Filters of the register's pages: numbers for drawings, sources of a table, names of parts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.translation import get_language

from lotrinh.office.registry.models import IndexResult
from lotrinh.office.registry.queries.results import ResultTable

register = template.Library()


@register.filter
def unlocalized(value: float) -> str:
    """A number for a drawing: a point, whatever the language."""
    return f"{value:.1f}"


@register.filter
def hundred(share: Any) -> str:
    """A share 0-1 on a scale to 100, for a drawing."""
    return f"{float(share) * 100:.2f}"


@register.filter
def years(values: Iterable[int]) -> str:
    """Years in order, separated by commas."""
    return ", ".join(str(value) for value in sorted(values))


@register.filter
def host(address: str) -> str:
    """The site of an address."""
    return urlsplit(address).netloc or address


@register.filter
def label_of(thing: Any) -> str:
    """The name of what an observation is about, in the reader's language."""
    english = getattr(thing, "label_en", "")
    return str(english if english and get_language() == "en" else thing.label)


@register.filter
def sources_of(table: ResultTable) -> list[IndexResult]:
    """One row for each source of a year, newest first."""
    seen: dict[tuple[int, str, str], IndexResult] = {}
    for line in table.lines:
        for row in line.by_year.values():
            seen.setdefault((row.year, row.source, row.url), row)
    return sorted(seen.values(), key=lambda row: -row.year)
