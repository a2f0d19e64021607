"""Take a finding back before the minutes are signed; it is kept, with the reason."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from lotrinh.office.inspections.actions.take_commands import Result, take_one
from lotrinh.office.inspections.models import Finding

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


def withdraw_finding(
    actor: Account, finding: Finding, reason: str, *, base_revision: int, at: datetime, device: str = ""
) -> Result:
    """Raises Faults; the result may be a conflict."""
    payload = {"uid": str(finding.uid), "base_revision": base_revision, "reason": reason}
    return take_one(actor, finding.inspection, "withdraw_finding", payload, at=at, device=device)
