"""Work out the risk of every unit of a plan and keep it as dated marks."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from lotrinh.method.definitions import Library
from lotrinh.method.risk import assess_plan, plan_stability, read_profile
from lotrinh.office.accounts.policies import may
from lotrinh.office.planning.building import definition_of, facts_of
from lotrinh.office.planning.models import Plan
from lotrinh.office.platform.policies import require
from lotrinh.office.registry.actions.mark_risk import mark_risk
from lotrinh.office.registry.queries import known_observations

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

FOUR_PLACES = Decimal("0.0001")


def assess_risk(actor: Account | None, library: Library, plan: Plan, *, at: datetime) -> int:
    """Returns how many units were marked, 0 when these marks hold already. actor None: the loading.

    Imported results count beside the published tables.
    """
    if actor is not None:
        require(may(actor, "assess_risk"))
    definition = definition_of(plan)
    observations = known_observations(library, read_profile(library, definition.risk.profile))
    results = assess_plan(library, definition, observations, as_of=definition.date, unit_facts=facts_of(plan))
    steady = plan_stability(library, definition, results)
    shares = {s.unit_code: Decimal(str(s.share)).quantize(FOUR_PLACES) for s in steady}
    return mark_risk(plan.key, results, at=at, stability=shares, actor=actor)
