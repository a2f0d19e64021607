"""Why a body should be inspected: a sum of contributions that add up to it exactly.

The score of a body is the sum over its applicable signals of weight x shortfall. The weights of those
signals are brought to exactly 100 points (largest remainder at 4 places), so that a body of which PAPI does
not speak is measured on the rest. A signal of which nothing or not all is known has a range of shortfalls;
it is counted at ``low + unknown_at x (high - low)``, which is a setting of the plan and a line of its own
in the explanation, and the body carries the whole range. Neither the mean nor any figure of another body
fills a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from lotrinh.method.risk import sentences
from lotrinh.method.risk.measures import MEASURES, Context
from lotrinh.method.risk.measures.findings import last_visit, open_findings
from lotrinh.method.risk.observations import Evidence, Observation
from lotrinh.method.risk.papi import papi_year
from lotrinh.method.risk.profile import RiskProfile, SignalDefinition
from lotrinh.method.risk.readings import ZERO, Reading, not_applicable
from lotrinh.method.risk.results import Contribution, RiskResult
from lotrinh.method.risk.units import RiskUnit
from lotrinh.method.trace import Reason

_POINT = Decimal("0.0001")
HUNDRED = Decimal(100)


def assess(
    profile: RiskProfile,
    units: Sequence[RiskUnit],
    observations: Iterable[Observation],
    *,
    as_of: date,
    weights: Mapping[str, Any] | None = None,
    sector_names: Mapping[str, tuple[str, str]] | None = None,
) -> list[RiskResult]:
    """The risk of every unit, in the order of the units, from what was published by ``as_of``.

    weights: a plan's override by signal key. Raises Faults on an unknown key or a negative weight.
    """
    evidence = Evidence(observations, as_of)
    provinces = evidence.of(evidence.subjects("papi"), "papi")
    context = Context(profile, evidence, papi_year(profile, provinces), sector_names or {})
    merged = profile.weights(weights)
    return [_assess_unit(unit, context, merged) for unit in units]


def _assess_unit(unit: RiskUnit, context: Context, weights: Mapping[str, Decimal]) -> RiskResult:
    readings = {s.key: _read(s, unit, context) for s in context.profile.signals}
    points = full_points({k: weights[k] for k, r in readings.items() if r.applicable})
    contributions = tuple(
        _contribution(s, readings[s.key], points.get(s.key, ZERO), context.profile)
        for s in context.profile.signals
    )
    found = context.evidence.of(unit.identity, "finding")
    visit = last_visit([*found, *context.evidence.of(unit.identity, "last_inspection")])
    return RiskResult(
        unit.code,
        unit.name,
        unit.kind,
        context.as_of,
        sum((c.points for c in contributions), ZERO),
        sum((c.low for c in contributions), ZERO),
        sum((c.high for c in contributions), ZERO),
        contributions,
        visit.occurred_on if visit else None,
        _count_open(unit, context, found),
        _shown_only(unit, context),
    )


def _read(signal: SignalDefinition, unit: RiskUnit, context: Context) -> Reading:
    if unit.kind not in signal.kinds:
        return not_applicable([_other_kind(signal)])
    return MEASURES[signal.measure](signal, unit, context)


def full_points(weights: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Weights brought to exactly 100 points at 4 places by the largest remainders."""
    total = sum(weights.values(), ZERO)
    if not total:
        return dict.fromkeys(weights, ZERO)
    exact = {k: HUNDRED * w / total for k, w in weights.items()}
    floors = {k: (v // _POINT) * _POINT for k, v in exact.items()}
    rest = int((HUNDRED - sum(floors.values(), ZERO)) / _POINT)
    for key in sorted(exact, key=lambda k: (floors[k] - exact[k], k))[:rest]:
        floors[key] += _POINT
    return floors


def _contribution(
    signal: SignalDefinition, reading: Reading, full: Decimal, profile: RiskProfile
) -> Contribution:
    at = profile.unknown_at if signal.unknown_at is None else signal.unknown_at
    share = reading.low + at * (reading.high - reading.low)
    reasons = list(reading.reasons)
    if reading.status in ("unknown", "bounded"):
        reasons.append(sentences.counted_at(reading.low, reading.high, at, full * (share - reading.low)))
    return Contribution(
        signal.key,
        signal.title_vi,
        signal.title_en,
        full,
        share,
        full * share,
        full * reading.low,
        full * reading.high,
        reading.status,
        reading.observations,
        tuple(reasons),
    )


def _other_kind(signal: SignalDefinition) -> Reason:
    return Reason(
        "risk.other_kind",
        f"{signal.title_vi}: không áp dụng cho loại đơn vị này; bỏ trọng số ra khỏi tổng.",
        f"{signal.title_en}: does not apply to this kind of body; the weight leaves the sum.",
    )


def _count_open(unit: RiskUnit, context: Context, found: list[Observation]) -> int | None:
    exact = [o for o in context.evidence.of(unit.identity, "open_findings") if o.value is not None]
    if exact:
        newest = max(exact, key=lambda o: (o.year, o.published_on))
        return int(newest.value) if newest.value is not None else None
    return len(open_findings(context.profile, found)) if found else None


def _shown_only(unit: RiskUnit, context: Context) -> tuple[Observation, ...]:
    indices = sorted({s.index for s in context.profile.signals} - {"papi"})
    return tuple(o for index in indices for o in context.evidence.of(unit.merged_from, index))
