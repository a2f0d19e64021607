"""Reminders by the clock: each once, however often this runs and however many workers run it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from lotrinh.office.followup.calendars import working_days_after
from lotrinh.office.followup.models import Correction, CorrectionEntry, Reminder
from lotrinh.office.followup.recipients import UnitPeople, office_accounts
from lotrinh.office.followup.reminding import HEAD, OFFICE, OVERDUE, events_now, reminder_settings
from lotrinh.office.followup.stepping import unit_acts_states
from lotrinh.office.followup.telling import address, named
from lotrinh.office.platform import audit
from lotrinh.office.platform.messages.actions import tell_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lotrinh.office.accounts.models import Account

VERB = "give_reminder"


@dataclass(frozen=True, slots=True)
class Readers:
    """Whom an event reaches; read once for a whole run."""

    units: UnitPeople
    office: Sequence[Account]

    def of(self, event: str, unit_code: str) -> list[Account]:
        """First who does the work, then the head of the unit, then the department."""
        if event == OFFICE:
            return list(self.office)
        return self.units.heads_of(unit_code) if event == HEAD else self.units.staff_of(unit_code)


def remind(today: date, at: datetime) -> dict[str, int]:
    """Give every reminder whose time has come. Returns how many were given and how many people were told.

    The row of a reminder is unique and written in one transaction with its messages: after a crash it is
    there with them, or not at all and given by the next run.
    """
    readers = Readers(UnitPeople(), office_accounts())
    given = {"reminders": 0, "people": 0}
    rows = _due_soon_or_late(today)
    known = set(
        Reminder.objects.for_actions()
        .filter(correction__in=[row.pk for row in rows])
        .values_list("correction_id", "event", "due_on")
    )
    for row in rows:
        for event in _events(row, today):
            if (row.pk, event, row.due_on) not in known:
                told = _give(row, event, readers.of(event, row.unit.code), today, at)
                given["reminders"] += told is not None
                given["people"] += told or 0
    return given


def _due_soon_or_late(today: date) -> list[Correction]:
    longest = max(reminder_settings().before)
    rows = Correction.objects.for_actions().filter(
        state__in=unit_acts_states(), due_on__lte=today + timedelta(days=longest)
    )
    return list(rows.select_related("unit", "item", "inspection__plan"))


def _events(row: Correction, today: date) -> tuple[str, ...]:
    rules = reminder_settings()
    if today <= row.due_on:
        since = _deadline_set_on(row)
        return events_now(today, row.due_on, since, row.due_on, row.due_on, rules.before)
    head_on = working_days_after(row.due_on, rules.overdue_head, row.inspection)
    office_on = working_days_after(row.due_on, rules.overdue_office, row.inspection)
    return events_now(today, row.due_on, row.assigned_on, head_on, office_on, rules.before)


def _deadline_set_on(row: Correction) -> date:
    """The day of the last extension, else the day of the conclusion."""
    if row.due_on == row.first_due_on:
        return row.assigned_on
    entries = CorrectionEntry.objects.for_actions().filter(correction=row, verb="decide_extension")
    last = entries.order_by("-pk").first()
    return timezone.localdate(last.at) if last else row.assigned_on


@transaction.atomic
def _give(row: Correction, event: str, people: list[Account], today: date, at: datetime) -> int | None:
    """How many were told; None when another worker gave it in the meantime, or it is no longer needed."""
    still = (
        Correction.objects.for_actions()
        .select_for_update(of=("self",))
        .filter(pk=row.pk, state=row.state, due_on=row.due_on, unit=row.unit_id)
    )
    if not still.exists():
        return None
    try:
        with transaction.atomic():
            Reminder.objects.create(correction=row, event=event, due_on=row.due_on, at=at, people=len(people))
    except IntegrityError:
        return None
    _tell(row, event, people, today, at)
    after = {"event": event, "due_on": row.due_on.isoformat(), "people": len(people)}
    audit.record(None, VERB, row, at=at, after=after)
    return len(people)


def _tell(row: Correction, event: str, people: list[Account], today: date, at: datetime) -> None:
    left = (row.due_on - today).days
    if left < 0:
        head_vi, head_en = f"Quá hạn {-left} ngày", f"{-left} days overdue"
    elif left == 0:
        head_vi, head_en = "Hạn hôm nay", "Due today"
    else:
        head_vi, head_en = f"Còn {left} ngày", f"{left} days left"
    task = " ".join(row.item.task.split())[:600]
    tell_all(
        people,
        event=f"correction:{row.pk}:{event}:{row.due_on.isoformat()}",
        topic="correction",
        subject={"vi": f"{head_vi} – {named(row)}", "en": f"{head_en} – {named(row)}"},
        text={
            "vi": f"Hạn khắc phục: {row.due_on:%d/%m/%Y}. {task}",
            "en": f"To be corrected by {row.due_on:%d/%m/%Y}. {task}",
        },
        url=address(row),
        urgent=event in (OVERDUE, HEAD, OFFICE),
        at=at,
    )
