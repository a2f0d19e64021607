"""The official letter that reminds a unit of what a conclusion ordered and is not done."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from lotrinh.office.followup.calendars import working_days_after
from lotrinh.office.followup.models import Correction
from lotrinh.office.followup.reminding import reminder_settings
from lotrinh.office.followup.rows import workflow
from lotrinh.office.followup.stepping import unit_acts_states
from lotrinh.office.inspections.papers.letters import draft_reminder
from lotrinh.office.inspections.papers.names import official_name

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.platform.models import OfficialPaper


def draft_letter(actor: Account, correction: Correction, *, at: datetime) -> OfficialPaper:
    """A draft of the letter, to be signed and numbered; it names all that the unit owes of this conclusion.

    While an earlier letter to the unit is still a draft, that one is renewed.
    """
    on, inspection = timezone.localdate(at), correction.inspection
    late, soon = _owed(correction, on)
    other = official_name(correction.unit) if correction.unit_id != inspection.unit_id else ""
    paper: OfficialPaper = draft_reminder(
        actor,
        inspection,
        overdue=[_row(row) | {"days_late": (on - row.due_on).days} for row in late],
        due_soon=[_row(row) for row in soon],
        at=at,
        reply_on=working_days_after(on, reminder_settings().letter_reply, inspection),
        unit_name=other,
    )
    return paper


def _owed(correction: Correction, on: date) -> tuple[list[Correction], list[Correction]]:
    """What is overdue, and what is due soon; the one that the letter is about is always among them."""
    rows = Correction.objects.for_actions().filter(
        inspection_id=correction.inspection_id, unit_id=correction.unit_id, state__in=unit_acts_states()
    )
    found = list(rows.select_related("item").order_by("item__number"))
    last = on + timedelta(days=max(reminder_settings().before))
    late = [row for row in found if row.due_on < on]
    soon = [row for row in found if row.due_on >= on and (row.due_on <= last or row.pk == correction.pk)]
    return late, soon


def _row(row: Correction) -> dict[str, Any]:
    return {"task": row.item.task, "deadline": row.due_on, "state": workflow().state(row.state).vi}
