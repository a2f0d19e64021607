"""A figure of the body itself: the newest year of which something is known, exact or bounded."""

from __future__ import annotations

from lotrinh.method.risk import sentences
from lotrinh.method.risk.measures.context import Context
from lotrinh.method.risk.profile import SignalDefinition
from lotrinh.method.risk.readings import Interval, Reading, unknown
from lotrinh.method.risk.units import RiskUnit


def read(signal: SignalDefinition, unit: RiskUnit, context: Context) -> Reading:
    """Bounds narrow the range; no observation leaves it open."""
    found = context.figures(signal, unit.identity)
    if not found:
        return unknown([sentences.no_data(signal)])
    year = max(o.year for o in found)
    interval = Interval()
    interval.narrow(o for o in found if o.year == year)
    low, high = interval.shares(signal)
    return Reading(low, high, tuple(interval.used), tuple(sentences.figure(signal, o) for o in interval.used))
