"""The fall of an index from one year to the next: two published figures of the same body and the same set."""

from __future__ import annotations

from decimal import Decimal

from lotrinh.method.risk import sentences
from lotrinh.method.risk.measures.context import Context
from lotrinh.method.risk.profile import SignalDefinition
from lotrinh.method.risk.readings import Reading, shortfall, unknown
from lotrinh.method.risk.units import RiskUnit


def read(signal: SignalDefinition, unit: RiskUnit, context: Context) -> Reading:
    """Newest pair of consecutive years with no break between them; a rise is a fall of nothing."""
    found = context.figures(signal, unit.identity)
    years = {o.year: o for o in found if o.value is not None}
    for year in sorted(years, reverse=True):
        now, before = years[year], years.get(year - 1)
        if before is None or year in signal.breaks or now.value is None or before.value is None:
            continue
        fall = max(Decimal(0), before.value - now.value)
        share = shortfall(signal, fall)
        return Reading(share, share, (before, now), (sentences.fall(signal, before, now),))
    return unknown([sentences.no_pair(signal, len(years))], tuple(years.values()))
