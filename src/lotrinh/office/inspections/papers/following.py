"""The paper that a step of the chain has: drafted at once by the step, in its transaction."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from lotrinh.office.inspections.needs import OWNER, signed_paper
from lotrinh.office.inspections.papers.changes import member_change, pause_change, resume_change, stop_change
from lotrinh.office.inspections.papers.drafting import draft_for
from lotrinh.office.platform.models import OfficialPaper

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.inspections.models import Inspection, Seat

TEAM, CHANGE, NOTICE = "decision-team", "decision-change", "notice-inspection"


def draft_once(
    actor: Account, inspection: Inspection, template: str, *, at: datetime
) -> OfficialPaper | None:
    """The draft of a paper that is signed once; None when it is signed already."""
    if signed_paper(inspection, template) is not None:
        return None
    return draft_for(actor, inspection, template, at=at)


def draft_team_change(
    actor: Account,
    inspection: Inspection,
    leaves: Seat | None,
    joins: Seat | None,
    reason: str,
    *,
    at: datetime,
) -> OfficialPaper | None:
    """A decision that changes the signed one; while that is a draft itself, it is made anew."""
    if signed_paper(inspection, TEAM) is not None:
        extra = member_change(leaves, joins, reason, timezone.localdate(at))
        return draft_for(actor, inspection, CHANGE, extra=extra, at=at)
    return draft_for(actor, inspection, TEAM, at=at) if _has_draft(inspection, TEAM) else None


def draft_hold(
    actor: Account,
    inspection: Inspection,
    verb: str,
    reason: str = "",
    *,
    until: date | None = None,
    at: datetime,
) -> OfficialPaper | None:
    """The decision of pause, resume or stop; None while no decision on the team is signed."""
    if signed_paper(inspection, TEAM) is None:
        return None
    on = timezone.localdate(at)
    extra: dict[str, Any] = {
        "pause": lambda: pause_change(reason, on, until),
        "resume": lambda: resume_change(reason, on),
        "stop": lambda: stop_change(reason, on),
    }[verb]()
    return draft_for(actor, inspection, CHANGE, extra=extra, at=at)


def _has_draft(inspection: Inspection, template: str) -> bool:
    own = OfficialPaper.objects.filter(owner_type=OWNER, owner_id=str(inspection.pk), template=template)
    return own.filter(state=OfficialPaper.DRAFT).exists()
