"""Return the self-report to the unit with the reason; it is open again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.office.inspections.limits import reopen_deadline
from lotrinh.office.inspections.models import Inspection, SelfReport
from lotrinh.office.inspections.stepping import locked, take_step
from lotrinh.office.inspections.telling import tell_unit

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def return_self_report(actor: Account, report: SelfReport, reason: str, *, at: datetime) -> Inspection:
    """The limit is open again; its last day stays where it was. Raises Faults without a reason."""
    inspection = locked(report.inspection)
    inspection = take_step(actor, inspection, "return_self_report", at=at, reason=reason)
    SelfReport.objects.for_actions().filter(pk=report.pk).update(
        state=SelfReport.RETURNED, return_reason=reason.strip(), handed_in_at=None, handed_in_by=None
    )
    reopen_deadline(inspection, "self_report")
    tell_unit(
        inspection,
        f"returned:{inspection.revision}",
        {"vi": "Báo cáo tự kiểm tra bị trả lại", "en": "The self-report was returned"},
        {"vi": reason.strip(), "en": reason.strip()},
        at=at,
    )
    return inspection
