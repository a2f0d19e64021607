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
may_read_week = verb_policy("read_inspections")
may_read_overdue = verb_policy("read_inspections")


def may_hold_meeting(actor: Account) -> Decision:
    """Whoever sees every inspection: the weekly meeting speaks of all of them, unannounced ones too."""
    decision = may(actor, "read_inspections")
    if not decision.allowed:
        return decision
    return ALLOWED if side_of(actor) == OFFICE else Decision(False, NOT_THE_OFFICE)
