"""Announce the visit: the unit is told and gets its outline, and the limits before the visit run."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from lotrinh.office.inspections.limits import VISIT_START, meet_deadline, set_deadlines
from lotrinh.office.inspections.models import Deadline, Inspection, SelfReport
from lotrinh.office.inspections.needs import signed_paper
from lotrinh.office.inspections.outlines import outline_of, outline_reference
from lotrinh.office.inspections.papers.following import NOTICE, draft_once
from lotrinh.office.inspections.stepping import locked, take_step
from lotrinh.office.inspections.telling import tell_unit

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def announce_visit(actor: Account, inspection: Inspection, *, at: datetime) -> Inspection:
    """Raises Faults while the decision on the team is not signed; told after the limit, it is marked late."""
    inspection = locked(inspection)
    paper = signed_paper(inspection, "notice-inspection")
    inspection = take_step(actor, inspection, "announce_visit", at=at, paper=paper)
    reference = outline_reference(outline_of(inspection))
    SelfReport.objects.for_actions().get_or_create(inspection=inspection, defaults={"outline": reference})
    set_deadlines(inspection, VISIT_START, inspection.start_date, at)
    meet_deadline(inspection, "notice", timezone.localdate(at))
    draft_once(actor, inspection, NOTICE, at=at)
    _tell(inspection, at)
    return inspection


def _tell(inspection: Inspection, at: datetime) -> None:
    due = Deadline.objects.get(inspection=inspection, key="self_report", current=True).due_on
    day = f"{inspection.start_date:%d/%m/%Y}"
    tell_unit(
        inspection,
        f"announced:{inspection.revision}",
        {
            "vi": f"Thông báo kiểm tra công tác CCHC ngày {day}",
            "en": f"Notice of an inspection of administrative reform on {day}",
        },
        {
            "vi": f"Đơn vị nộp báo cáo tự kiểm tra theo đề cương chậm nhất ngày {due:%d/%m/%Y}.",
            "en": f"The self-report by the outline is due on {due:%d/%m/%Y} at the latest.",
        },
        at=at,
    )
