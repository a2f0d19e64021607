"""Ask for a replan because a visit cannot take place, and close the request when it is settled."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.office.accounts.policies import may
from lotrinh.office.planning.models import Plan, ReplanRequest, Roadmap
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.registry.models import Unit


@transaction.atomic
def ask_replan(
    actor: Account,
    plan: Plan,
    *,
    unit: Unit,
    start: date,
    until: date | None,
    reason: str,
    at: datetime,
) -> ReplanRequest:
    """One open request a unit: asked again, the newer days and reason take the place of the older."""
    require(may(actor, "replan_roadmap"))
    request, created = ReplanRequest.objects.for_actions().update_or_create(
        plan=plan,
        unit=unit,
        closed_at=None,
        defaults={"start": start, "until": until, "reason": reason, "asked_by": actor, "asked_at": at},
    )
    after = {"request": request.pk, "start": start.isoformat(), "until": until.isoformat() if until else ""}
    audit.record(actor, "ask_replan", plan, at=at, after={**after, "again": not created}, note=reason)
    return request


def close_replan_requests(actor: Account, plan: Plan, *, unit: Unit, at: datetime) -> int:
    """The matter of a unit was settled by hand; for callers that have checked the permission, in their own
    transaction. Returns how many were open.
    """
    rows = ReplanRequest.objects.for_actions().filter(plan=plan, unit=unit, closed_at=None)
    closed = rows.update(closed_at=at)
    if closed:
        audit.record(actor, "ask_replan", plan, at=at, before={"open": closed}, after={"open": 0})
    return closed


def close_taken_requests(roadmap: Roadmap, *, at: datetime) -> int:
    """A roadmap made after them is in force; one that was drafted before a request has not taken it up."""
    rows = ReplanRequest.objects.for_actions().filter(
        plan=roadmap.plan, closed_at=None, asked_at__lte=roadmap.created_at
    )
    return rows.update(closed_at=at, taken_by=roadmap)
