"""Put a draft aside; a number may be spent with it, which is the only way that a series gets a gap."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from lotrinh.office.platform import audit
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.platform.papers.actions.draft_paper import told
from lotrinh.office.platform.papers.faults import one
from lotrinh.office.platform.papers.locking import locked
from lotrinh.office.platform.papers.numbering import take_number
from lotrinh.office.platform.policies import Decision, require


@transaction.atomic
def withdraw_paper(
    actor: Any,
    paper: OfficialPaper,
    *,
    decision: Decision,
    reason: str,
    at: datetime,
    spend_number: bool = False,
) -> OfficialPaper:
    """The draft, withdrawn for ever. reason: why, never empty.

    spend_number: the next number of the series was already written on the paper and is used up; it stays with
    the withdrawn paper. A paper that it was to replace can get another replacement.
    """
    require(decision)
    row = locked(paper, OfficialPaper.DRAFT)
    if not reason.strip():
        raise one(
            "reason_missing",
            row,
            "Hãy ghi lý do hủy dự thảo.",
            "Say why the draft is withdrawn.",
            expected="reason",
        )
    before = told(row) | {"replaces": row.replaces_id}
    row.state, row.replaces = OfficialPaper.WITHDRAWN, None
    if spend_number:
        row.number = take_number(row.body, row.year, row.series_kind)
    row.save()
    audit.record(actor, "withdraw_paper", row, at=at, before=before, after=told(row), note=reason)
    return row
