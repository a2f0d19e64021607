"""Closed days of units and absences of teams under a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotrinh.office.planning.models import Closure, Plan, TeamAbsence

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


def closures_of(actor: Account, plan: Plan) -> list[Closure]:
    """Closures in force that touch the plan's period."""
    rows = Closure.objects.visible_to(actor).filter(
        withdrawn_at=None, start__lte=plan.period_end, end__gte=plan.period_start
    )
    return list(rows.select_related("unit"))


def absences_of(actor: Account, plan: Plan) -> list[TeamAbsence]:
    """Absences in force."""
    return list(TeamAbsence.objects.visible_to(actor).filter(plan=plan, withdrawn_at=None))
