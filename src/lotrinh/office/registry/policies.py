"""Who may see and do what with the register."""

from __future__ import annotations

from typing import Any

from lotrinh.method.trace import Reason
from lotrinh.office.platform.policies import ALLOWED, Decision, may, verb_policy

may_read_units = verb_policy("read_units")
may_read_indices = verb_policy("read_indices")
may_search = verb_policy("search")
may_import = verb_policy("import_tables")

NOT_YOUR_UNIT = Reason(
    "registry.not_your_unit",
    "Tài khoản của đơn vị chỉ xem được kết quả của đơn vị mình.",
    "An account of a unit sees the results of its own unit only.",
)


def may_read_risk(actor: Any) -> Decision:
    """Risk marks are for those who plan and oversee; the inspected side sees none, not even its own."""
    return may(actor, "read_risk")


def may_read_results_of(actor: Any, unit_code: str) -> Decision:
    """Published results of one unit: those who read indices, and the unit itself."""
    decision = may(actor, "read_indices")
    if decision or not may(actor, "read_units"):
        return decision
    own = getattr(actor, "unit_code", "")
    return ALLOWED if own and own == unit_code else Decision(False, NOT_YOUR_UNIT)
