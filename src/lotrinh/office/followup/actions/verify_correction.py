"""The office or the team says that the fault is mended."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from lotrinh.office.followup.models import Correction, CorrectionEntry
from lotrinh.office.followup.recipients import office_accounts
from lotrinh.office.followup.stepping import clean, locked, open_states, take_step
from lotrinh.office.followup.telling import tell_of_entry, tell_unit

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def verify_correction(
    actor: Account, correction: Correction, text: str, *, at: datetime, effect: str = ""
) -> CorrectionEntry:
    """text: what was looked at. effect: which figure shows that it works, before and after, if there is one.

    When this was the last open one of its inspection, the office is told that the inspection can close.
    """
    row = locked(correction)
    row.verified_on = timezone.localdate(at)
    effect = clean(effect)[:2000]
    data = {"effect": effect} if effect else {}
    entry = take_step(actor, row, "verify_correction", at=at, text=clean(text), data=data)
    tell_unit(entry, "Đã xác nhận khắc phục", "Correction verified", at=at)
    rest = Correction.objects.for_actions().filter(inspection_id=row.inspection_id, state__in=open_states())
    if not rest.exists():
        tell_of_entry(
            office_accounts(), entry, "Kiến nghị cuối cùng đã khắc phục, có thể kết thúc cuộc kiểm tra",
            "The last correction is verified, the inspection can close", at=at,
        )  # fmt: skip
    return entry
