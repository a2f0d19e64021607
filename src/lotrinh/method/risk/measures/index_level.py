"""The level of an index: the body's own newest figure, or what the published ends of its block say of it.

Where only the best of a block are published, everybody else of that block is at most the last of them;
where the lowest is published, everybody else is at least that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lotrinh.method.risk import sentences
from lotrinh.method.risk.measures.context import Context
from lotrinh.method.risk.observations import Observation
from lotrinh.method.risk.profile import SignalDefinition
from lotrinh.method.risk.readings import Interval, Reading, unknown
from lotrinh.method.risk.units import RiskUnit


def read(signal: SignalDefinition, unit: RiskUnit, context: Context) -> Reading:
    """An exact figure of the last years first, then the bounds by the newest year of the block."""
    own = context.figures(signal, unit.identity)
    if own:
        return _own(signal, own)
    for block in unit.blocks:
        whole = [o for o in context.evidence.block(block, signal.index) if not o.component]
        reading = _by_block(signal, context.recent(signal, whole))
        if reading:
            return reading
    return unknown([sentences.no_data(signal)])


def _own(signal: SignalDefinition, own: Sequence[Observation]) -> Reading:
    year = max(o.year for o in own)
    interval = Interval()
    interval.narrow(o for o in own if o.year == year)
    low, high = interval.shares(signal)
    return Reading(low, high, tuple(interval.used), tuple(sentences.figure(signal, o) for o in interval.used))


def _by_block(signal: SignalDefinition, rows: Sequence[Observation]) -> Reading | None:
    if not rows:
        return None
    year = max(o.year for o in rows)
    interval = Interval()
    leaders = leading(o for o in rows if o.year == year)
    lasts = [o for o in rows if o.year == year and o.last and o.value is not None]
    reasons = []
    if leaders:
        interval.lower_ceiling(leaders[-1])
        reasons.append(sentences.at_most(signal, leaders[-1], len(leaders)))
    for item in lasts:
        interval.raise_floor(item)
        reasons.append(sentences.at_least(signal, item))
    if not interval.used:
        return None
    low, high = interval.shares(signal)
    return Reading(low, high, tuple(interval.used), tuple(reasons))


def leading(rows: Iterable[Observation]) -> list[Observation]:
    """The bodies of rank 1, 2, 3 … without a hole, best first (equal ranks stand together)."""
    ranked = sorted(
        (o for o in rows if o.rank and o.value is not None), key=lambda o: (o.rank or 0, o.subject)
    )
    chain: list[Observation] = []
    for item in ranked:
        if item.rank is None or item.rank > len(chain) + 1:
            break
        chain.append(item)
    return chain
