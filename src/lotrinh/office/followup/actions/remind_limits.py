"""Reminders of the limits of inspections; the event of a message is unique, so each person is told once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from lotrinh.office.followup.calendars import working_days_after
from lotrinh.office.followup.recipients import UnitPeople, leader_accounts, office_accounts
from lotrinh.office.followup.reminding import HEAD, OFFICE, events_now, reminder_settings
from lotrinh.office.inspections.models import Deadline, Seat
from lotrinh.office.inspections.rows import workflow
from lotrinh.office.inspections.telling import is_hidden
from lotrinh.office.platform.messages.actions import tell_all

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lotrinh.office.accounts.models import Account

BY_UNIT = frozenset({"self_report", "correction_plan"})
BY_TEAM = frozenset({"minutes", "team_report"})
BY_LEADER = frozenset({"conclusion"})
ELSEWHERE = frozenset({"correction"})
"""Every corrective action has reminders of its own."""
WRITERS = ("head", "deputy", "secretary")


def remind_limits(today: date, at: datetime) -> dict[str, int]:
    """Remind whoever has to meet a limit. Returns how many messages were written."""
    people = {"office": office_accounts(), "leader": leader_accounts()}
    units, told = UnitPeople(), 0
    for row in open_limits(today + timedelta(days=max(reminder_settings().before))):
        for event in _events(row, today):
            readers = _readers(row, event, units, people)
            told += len(_tell(row, event, readers, today, at))
    return {"messages": told}


def open_limits(until: date) -> list[Deadline]:
    """Limits that nobody has met, of inspections that go on, due on this day or before."""
    going = [s.key for s in workflow().states if s.phase in ("before", "during", "after")]
    seats = Seat.objects.filter(ended_at=None, account__isnull=False).select_related("account")
    rows = Deadline.objects.filter(
        current=True, met_on=None, due_on__lte=until, inspection__state__in=going
    ).exclude(key__in=ELSEWHERE)
    return list(
        rows.select_related("inspection__unit", "inspection__plan").prefetch_related(
            Prefetch("inspection__seats", queryset=seats, to_attr="sitting")
        )
    )


def _events(row: Deadline, today: date) -> tuple[str, ...]:
    rules, since = reminder_settings(), timezone.localdate(row.set_at)
    if today <= row.due_on:
        return events_now(today, row.due_on, since, row.due_on, row.due_on, rules.before)
    head_on = working_days_after(row.due_on, rules.overdue_head, row.inspection)
    office_on = working_days_after(row.due_on, rules.overdue_office, row.inspection)
    return events_now(today, row.due_on, since, head_on, office_on, rules.before)


def _readers(
    row: Deadline, event: str, units: UnitPeople, people: Mapping[str, list[Account]]
) -> Iterable[Account]:
    inspection = row.inspection
    if event == OFFICE:
        return people["office"]
    if row.key in BY_UNIT:
        if is_hidden(inspection):
            return []
        code = inspection.unit.code
        return units.heads_of(code) if event == HEAD else units.staff_of(code)
    if row.key in BY_TEAM:
        seats: list[Seat] = vars(inspection)["sitting"]
        wanted = WRITERS[:2] if event == HEAD else WRITERS
        return [seat.account for seat in seats if seat.account and seat.role in wanted]
    return people["leader"] if row.key in BY_LEADER else people["office"]


def _tell(row: Deadline, event: str, readers: Iterable[Account], today: date, at: datetime) -> list[object]:
    left, limit = (row.due_on - today).days, workflow().limit(row.key)
    if left < 0:
        head_vi, head_en = f"Quá hạn {-left} ngày", f"{-left} days overdue"
    else:
        head_vi, head_en = (f"Còn {left} ngày", f"{left} days left") if left else ("Hạn hôm nay", "Due today")
    name = row.inspection.unit.name
    return list(
        tell_all(
            readers,
            event=f"inspection:{row.inspection_id}:{row.key}:{event}:{row.due_on.isoformat()}",
            topic="self_report" if row.key == "self_report" else "inspection",
            subject={"vi": f"{head_vi} – {limit.vi}: {name}", "en": f"{head_en} – {limit.en}: {name}"},
            text={"vi": f"Hạn: {row.due_on:%d/%m/%Y}.", "en": f"Due on {row.due_on:%d/%m/%Y}."},
            url=_address(row),
            urgent=left < 0,
            at=at,
        )
    )


def _address(row: Deadline) -> str:
    if row.key == "correction_plan":
        return f"{reverse('followup:corrections')}?inspection={row.inspection.uid}"
    return reverse("inspections:inspection", args=[row.inspection.uid])
