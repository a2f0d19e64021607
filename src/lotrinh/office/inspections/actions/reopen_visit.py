"""Reopen the record before the minutes are signed, with the reason."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.stepping import locked, take_step

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def reopen_visit(actor: Account, inspection: Inspection, reason: str, *, at: datetime) -> Inspection:
    """Ending it again sets its limits anew."""
    row = locked(inspection)
    row.ended_at = None
    return take_step(actor, row, "reopen_visit", at=at, reason=reason)
