"""The unit asks for a later day."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.office.followup.models import Correction, CorrectionEntry, ExtensionRequest
from lotrinh.office.followup.recipients import leader_accounts, office_accounts
from lotrinh.office.followup.stepping import clean, locked, take_step
from lotrinh.office.followup.telling import tell_of_entry

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def ask_extension(
    actor: Account, correction: Correction, until: date | None, reason: str, *, at: datetime
) -> CorrectionEntry:
    """The deadline stays until somebody decides; one open request at a time."""
    row, text = locked(correction), clean(reason)
    data = {"until": until.isoformat() if until else None, "due_on": row.due_on.isoformat()}
    entry = take_step(actor, row, "ask_extension", at=at, text=text, data=data, until=until)
    assert until is not None, "the condition has asked"
    ExtensionRequest.objects.create(
        correction=row, asked_until=until, reason=text, asked_by=actor, asked_at=at
    )
    people = {account.pk: account for account in [*office_accounts(), *leader_accounts()]}
    tell_of_entry(people.values(), entry, "Xin gia hạn", "Extension asked for", at=at)
    return entry
