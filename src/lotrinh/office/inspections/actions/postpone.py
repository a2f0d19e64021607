"""Postpone an inspection that has not begun; the roadmap is asked for a replan."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.stepping import locked, take_step
from lotrinh.office.inspections.telling import accounts_of_team, tell, tell_unit
from lotrinh.office.planning.actions.ask_replan import ask_replan

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def postpone(
    actor: Account, inspection: Inspection, reason: str, *, until: date | None = None, at: datetime
) -> Inspection:
    """until: the first day on which it is possible again, when that is known. Raises Faults."""
    inspection = locked(inspection)
    if until is not None and until <= inspection.start_date:
        raise Faults(_too_early(inspection, until))
    inspection.hold_until = until
    inspection = take_step(actor, inspection, "postpone", at=at, reason=reason)
    if inspection.plan is not None:
        ask_replan(
            actor,
            inspection.plan,
            unit=inspection.unit,
            start=inspection.start_date,
            until=until,
            reason=reason.strip(),
            at=at,
        )
    _tell(inspection, at)
    return inspection


def _tell(inspection: Inspection, at: datetime) -> None:
    subject = {
        "vi": f"Hoãn cuộc kiểm tra tại {inspection.unit.name}",
        "en": f"The inspection of {inspection.unit.name} is postponed",
    }
    text = {"vi": inspection.hold_reason, "en": inspection.hold_reason}
    what = f"postponed:{inspection.revision}"
    tell(accounts_of_team(inspection), inspection, what, subject, text, at=at)
    if inspection.steps.filter(verb="announce_visit").exists():
        tell_unit(inspection, what, subject, text, at=at)


def _too_early(inspection: Inspection, until: date) -> Fault:
    return Fault(
        "inspections.hold_until",
        "until",
        "Ngày có thể kiểm tra lại phải sau ngày đã xếp; hãy chọn ngày khác hoặc để trống.",
        "The day from which it is possible again comes after the present one; choose another or none.",
        got=until.isoformat(),
        expected=f"> {inspection.start_date.isoformat()}",
    )
