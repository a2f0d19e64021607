"""The head of the team submits the signed report; the limit of the conclusion runs from there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.accounts.models import Account
from lotrinh.office.inspections.limits import REPORTED, meet_deadline, set_deadlines
from lotrinh.office.inspections.needs import signed_paper
from lotrinh.office.inspections.policies import may_do
from lotrinh.office.inspections.stepping import locked, take_step
from lotrinh.office.inspections.telling import tell
from lotrinh.office.platform.policies import require
from lotrinh.office.platform.roles import roles

if TYPE_CHECKING:
    from lotrinh.office.inspections.models import Inspection
    from lotrinh.office.platform.models import OfficialPaper

VERB, RETURNED = "submit_team_report", "return_team_report"


@transaction.atomic
def submit_team_report(actor: Account, inspection: Inspection, *, at: datetime) -> Inspection:
    """Raises Faults while the report is not signed, was returned as it is, or a finding has no cause."""
    row, on = locked(inspection), timezone.localdate(at)
    require(may_do(actor, row, VERB))
    paper = signed_paper(row, "team-report")
    if paper is not None:
        _check_new(row, paper)
    row = take_step(actor, row, VERB, at=at, paper=paper)
    meet_deadline(row, "team_report", on)
    set_deadlines(row, REPORTED, on, at)
    _tell(row, at)
    return row


def _check_new(inspection: Inspection, paper: OfficialPaper) -> None:
    """After a return the report is signed anew; the one that was returned is not submitted twice."""
    last = inspection.steps.filter(verb=RETURNED).order_by("-at").first()
    if last is None or (paper.registered_at is not None and paper.registered_at > last.at):
        return
    raise Faults(
        Fault(
            "inspections.returned_report",
            "team-report",
            "Báo cáo này đã bị trả lại; hãy lập bản thay thế, ký và vào số rồi trình.",
            "This report was returned; draft its replacement, sign and number it, then submit.",
            got=str(paper),
        )
    )


def _tell(inspection: Inspection, at: datetime) -> None:
    """Whoever drafts conclusions."""
    keys = [role.key for role in roles().values() if "draft_conclusion" in role.verbs]
    unit = inspection.unit.name
    tell(
        Account.objects.filter(is_active=True, role__in=keys), inspection, f"reported:{inspection.revision}",
        {"vi": f"Đoàn đã trình báo cáo kết quả kiểm tra {unit}", "en": f"The team has reported on {unit}"},
        {"vi": "Hãy xem báo cáo, soạn thông báo kết luận.", "en": "Read the report, draft the conclusion."},
        at=at,
    )  # fmt: skip
