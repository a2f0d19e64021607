"""Let a paused inspection go on in the state in which it was paused."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.papers.following import draft_hold
from lotrinh.office.inspections.stepping import locked, take_step

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def resume(actor: Account, inspection: Inspection, *, at: datetime) -> Inspection:
    """The inspection in its former state."""
    inspection = take_step(actor, locked(inspection), "resume", at=at)
    draft_hold(actor, inspection, "resume", at=at)
    return inspection
