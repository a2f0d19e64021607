"""The official letter that reminds a unit of what a conclusion ordered and is not done."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from lotrinh.office.followup.calendars import working_days_after
from lotrinh.office.followup.models import Correction
from lotrinh.office.followup.policies import may_do
from lotrinh.office.followup.reminding import reminder_settings
from lotrinh.office.followup.rows import workflow
from lotrinh.office.followup.stepping import unit_acts_states
from lotrinh.office.inspections.needs import OWNER
from lotrinh.office.inspections.papers.bodies import issuer_of, reference
from lotrinh.office.inspections.papers.names import official_name
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.platform.papers.actions import draft_paper

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

TEMPLATE = "reminder"
ABOUT = "về kết luận kiểm tra công tác cải cách hành chính"
NEXT = "báo cáo cấp có thẩm quyền và tổ chức phúc tra"


def draft_letter(actor: Account, correction: Correction, *, at: datetime) -> OfficialPaper:
    """A draft of the letter, to be signed and numbered; it names all that the unit owes of it."""
    on, plan = timezone.localdate(at), correction.inspection.plan
    paper: OfficialPaper = draft_paper(
        actor,
        decision=may_do(actor, correction, "remind_unit"),
        template=TEMPLATE,
        owner=(OWNER, correction.inspection_id),
        body=issuer_of(plan, TEMPLATE).code,
        context=_context(correction, on),
        at=at,
    )
    return paper


def _context(correction: Correction, on: date) -> dict[str, Any]:
    inspection = correction.inspection
    issuer = issuer_of(inspection.plan, TEMPLATE)
    late, soon = _owed(correction, on)
    context = {
        "issuer": issuer.as_context(),
        "year": on.year,
        "synthetic": inspection.synthetic,
        "signing": {"lines": issuer.signers[0].lines},
        "recipients": [],
        "unit": {"name": official_name(correction.unit)},
        "conclusion": f"{reference(correction.item.paper, 'Thông báo', issuer.name)} {ABOUT}",
        "as_of": on.isoformat(),
        "overdue_count": len(late),
        "overdue": [_row(row) | {"days_late": (on - row.due_on).days} for row in late],
        "due_soon": [_row(row) for row in soon],
        "reply_due": working_days_after(on, reminder_settings().letter_reply, inspection).isoformat(),
        "escalation": NEXT,
    }
    earlier = _earlier(correction, issuer.name)
    return context | ({"earlier_reminders": earlier} if earlier else {})


def _owed(correction: Correction, on: date) -> tuple[list[Correction], list[Correction]]:
    """What is overdue, and what is due soon; the one that the letter is about is always among them."""
    rows = Correction.objects.for_actions().filter(
        inspection_id=correction.inspection_id, unit_id=correction.unit_id, state__in=unit_acts_states()
    )
    found = list(rows.select_related("item").order_by("item__number"))
    last = on + timedelta(days=max(reminder_settings().before))
    late = [row for row in found if row.due_on < on]
    soon = [row for row in found if row.due_on >= on and (row.due_on <= last or row.pk == correction.pk)]
    return late, soon


def _row(row: Correction) -> dict[str, Any]:
    return {
        "task": row.item.task,
        "deadline": row.due_on.isoformat(),
        "state": workflow().state(row.state).vi,
    }


def _earlier(correction: Correction, issuer: str) -> str:
    """Letters that were signed before this one."""
    papers = OfficialPaper.objects.filter(
        owner_type=OWNER,
        owner_id=str(correction.inspection_id),
        template=TEMPLATE,
        state=OfficialPaper.SIGNED,
    ).order_by("signed_on")
    return "; ".join(reference(paper, "Công văn", issuer) for paper in papers)
