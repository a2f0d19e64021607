"""Stop an inspection for good, with the reason; what was recorded stays."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.needs import signed_paper
from lotrinh.office.inspections.papers.following import draft_hold
from lotrinh.office.inspections.stepping import locked, take_step
from lotrinh.office.inspections.telling import accounts_of_team, tell, tell_unit
from lotrinh.office.planning.actions.ask_replan import close_replan_requests

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def stop(actor: Account, inspection: Inspection, reason: str, *, at: datetime) -> Inspection:
    """Nothing follows after it."""
    inspection = locked(inspection)
    postponed = inspection.state == "postponed"
    inspection.hold_reason = reason.strip()
    paper = signed_paper(inspection, "decision-change")
    inspection = take_step(actor, inspection, "stop", at=at, paper=paper, reason=reason)
    draft_hold(actor, inspection, "stop", reason, at=at)
    if postponed and inspection.plan is not None:
        close_replan_requests(actor, inspection.plan, unit=inspection.unit, at=at)
    _tell(inspection, reason, at)
    return inspection


def _tell(inspection: Inspection, reason: str, at: datetime) -> None:
    subject = {
        "vi": f"Đình chỉ cuộc kiểm tra tại {inspection.unit.name}",
        "en": f"The inspection of {inspection.unit.name} is stopped",
    }
    text, what = {"vi": reason.strip(), "en": reason.strip()}, f"stopped:{inspection.revision}"
    tell(accounts_of_team(inspection), inspection, what, subject, text, at=at)
    if inspection.steps.filter(verb="announce_visit").exists():
        tell_unit(inspection, what, subject, text, at=at)
