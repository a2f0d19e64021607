"""A leader takes back what a conclusion ordered; the reason stays on record."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from lotrinh.office.followup.limits import meet_limits
from lotrinh.office.followup.models import Correction, CorrectionEntry
from lotrinh.office.followup.stepping import clean, locked, take_step
from lotrinh.office.followup.telling import tell_unit

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def withdraw_correction(
    actor: Account, correction: Correction, reason: str, *, at: datetime
) -> CorrectionEntry:
    """Issued in error, or overtaken by a new order."""
    entry = take_step(actor, locked(correction), "withdraw_correction", at=at, text=clean(reason))
    meet_limits(entry.correction, timezone.localdate(at))
    tell_unit(entry, "Rút kiến nghị", "Corrective action withdrawn", at=at)
    return entry
