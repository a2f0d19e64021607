"""Put the draft of a report aside."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from lotrinh.office.dashboards.actions.register_report import own_report
from lotrinh.office.dashboards.policies import may_draft_report
from lotrinh.office.platform.papers.actions import withdraw_paper
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.planning.models import Plan
    from lotrinh.office.platform.models import OfficialPaper


def withdraw_report(
    actor: Account, plan: Plan, paper: OfficialPaper, reason: str, *, at: datetime
) -> OfficialPaper:
    """The draft, withdrawn for ever. Raises Refused, and Faults without a reason or when it is signed."""
    decision = may_draft_report(actor)
    require(decision)
    own_report(plan, paper)
    return withdraw_paper(actor, paper, decision=decision, reason=reason, at=at)
