"""The limits of an inspection: days as the plan sets them, last days as computed, and when they were met.

A last day is computed when its event comes and then stays: a later setting of the plan does not move it. When
the event itself moves (a new date, a visit ended anew), it is computed again as a new row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, cast

from django.conf import settings

from lotrinh.method import workflows
from lotrinh.method.dates import WorkingCalendar
from lotrinh.method.definitions import Library
from lotrinh.method.workflows import Limit
from lotrinh.office.inspections.models import Deadline, Inspection, LimitSetting
from lotrinh.office.inspections.rows import workflow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lotrinh.office.planning.models import Plan

Unit = Literal["working", "calendar"]
VISIT_START, VISIT_ENDED, REPORTED, CONCLUDED = "visit_start", "visit_ended", "reported", "concluded"
EVENTS: Final = (VISIT_START, VISIT_ENDED, REPORTED, CONCLUDED)
ORDINARY_CALENDAR = "vietnam"


@dataclass(frozen=True, slots=True)
class Span:
    """Days of a limit as they hold for a plan; own: the plan's setting, when it has one."""

    limit: Limit
    days: int
    unit: Unit
    own: LimitSetting | None = None


def spans_of(plan: Plan | None) -> dict[str, Span]:
    """Every limit of the workflow by key, in its order; one query."""
    rows = LimitSetting.objects.filter(plan=plan, current=True).select_related("by") if plan else ()
    own = {row.key: row for row in rows}
    return {limit.key: _span(limit, own) for limit in workflow().limits}


def _span(limit: Limit, own: Mapping[str, LimitSetting]) -> Span:
    row = own.get(limit.key)
    if row is None:
        return Span(limit, limit.days, limit.unit)
    return Span(limit, row.days, cast(Unit, row.unit), row)


def calendar_of(plan: Plan | None) -> WorkingCalendar:
    """The working calendar of the plan; the ordinary one for an inspection without a plan."""
    raw = plan.definition if plan is not None else {}
    options = tuple(str(x) for x in raw.get("calendar_options", ()))
    return _calendar(str(raw.get("calendar", ORDINARY_CALENDAR)), options)


@cache
def _calendar(key: str, options: tuple[str, ...]) -> WorkingCalendar:
    return Library.open(settings.DEFINITIONS).calendar(key, options)


def computed(inspection: Inspection, span: Span, on: date) -> workflows.Deadline:
    """The last day of a limit whose event is on a day; nothing is written."""
    calendar = calendar_of(inspection.plan)
    return workflows.deadline(on, span.days, span.unit, calendar, backwards=bool(span.limit.before))


def limits_at(event: str) -> tuple[Limit, ...]:
    """The limits that run from an event or back from it."""
    return tuple(limit for limit in workflow().limits if event in (limit.after, limit.before))


def expected(inspection: Inspection) -> dict[str, workflows.Deadline]:
    """What the limits before the visit would be if it were announced now; empty for an unannounced one."""
    if inspection.form == Inspection.UNANNOUNCED:
        return {}
    spans = spans_of(inspection.plan)
    found = limits_at(VISIT_START)
    return {x.key: computed(inspection, spans[x.key], inspection.start_date) for x in found}


def set_deadlines(inspection: Inspection, event: str, on: date, at: datetime) -> list[Deadline]:
    """Compute the limits of an event that has come; for callers inside a transaction.

    event: visit_start, visit_ended, reported or concluded. on: the day of the event. A limit that is met
    stays as it is; one that was computed before is computed anew. Raises ValueError for another event.
    """
    if event not in EVENTS:
        raise ValueError(f"no limit hangs on {event}; events are {', '.join(EVENTS)}")
    if event == VISIT_START and inspection.form == Inspection.UNANNOUNCED:
        return []
    spans = spans_of(inspection.plan)
    standing = {row.key: row for row in Deadline.objects.filter(inspection=inspection, current=True)}
    made = []
    for limit in limits_at(event):
        old = standing.get(limit.key)
        if old is None or old.met_on is None:
            made.append(_set(inspection, spans[limit.key], on, at, old))
    return made


def _set(inspection: Inspection, span: Span, on: date, at: datetime, old: Deadline | None) -> Deadline:
    found = computed(inspection, span, on)
    if old is not None and (old.due_on, old.provisional) == (found.due_on, found.provisional):
        return old
    Deadline.objects.filter(inspection=inspection, key=span.limit.key, current=True).update(current=False)
    return Deadline.objects.create(
        inspection=inspection,
        key=span.limit.key,
        due_on=found.due_on,
        provisional=found.provisional,
        reason=found.reason.as_dict(),
        set_at=at,
    )


def meet_deadline(inspection: Inspection, key: str, on: date) -> Deadline | None:
    """Mark a limit as met on a day, in time or late; the first day stays. None when none was set."""
    row = Deadline.objects.filter(inspection=inspection, key=key, current=True).first()
    if row is not None and row.met_on is None:
        row.met_on = on
        row.save(update_fields=["met_on"])
    return row


def reopen_deadline(inspection: Inspection, key: str) -> None:
    """What was met is open again, as when a report was returned."""
    Deadline.objects.filter(inspection=inspection, key=key, current=True).update(met_on=None)


def pass_by(inspection: Inspection, event: str) -> None:
    """The event is there: limits that ran back from it and were not met can no longer be. The rows stay."""
    keys = [limit.key for limit in limits_at(event) if limit.before == event]
    open_ones = Deadline.objects.filter(inspection=inspection, key__in=keys, current=True, met_on=None)
    open_ones.update(current=False)


def is_late(deadline: Deadline, today: date) -> bool:
    """Met after its last day, or open and past it."""
    return (deadline.met_on or today) > deadline.due_on
