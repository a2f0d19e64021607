"""Whom an inspection concerns, and telling them: the accounts of the unit, of the team, of the office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from lotrinh.office.accounts.models import Account
from lotrinh.office.inspections.policies import unit_roles
from lotrinh.office.inspections.rows import workflow
from lotrinh.office.platform.messages.actions import tell_all
from lotrinh.office.registry.queries import body_in_charge

if TYPE_CHECKING:
    from lotrinh.office.inspections.models import Inspection

Words = Mapping[str, str]


def accounts_of_unit(inspection: Inspection) -> list[Account]:
    """Accounts of the inspected unit, or of the body that carries it on."""
    heir = body_in_charge(inspection.unit)
    codes = {inspection.unit.code} | ({heir.code} if heir else set())
    return list(Account.objects.filter(is_active=True, role__in=unit_roles(), unit_code__in=codes))


def accounts_of_team(inspection: Inspection) -> list[Account]:
    """Accounts that sit in the team now."""
    rows = inspection.seats.filter(ended_at=None, account__isnull=False).select_related("account")
    return [seat.account for seat in rows if seat.account is not None]


def is_hidden(inspection: Inspection) -> bool:
    """Whether the inspected side must not know of it yet."""
    resting = inspection.state in ("postponed", "paused", "stopped")
    state = inspection.held_state if resting else inspection.state
    return inspection.form == "unannounced" and state in workflow().hidden


def tell(
    people: Iterable[Account],
    inspection: Inspection,
    what: str,
    subject: Words,
    text: Words,
    *,
    at: datetime,
    topic: str = "inspection",
    address: str = "inspections:inspection",
) -> None:
    """Tell people once about one thing of an inspection; what: tells its events apart."""
    event = f"inspection:{inspection.pk}:{what}"
    url = reverse(address, args=[inspection.uid])
    tell_all(people, event=event, topic=topic, subject=subject, text=text, url=url, at=at)


def tell_unit(inspection: Inspection, what: str, subject: Words, text: Words, *, at: datetime) -> None:
    """Tell the accounts of the unit; never of an unannounced inspection that has not begun."""
    if not is_hidden(inspection):
        tell(accounts_of_unit(inspection), inspection, what, subject, text, at=at)
