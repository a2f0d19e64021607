"""The office or the team sends a report back: what was shown does not prove it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.office.followup.limits import reopen_limit
from lotrinh.office.followup.models import Correction, CorrectionEntry
from lotrinh.office.followup.stepping import clean, locked, take_step
from lotrinh.office.followup.telling import tell_unit

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def send_back_correction(
    actor: Account, correction: Correction, reason: str, *, at: datetime
) -> CorrectionEntry:
    """The day on which it was reported done no longer counts."""
    row = locked(correction)
    row.done_on = None
    row.times_sent_back += 1
    entry = take_step(actor, row, "send_back_correction", at=at, text=clean(reason))
    reopen_limit(row)
    tell_unit(entry, "Báo cáo khắc phục bị trả lại", "Correction report sent back", at=at, urgent=True)
    return entry
