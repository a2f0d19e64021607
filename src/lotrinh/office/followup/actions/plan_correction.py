"""The unit hands in how it will correct."""

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
from lotrinh.office.followup.telling import tell_office

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


def plan_correction(
    actor: Account, correction: Correction, text: str, *, at: datetime, evidence: Sequence[Shown] = ()
) -> CorrectionEntry:
    """text: what will be done, by whom, until when. evidence: the unit's own plan as a file."""
    files = examined(evidence)
    with transaction.atomic():
        entry = take_step(actor, locked(correction), "plan_correction", at=at, text=clean(text))
        attach(actor, entry, files, at=at)
        meet_limits(entry.correction, timezone.localdate(at))
        tell_office(entry, "Đã nộp kế hoạch khắc phục", "Correction plan handed in", at=at)
        return entry
