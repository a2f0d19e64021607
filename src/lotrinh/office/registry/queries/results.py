"""Published figures: listed, the newest of many bodies, and of one body by year without joining breaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from lotrinh.method.risk import method_breaks
from lotrinh.method.text import fold
from lotrinh.office.registry.library import opened_library
from lotrinh.office.registry.models import IndexResult, Unit
from lotrinh.office.registry.policies import may_read_indices, may_read_results_of


@dataclass
class Line:
    """One component of an index: its figures by year, and the runs of years that may be compared."""

    component: str
    component_vi: str
    component_en: str
    by_year: dict[int, IndexResult] = field(default_factory=dict)
    cells: list[IndexResult | None] = field(default_factory=list)


@dataclass
class ResultTable:
    """An index of one body: years as columns, components as lines. breaks: years that begin a new method.

    method_years: the same as defined, whether or not there are figures of the year.
    """

    index: str
    years: list[int]
    breaks: frozenset[int]
    lines: list[Line]
    method_years: tuple[int, ...] = ()

    def runs(self) -> list[list[int]]:
        """The years in runs that share a method."""
        runs: list[list[int]] = []
        for year in self.years:
            if not runs or any(runs[-1][-1] < broken <= year for broken in self.method_years):
                runs.append([])
            runs[-1].append(year)
        return runs


def result_tables(actor: Any, unit: Unit) -> list[ResultTable]:
    """Every index of a body that the actor may read, PAR first."""
    if not may_read_results_of(actor, unit.code):
        return []
    rows = IndexResult.objects.filter(subject=unit.code, current=True).order_by("index", "component", "year")
    return tables_of(rows)


def tables_of(rows: Iterable[IndexResult]) -> list[ResultTable]:
    """Rows of one body as tables."""
    broken = method_breaks(opened_library())
    by_index: dict[str, dict[str, Line]] = defaultdict(dict)
    for row in rows:
        line = by_index[row.index].setdefault(
            row.component, Line(row.component, row.component_vi, row.component_en)
        )
        line.by_year[row.year] = row
        line.component_vi, line.component_en = row.component_vi, row.component_en
    order = {"par": 0, "sipas": 1, "papi": 2}
    return [
        _table(index, by_index[index], broken.get(index, ()))
        for index in sorted(by_index, key=lambda key: (order.get(key, 9), key))
    ]


def _table(index: str, lines: dict[str, Line], method_years: tuple[int, ...]) -> ResultTable:
    years = sorted({year for line in lines.values() for year in line.by_year})
    for line in lines.values():
        line.cells = [line.by_year.get(year) for year in years]
    first = years[0] if years else 0
    breaks = frozenset(
        next((year for year in years if year >= broken), 0) for broken in method_years if broken > first
    )
    return ResultTable(index, years, breaks - {0}, list(lines.values()), method_years)


def latest_par(units: Sequence[Unit]) -> dict[int, IndexResult]:
    """The newest PAR Index of each body, by its id, in one query."""
    rows = IndexResult.objects.filter(
        unit__in=[unit.pk for unit in units], index="par", component="", current=True
    )
    newest: dict[int, IndexResult] = {}
    for row in rows.order_by("year"):
        if row.unit_id is not None:
            newest[row.unit_id] = row
    return newest


def published_results(
    actor: Any,
    *,
    index: str = "",
    year: int | None = None,
    words: str = "",
    component: str = "",
    kind: str = "",
) -> QuerySet[IndexResult]:
    """All figures that hold, newest year first; nothing without the right to read indices."""
    if not may_read_indices(actor):
        return IndexResult.objects.none()
    rows = IndexResult.objects.filter(current=True).select_related("unit")
    if index:
        rows = rows.filter(index=index)
    if year:
        rows = rows.filter(year=year)
    if component:
        rows = rows.filter(component=component)
    if kind:
        rows = rows.filter(unit__kind=kind)
    for word in fold(words).split():
        rows = rows.filter(Q(subject_folded__contains=word) | Q(subject__startswith=word))
    return rows.order_by("-year", "index", "component", "rank", "subject")


def result_choices(actor: Any) -> dict[str, list[Any]]:
    """Indices, years and components there are."""
    rows = IndexResult.objects.filter(current=True) if may_read_indices(actor) else IndexResult.objects.none()
    return {
        "indices": sorted(rows.order_by().values_list("index", flat=True).distinct()),
        "years": sorted(rows.order_by().values_list("year", flat=True).distinct(), reverse=True),
    }
