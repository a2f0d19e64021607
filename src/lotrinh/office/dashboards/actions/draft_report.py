"""Draft the report of a plan for a period; an open draft of the period is made anew."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.dashboards.policies import may_draft_report
from lotrinh.office.dashboards.queries.synthesis import correction_figures, reports_of
from lotrinh.office.dashboards.reports import Period
from lotrinh.office.inspections.papers.letters import draft_synthesis
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.planning.models import Plan


@transaction.atomic
def draft_report(actor: Account, plan: Plan, period: Period, *, at: datetime) -> OfficialPaper:
    """The draft, counted from the rows as they stand.

    Raises Refused, and Faults when a report of the same period is signed: that one is replaced.
    """
    require(may_draft_report(actor))
    _unsigned(plan, period)
    figures, corrected = correction_figures(actor, plan, period, timezone.localdate(at))
    return draft_synthesis(
        actor, plan, period.words, first=period.first, last=period.last, correction=figures,
        corrected=corrected, at=at,
    )  # fmt: skip


def _unsigned(plan: Plan, period: Period) -> None:
    """No signed report of the period, unless its replacement is being drafted."""
    own = [p for p in reports_of(plan) if p.context.get("period_name") == period.words]
    signed = next((p for p in own if p.state == OfficialPaper.SIGNED), None)
    if signed is None or any(p.state == OfficialPaper.DRAFT for p in own):
        return
    raise Faults(
        Fault(
            "dashboards.report_signed",
            period.words,
            f"Báo cáo {period.words} đã ký ({signed}); hãy mở báo cáo đó, chọn “Thay thế” và ghi lý do.",
            f"The report of this period is signed ({signed}); open it, choose “Replace” and give the reason.",
            got=str(signed),
            expected="draft",
        )
    )
