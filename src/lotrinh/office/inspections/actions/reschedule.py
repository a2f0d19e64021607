"""Give a postponed inspection its new days by hand; the roadmap does the same through follow_roadmap."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.actions.follow_roadmap import days_of, new_date
from lotrinh.office.inspections.limits import calendar_of
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.stepping import locked, take_step
from lotrinh.office.planning.actions.ask_replan import close_replan_requests

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def reschedule(
    actor: Account,
    inspection: Inspection,
    start: date,
    end: date,
    *,
    start_part: str = "am",
    end_part: str = "pm",
    reason: str = "",
    at: datetime,
) -> Inspection:
    """Both days are included. Raises Faults for days in the past, days off, or the wrong order."""
    inspection = locked(inspection)
    check_days(inspection, start, end, start_part, end_part, today=timezone.localdate(at))
    inspection.start_date, inspection.start_part = start, start_part
    inspection.end_date, inspection.end_part = end, end_part
    inspection = take_step(
        actor,
        inspection,
        "reschedule",
        at=at,
        data=days_of(inspection),
        start_date=start,
        end_date=end,
        reason=reason,
    )
    if inspection.plan is not None:
        close_replan_requests(actor, inspection.plan, unit=inspection.unit, at=at)
    new_date(inspection, at)
    return inspection


def check_days(
    inspection: Inspection, start: date, end: date, start_part: str, end_part: str, *, today: date
) -> None:
    """Order, working days, and not before today; Faults with what to do."""
    faults = []
    if (end, end_part) < (start, start_part):
        vi, en = (
            "Ngày kết thúc trước ngày bắt đầu; hãy chọn lại.",
            "The end is before the start; choose again.",
        )
        faults.append(_fault("order", "end", vi, en, end, f">= {start.isoformat()}"))
    if start < today:
        vi, en = "Ngày mới đã qua; hãy chọn từ hôm nay.", "The new day is past; choose today or later."
        faults.append(_fault("past", "start", vi, en, start, f">= {today.isoformat()}"))
    calendar = calendar_of(inspection.plan)
    for where, day in (("start", start), ("end", end)):
        known = calendar.years[0] <= day.year <= calendar.years[1]
        if known and not calendar.is_working(day):
            vi = f"Ngày {day:%d/%m/%Y} là ngày nghỉ; hãy chọn ngày làm việc."
            en = f"{day:%d/%m/%Y} is a day off; choose a working day."
            faults.append(_fault("day_off", where, vi, en, day, "a working day"))
    if faults:
        raise Faults(faults)


def _fault(code: str, where: str, vi: str, en: str, got: date, expected: str) -> Fault:
    return Fault(f"inspections.day_{code}", where, vi, en, got=got.isoformat(), expected=expected)
