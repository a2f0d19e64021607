"""The unit reports how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from lotrinh.office.followup.actions.attaching import Shown, attach, examined
from lotrinh.office.followup.limits import meet_limits
from lotrinh.office.followup.models import Correction, CorrectionEntry
from lotrinh.office.followup.stepping import clean, locked, take_step

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


def report_progress(
    actor: Account, correction: Correction, text: str, *, at: datetime, evidence: Sequence[Shown] = ()
) -> CorrectionEntry:
    """Nobody is told: the office reads it where it looks at the corrective action."""
    files = examined(evidence)
    with transaction.atomic():
        entry = take_step(actor, locked(correction), "report_progress", at=at, text=clean(text))
        attach(actor, entry, files, at=at)
        meet_limits(entry.correction, timezone.localdate(at))
        return entry
