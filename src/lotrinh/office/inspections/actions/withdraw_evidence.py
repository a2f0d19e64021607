"""Take a piece of evidence back, with the reason; the file is kept."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from lotrinh.office.inspections.actions.take_commands import Result, take_one
from lotrinh.office.inspections.models import Evidence

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


def withdraw_evidence(actor: Account, evidence: Evidence, reason: str, *, at: datetime) -> Result:
    """Raises Faults."""
    payload = {"uid": str(evidence.uid), "reason": reason}
    return take_one(actor, evidence.inspection, "withdraw_evidence", payload, at=at)
