"""Begin the visit: from this moment an unannounced inspection is known to the unit."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.office.inspections.limits import VISIT_START, pass_by
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.policies import groups_of
from lotrinh.office.inspections.rows import workflow
from lotrinh.office.inspections.stepping import locked, take_step

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

VERB = "begin_visit"


@transaction.atomic
def begin_visit(
    actor: Account, inspection: Inspection, *, at: datetime, made_at: datetime | None = None
) -> Inspection:
    """made_at: when it began by the device, where that clock can be trusted; else it began at ``at``.

    Tells nothing to anybody before: what the unit sees follows from the state alone.
    """
    row = locked(inspection)
    row.begun_at = row.begun_at or made_at or at
    data = {"made_at": made_at.isoformat()} if made_at else None
    row = take_step(actor, row, VERB, at=at, data=data)
    pass_by(row, VISIT_START)
    return row


def begin_visit_as_sent(
    actor: Account, inspection: Inspection, *, at: datetime, made_at: datetime | None = None
) -> Inspection:
    """The same for a device: when another device of the team has begun it already, it is done."""
    row = locked(inspection)
    entry = workflow().verb(VERB)
    if row.begun_at and row.state not in entry.from_ and groups_of(actor, row) & set(entry.by):
        return row
    return begin_visit(actor, row, at=at, made_at=made_at)
