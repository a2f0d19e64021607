"""Hand in the self-report: complete, in its right form, and locked from then on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from lotrinh.method.faults import Faults
from lotrinh.office.inspections.actions.write_self_report import open_report
from lotrinh.office.inspections.limits import is_late, meet_deadline
from lotrinh.office.inspections.models import Inspection, SelfReport, SelfReportItem
from lotrinh.office.inspections.outlines import faults_in, open_items, outline_of
from lotrinh.office.inspections.stepping import take_step
from lotrinh.office.inspections.telling import accounts_of_team, tell

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

VERB = "hand_in_self_report"


@transaction.atomic
def hand_in_self_report(actor: Account, report: SelfReport, *, at: datetime) -> Inspection:
    """Raises Faults for required items that are empty and for what is not yet in its form. After the limit it
    is taken and marked as late.
    """
    report = open_report(actor, report)
    outline, values = outline_of(report.inspection), values_of(report)
    faults = faults_in(outline, values)
    if faults:
        raise Faults(faults)
    day = timezone.localdate(at)
    deadline = meet_deadline(report.inspection, "self_report", day)
    late = deadline is not None and is_late(deadline, day)
    inspection = take_step(
        actor, report.inspection, VERB, at=at, data={"late": late}, open_items=open_items(outline, values)
    )
    report.state, report.handed_in_at, report.handed_in_by = SelfReport.HANDED_IN, at, actor
    report.return_reason = ""
    report.save()
    _tell(inspection, at, late=late)
    return inspection


def values_of(report: SelfReport) -> dict[str, Any]:
    """Key → value of what was written."""
    return dict(SelfReportItem.objects.filter(report=report).values_list("key", "value"))


def _tell(inspection: Inspection, at: datetime, *, late: bool) -> None:
    vi, en = ("nộp muộn", "handed in late") if late else ("đã nộp", "handed in")
    tell(
        accounts_of_team(inspection),
        inspection,
        f"report:{inspection.revision}",
        {
            "vi": f"{inspection.unit.name}: báo cáo tự kiểm tra {vi}",
            "en": f"{inspection.unit.name}: self-report {en}",
        },
        {"vi": "Có thể chuẩn bị câu hỏi.", "en": "The questions can be prepared."},
        at=at,
        topic="self_report",
        address="inspections:self_report",
    )
