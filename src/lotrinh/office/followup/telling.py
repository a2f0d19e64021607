"""What people are told about corrective actions: one event each, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from lotrinh.office.followup.recipients import accounts_of_units, office_accounts
from lotrinh.office.platform.messages.actions import tell_all

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.followup.models import Correction, CorrectionEntry

SHORT = 300


def address(correction: Correction) -> str:
    """The page of a corrective action."""
    return reverse("followup:correction", args=[correction.uid])


def named(correction: Correction) -> str:
    """The unit and the beginning of the task, for a subject."""
    task = " ".join(correction.item.task.split())
    return f"{correction.unit.name}: {task[:90]}{'…' if len(task) > 90 else ''}"


def tell_of_entry(
    people: Iterable[Account],
    entry: CorrectionEntry,
    vi: str,
    en: str,
    *,
    at: datetime,
    urgent: bool = False,
) -> None:
    """Tell people of one entry; vi, en: what happened, as the beginning of the subject."""
    correction, words = entry.correction, " ".join(entry.text.split())
    tell_all(
        people,
        event=f"correction:{correction.pk}:entry:{entry.pk}",
        topic="correction",
        subject={"vi": f"{vi} – {named(correction)}", "en": f"{en} – {named(correction)}"},
        text={"vi": words[:SHORT], "en": words[:SHORT]},
        url=address(correction),
        urgent=urgent,
        at=at,
    )


def tell_office(entry: CorrectionEntry, vi: str, en: str, *, at: datetime) -> None:
    """The reform office hears of what a unit has done."""
    tell_of_entry(office_accounts(), entry, vi, en, at=at)


def tell_unit(entry: CorrectionEntry, vi: str, en: str, *, at: datetime, urgent: bool = False) -> None:
    """The unit that answers for it hears of what the office has done."""
    tell_of_entry(accounts_of_units([entry.correction.unit.code]), entry, vi, en, at=at, urgent=urgent)
