"""What opening inspections from the adopted roadmap would do; nothing is written by looking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotrinh.office.inspections.policies import may_open_inspections
from lotrinh.office.inspections.roadmaps import Comparison, compare
from lotrinh.office.planning.models import Plan
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


def opening_of(actor: Account, plan: Plan) -> Comparison:
    """Only for whoever may open inspections: it names unannounced visits."""
    require(may_open_inspections(actor))
    return compare(plan)
