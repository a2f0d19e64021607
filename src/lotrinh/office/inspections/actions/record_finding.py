"""Write a finding, or change or explain one, from the server's own pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from lotrinh.office.inspections.actions.take_commands import Result, take_one
from lotrinh.office.inspections.models import Inspection

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


def record_finding(
    actor: Account,
    inspection: Inspection,
    content: Mapping[str, Any],
    *,
    at: datetime,
    uid: UUID | None = None,
    base_revision: int = 0,
    device: str = "",
) -> Result:
    """content: as in docs/reference/field-sync.md; uid: of the finding, a new one when there is none.

    Raises Faults. The result names the finding as ``finding`` and may be a conflict.
    """
    own = uid or uuid4()
    payload = {"uid": str(own), "base_revision": base_revision, "content": dict(content)}
    return take_one(actor, inspection, "finding", payload, at=at, device=device) | {"finding": str(own)}
