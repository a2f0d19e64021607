"""Record days on which a team makes no visit."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.office.accounts.policies import may
from lotrinh.office.planning.actions.close_unit import in_order
from lotrinh.office.planning.models import Plan, TeamAbsence
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def record_absence(
    actor: Account, plan: Plan, team_id: str, start: date, end: date, reason: str, *, at: datetime
) -> TeamAbsence:
    """Both days are included."""
    require(may(actor, "record_absence"))
    in_order(start, end)
    absence = TeamAbsence.objects.create(plan=plan, team_id=team_id, start=start, end=end, reason=reason)
    audit.record(
        actor,
        "record_absence",
        plan,
        at=at,
        after={"team": team_id, "start": start.isoformat(), "end": end.isoformat(), "reason": reason},
    )
    return absence


@transaction.atomic
def withdraw_absence(actor: Account, absence: TeamAbsence, *, at: datetime) -> None:
    """Take an absence back; the row stays."""
    require(may(actor, "record_absence"))
    rows = TeamAbsence.objects.for_actions().filter(pk=absence.pk, withdrawn_at__isnull=True)
    if rows.update(withdrawn_at=at):
        audit.record(
            actor,
            "withdraw_absence",
            absence.plan,
            at=at,
            before={
                "team": absence.team_id,
                "start": absence.start.isoformat(),
                "end": absence.end.isoformat(),
            },
        )
