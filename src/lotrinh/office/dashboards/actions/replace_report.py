"""Draft a report in place of a signed one, from what the rows say now."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.dashboards.actions.register_report import own_report
from lotrinh.office.dashboards.policies import may_draft_report
from lotrinh.office.dashboards.queries.synthesis import correction_figures
from lotrinh.office.dashboards.reports import named
from lotrinh.office.inspections.papers.letters import synthesis_context
from lotrinh.office.platform.papers.actions import replace_paper
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.planning.models import Plan
    from lotrinh.office.platform.models import OfficialPaper


@transaction.atomic
def replace_report(
    actor: Account, plan: Plan, paper: OfficialPaper, reason: str, *, at: datetime
) -> OfficialPaper:
    """A draft of the same period that names the signed report, which counts until the new one is signed.

    Raises Refused, and Faults without a reason or when a replacement is being drafted already.
    """
    decision = may_draft_report(actor)
    require(decision)
    own_report(plan, paper)
    if not reason.strip():
        vi, en = "Hãy ghi lý do thay thế văn bản.", "Say why the paper is replaced."
        raise Faults(Fault("dashboards.replace_reason", "reason", vi, en, expected="text"))
    on, period = timezone.localdate(at), named(plan, str(paper.context.get("period_name", "")))
    figures, corrected = correction_figures(actor, plan, period, on)
    context = synthesis_context(plan, period.words, on, period.first, period.last, figures, corrected)
    return replace_paper(actor, paper, decision=decision, context=context, reason=reason.strip(), at=at)
