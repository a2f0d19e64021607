"""The unit reports that the fault is mended, and shows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from lotrinh.office.followup.actions.attaching import Shown, attach, examined
from lotrinh.office.followup.limits import meet_limits
from lotrinh.office.followup.models import Correction, CorrectionEntry
from lotrinh.office.followup.recipients import office_accounts
from lotrinh.office.followup.stepping import clean, locked, take_step
from lotrinh.office.followup.telling import tell_of_entry

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


def report_done(
    actor: Account, correction: Correction, text: str, evidence: Sequence[Shown], *, at: datetime
) -> CorrectionEntry:
    """At least one piece of evidence, each with the day it is about. The office and the team are told."""
    files = examined(evidence)
    with transaction.atomic():
        row = locked(correction)
        row.done_on = timezone.localdate(at)
        entry = take_step(actor, row, "report_done", at=at, text=clean(text), evidence=files)
        attach(actor, entry, files, at=at)
        meet_limits(row, timezone.localdate(at))
        people = {account.pk: account for account in [*office_accounts(), *_team(row)]}
        tell_of_entry(
            people.values(),
            entry,
            "Đã báo cáo khắc phục, chờ xác nhận",
            "Reported done, to be verified",
            at=at,
        )
        return entry


def _team(correction: Correction) -> list[Account]:
    """Whoever sits in the team today and has an account."""
    seats = correction.inspection.seats.filter(ended_at=None, account__isnull=False)
    return [seat.account for seat in seats.select_related("account") if seat.account is not None]
