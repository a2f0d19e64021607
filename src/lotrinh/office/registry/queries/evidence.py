"""What is known about bodies, as the risk library takes it: these tables and the facts of the definitions."""

from __future__ import annotations

from decimal import Decimal

from lotrinh.method.definitions import Library
from lotrinh.method.risk import Observation, RiskProfile, published
from lotrinh.method.trace import Source
from lotrinh.office.registry.actions.load_results import INDICES
from lotrinh.office.registry.models import IndexResult

HUNDRED, SIX_PLACES = Decimal(100), Decimal("0.000001")


def known_observations(library: Library, profile: RiskProfile) -> list[Observation]:
    """Figures of the indices from the tables (with what was imported and corrected), the rest as defined.

    A figure without a day of publication is left out: nobody can say when it could be used.
    """
    facts = [item for item in published(library, profile) if item.index not in INDICES]
    years = profile.mapping.valid_years
    rows = IndexResult.objects.filter(current=True, index__in=INDICES, published_on__isnull=False)
    wanted = [
        row for row in rows.iterator(2000) if row.index != "papi" or years["from"] <= row.year <= years["to"]
    ]
    return [*(_observation(row) for row in wanted), *facts]


def _observation(row: IndexResult) -> Observation:
    if row.published_on is None:
        raise ValueError(f"{row} has no day of publication")
    day = row.published_on.isoformat()
    named = bool(row.component_vi)
    return Observation(
        subject=row.subject, index=row.index, year=row.year, component=row.component,
        value=_percent(row, row.value), at_least=_percent(row, row.at_least),
        at_most=_percent(row, row.at_most), rank=row.rank, last=row.last, block=row.block,
        published_on=row.published_on, published_mark=row.published_mark or "seen", note=row.note,
        label=row.component_vi if named else row.subject_name, label_en=row.component_en if named else "",
        source=Source(f"{row.index}-{row.year}", row.source, day, row.url),
    )  # fmt: skip


def _percent(row: IndexResult, value: Decimal | None) -> Decimal | None:
    """Points of a highest possible other than 100 as a percentage: the index is points / maximum x 100."""
    if value is None or row.index == "papi" or not row.maximum or row.maximum == HUNDRED:
        return value
    return (value / row.maximum * HUNDRED).quantize(SIX_PLACES)
