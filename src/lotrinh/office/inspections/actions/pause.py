"""Pause an inspection that runs, with the reason; it goes on where it stood."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.needs import signed_paper
from lotrinh.office.inspections.papers.following import draft_hold
from lotrinh.office.inspections.stepping import locked, take_step
from lotrinh.office.inspections.telling import accounts_of_team, tell

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def pause(
    actor: Account, inspection: Inspection, reason: str, *, until: date | None = None, at: datetime
) -> Inspection:
    """until: when it is expected to go on; nothing happens by itself on that day."""
    inspection = locked(inspection)
    inspection.hold_until = until
    paper = signed_paper(inspection, "decision-change")
    inspection = take_step(actor, inspection, "pause", at=at, paper=paper, reason=reason)
    draft_hold(actor, inspection, "pause", reason, until=until, at=at)
    subject = {
        "vi": f"Tạm dừng cuộc kiểm tra tại {inspection.unit.name}",
        "en": f"The inspection of {inspection.unit.name} is paused",
    }
    text = {"vi": reason.strip(), "en": reason.strip()}
    tell(accounts_of_team(inspection), inspection, f"paused:{inspection.revision}", subject, text, at=at)
    return inspection
