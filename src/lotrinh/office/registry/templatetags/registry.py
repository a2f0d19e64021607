"""Filters of the register's pages: numbers for drawings, sources of a table, names of parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.translation import get_language

from lotrinh.office.registry.library import opened_library
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
def iso_day(text: str) -> str:
    """A day written 2019-04-28 as people here write it; anything else as it is."""
    try:
        return dt.date.fromisoformat(text).strftime("%d/%m/%Y")
    except ValueError:
        return text


@register.filter
def shown(value: Any, holds: str) -> str:
    """A waiting value as people here write it: days, decimals with the mark of the language, lists."""
    if holds == "date":
        return iso_day(str(value))
    if holds == "decimal":
        return str(value) if get_language() == "en" else str(value).replace(".", ",")
    if isinstance(value, list):
        return "; ".join(value)
    return str(value).upper() if holds == "index" else str(value)


@register.filter
def plan_number(key: str) -> str:
    """The number of a plan as people know it; its key when the plan is not defined."""
    library = opened_library()
    return library.plan(key).number if key in library.plans() else key


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
