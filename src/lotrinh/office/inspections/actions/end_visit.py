"""End the visit at the unit; the limits that run from there are set."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from lotrinh.office.inspections.limits import VISIT_ENDED, set_deadlines
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.policies import groups_of
from lotrinh.office.inspections.rows import workflow
from lotrinh.office.inspections.stepping import locked, take_step

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

VERB = "end_visit"


@transaction.atomic
def end_visit(
    actor: Account, inspection: Inspection, *, at: datetime, made_at: datetime | None = None
) -> Inspection:
    """made_at: when it ended by the device, where that clock can be trusted and it ended after it began."""
    row = locked(inspection)
    ended = made_at if made_at and row.begun_at and made_at >= row.begun_at else at
    row.ended_at = ended
    data = {"made_at": made_at.isoformat()} if made_at else None
    row = take_step(actor, row, VERB, at=at, data=data)
    set_deadlines(row, VISIT_ENDED, timezone.localdate(ended), at)
    return row


def end_visit_as_sent(
    actor: Account, inspection: Inspection, *, at: datetime, made_at: datetime | None = None
) -> Inspection:
    """The same for a device: when another device of the team has ended it already, it is done."""
    row = locked(inspection)
    phase, entry = workflow().state(row.state).phase, workflow().verb(VERB)
    if row.ended_at and phase == "after" and groups_of(actor, row) & set(entry.by):
        return row
    return end_visit(actor, row, at=at, made_at=made_at)
