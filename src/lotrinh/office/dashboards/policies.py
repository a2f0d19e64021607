"""Who may read the pages over everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotrinh.method.trace import Reason
from lotrinh.office.accounts.policies import may, verb_policy
from lotrinh.office.inspections.rows import OFFICE, side_of
from lotrinh.office.platform.policies import ALLOWED, Decision

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

NOT_THE_OFFICE = Reason(
    "dashboards.not_the_office",
    "Trang họp giao ban dành cho bộ phận CCHC, lãnh đạo và người đọc toàn bộ; đơn vị xem ở “Việc hôm nay”.",
    "The page of the meeting is for the reform office, leaders and those who read everything; units have "
    "“My work today”.",
)
NO_REPORTS = Reason(
    "dashboards.no_reports",
    "Báo cáo tổng hợp dành cho bộ phận CCHC, văn thư và lãnh đạo.",
    "Reports of a plan are for the reform office, the clerk and leaders.",
)
may_read_week = verb_policy("read_inspections")
may_read_overdue = verb_policy("read_inspections")


def may_hold_meeting(actor: Account) -> Decision:
    """Whoever sees every inspection: the weekly meeting speaks of all of them, unannounced ones too."""
    decision = may(actor, "read_inspections")
    if not decision.allowed:
        return decision
    return ALLOWED if side_of(actor) == OFFICE else Decision(False, NOT_THE_OFFICE)


def may_read_reports(actor: Account) -> Decision:
    """Reports of a plan: whoever drafts conclusions or registers papers, on the side that sees everything."""
    decision = may(actor, "draft_conclusion")
    decision = decision if decision.allowed else may(actor, "register_paper")
    return _office(actor, decision)


def may_draft_report(actor: Account) -> Decision:
    """The reform office writes and withdraws it, as it writes its letters."""
    return _office(actor, may(actor, "remind_unit"))


def may_register_report(actor: Account) -> Decision:
    """The clerk or the reform office gives it its number."""
    return _office(actor, may(actor, "register_paper"))


def _office(actor: Account, decision: Decision) -> Decision:
    if not decision.allowed:
        return decision
    return ALLOWED if side_of(actor) == OFFICE else Decision(False, NO_REPORTS)
