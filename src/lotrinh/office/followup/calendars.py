"""Working days of a plan: a deadline that falls on a day off moves to the next working day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lotrinh.method.workflows import Deadline, deadline
from lotrinh.office.inspections.limits import calendar_of

if TYPE_CHECKING:
    from lotrinh.office.inspections.models import Inspection


def moved_to_work(day: date, inspection: Inspection) -> Deadline:
    """The day itself when it is worked, else the next working day (Civil Code 2015, Article 148.5)."""
    return deadline(day, 0, "calendar", calendar_of(inspection.plan))


def working_days_after(day: date, count: int, inspection: Inspection) -> date:
    """The last of so many working days after a day."""
    return deadline(day, count, "working", calendar_of(inspection.plan)).due_on
