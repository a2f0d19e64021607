"""PAPI reaches a body through its sectors: the mean shortfall of the sectors that PAPI measures."""

from __future__ import annotations

from decimal import Decimal

from lotrinh.method.risk import sentences
from lotrinh.method.risk.measures.context import Context
from lotrinh.method.risk.papi import Standing, sector_shortfall
from lotrinh.method.risk.profile import SignalDefinition
from lotrinh.method.risk.readings import ZERO, Reading, not_applicable, unknown
from lotrinh.method.risk.units import RiskUnit
from lotrinh.method.trace import Reason

_STEP = Decimal("0.000001")


def read(signal: SignalDefinition, unit: RiskUnit, context: Context) -> Reading:
    """Worked out once for every set of sectors."""
    sectors = tuple(sorted(unit.sectors))
    if sectors not in context.sector_readings:
        context.sector_readings[sectors] = _read(signal, sectors, context)
    return context.sector_readings[sectors]


def _read(signal: SignalDefinition, sectors: tuple[str, ...], context: Context) -> Reading:
    mapped = {r.sector for r in context.profile.mapping.rows}
    measured = [s for s in sectors if s in mapped]
    if not measured:
        return not_applicable([sentences.no_papi_sector(context.names(sectors))])
    if context.papi is None:
        return unknown([sentences.no_data(signal)])
    shares: list[Decimal] = []
    standings: dict[str, Standing] = {}
    reasons: list[Reason] = []
    for sector in measured:
        share, used, without = sector_shortfall(context.profile, context.papi, sector)
        if share is None:
            reasons.append(sentences.sector_without_score(context.names([sector]), context.papi.year))
            continue
        shares.append(share)
        standings |= {s.subdimension: s for s in used}
        reasons.append(sentences.sector(context.names([sector]), share, used, without))
    if not shares:
        return unknown(reasons)
    mean = (sum(shares, ZERO) / len(shares)).quantize(_STEP)
    reasons += [sentences.standing(s) for s in standings.values()]
    if context.as_of.year - context.papi.year > context.profile.papi.old_after_years:
        reasons.append(sentences.old_papi(context.papi.year, context.as_of))
    skipped = [s for s in sectors if s not in mapped]
    if skipped:
        reasons.append(sentences.not_measured(context.names(skipped)))
    return Reading(mean, mean, tuple(s.observation for s in standings.values()), tuple(reasons))
