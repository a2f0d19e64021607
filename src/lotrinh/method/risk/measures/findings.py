"""Earlier findings: how many are open, how old the oldest is, and how long ago the body was last visited.

A published finding does not say whether it was remedied. By the profile it counts as open until its remedy
is recorded. Nothing published is not the same as nothing found: without a record the range stays open, and
what is published is only a lower bound, for there may be more. In the same way the last known visit is an
upper bound of the time since the last one. A record of our own follow-up (``open_findings``,
``last_inspection``) is exact.
"""

from __future__ import annotations

from decimal import Decimal

from lotrinh.method.risk import sentences
from lotrinh.method.risk.measures.context import Context
from lotrinh.method.risk.observations import Observation
from lotrinh.method.risk.profile import RiskProfile, SignalDefinition
from lotrinh.method.risk.readings import ONE, ZERO, Reading, shortfall, unknown
from lotrinh.method.risk.units import RiskUnit

VISITS = ("discipline_check", "inspection")


def read_open(signal: SignalDefinition, unit: RiskUnit, context: Context) -> Reading:
    """How many findings are open: at least those known."""
    exact = _newest(context.evidence.of(unit.identity, "open_findings"))
    if exact and exact.value is not None:
        share = shortfall(signal, exact.value)
        return Reading(share, share, (exact,), (sentences.figure(signal, exact),))
    found = open_findings(
        context.profile, context.recent(signal, context.evidence.of(unit.identity, signal.index))
    )
    if not found:
        return unknown([sentences.no_findings(signal)])
    reasons = tuple(sentences.finding(o, context.as_of) for o in found)
    return Reading(shortfall(signal, Decimal(len(found))), ONE, tuple(found), reasons)


def read_oldest(signal: SignalDefinition, unit: RiskUnit, context: Context) -> Reading:
    """Days since the oldest finding that is open: at least those of the oldest known."""
    exact = _newest(context.evidence.of(unit.identity, "open_findings"))
    if exact and exact.value == 0:
        return Reading(ZERO, ZERO, (exact,), (sentences.figure(signal, exact),))
    found = open_findings(
        context.profile, context.recent(signal, context.evidence.of(unit.identity, signal.index))
    )
    days = [(context.as_of - o.occurred_on).days for o in found if o.occurred_on]
    if not days:
        return unknown([sentences.no_findings(signal)])
    oldest = next(o for o in found if o.occurred_on and (context.as_of - o.occurred_on).days == max(days))
    low = shortfall(signal, Decimal(max(days)))
    return Reading(low, ONE, (oldest,), (sentences.oldest(signal, oldest, max(days)),))


def read_days_since(signal: SignalDefinition, unit: RiskUnit, context: Context) -> Reading:
    """Days since the last visit: at most those since the last known one."""
    exact = _newest(context.evidence.of(unit.identity, "last_inspection"))
    visit = exact or last_visit(context.evidence.of(unit.identity, signal.index))
    if visit is None or visit.occurred_on is None:
        return unknown([sentences.no_visit(signal)])
    days = (context.as_of - visit.occurred_on).days
    high = shortfall(signal, Decimal(days))
    return Reading(
        high if exact else ZERO, high, (visit,), (sentences.visited(signal, visit, days, bool(exact)),)
    )


def open_findings(profile: RiskProfile, items: list[Observation]) -> list[Observation]:
    """Findings that count as open under the profile."""
    states = ("open", "unknown") if profile.remedy_unknown == "open" else ("open",)
    return [o for o in items if o.state in states]


def last_visit(items: list[Observation]) -> Observation | None:
    """The newest visit among the observations; a directive from a desk is not a visit."""
    return _newest([o for o in items if o.basis in VISITS])


def _newest(items: list[Observation]) -> Observation | None:
    dated = [o for o in items if o.occurred_on or o.year]
    return max(dated, key=lambda o: o.occurred_on.isoformat() if o.occurred_on else f"{o.year}", default=None)
