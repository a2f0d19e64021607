"""The office sends an official letter of reminder."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.office.followup.letters import draft_letter
from lotrinh.office.followup.models import Correction, CorrectionEntry, Reminder
from lotrinh.office.followup.recipients import accounts_of_units
from lotrinh.office.followup.stepping import clean, locked, take_step
from lotrinh.office.followup.telling import tell_of_entry

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def remind_unit(actor: Account, correction: Correction, text: str = "", *, at: datetime) -> CorrectionEntry:
    """The letter is drafted for signature; the unit hears of it at once. text: a note with it."""
    row = locked(correction)
    entry = take_step(actor, row, "remind_unit", at=at, text=clean(text)[:2000])
    paper = draft_letter(actor, row, at=at)
    people = accounts_of_units([row.unit.code])
    Reminder.objects.create(
        correction=row, event="letter", due_on=row.due_on, at=at, people=len(people), paper=paper
    )
    tell_of_entry(people, entry, "Đôn đốc khắc phục", "Reminder to correct", at=at, urgent=True)
    return entry
