"""Somebody of the office or a leader decides a request for a later day."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from lotrinh.method.faults import Faults
from lotrinh.office.followup.calendars import moved_to_work
from lotrinh.office.followup.models import Correction, CorrectionEntry, ExtensionRequest
from lotrinh.office.followup.needs import LONGEST, fault, open_request
from lotrinh.office.followup.stepping import clean, locked, take_step
from lotrinh.office.followup.telling import tell_unit

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def decide_extension(
    actor: Account,
    correction: Correction,
    *,
    granted: bool,
    until: date | None = None,
    words: str = "",
    at: datetime,
) -> CorrectionEntry:
    """until: the new day, which may differ from the one asked for (that one when it is not given); a day off
    moves to the next working day. words: needed for a refusal. A second decision is told that there is none
    to make.
    """
    row, text, today = locked(correction), clean(words), timezone.localdate(at)
    request = open_request(row)
    day = _granted_day(row, request, until, today) if granted and request else None
    if not granted and request and not text:
        raise Faults(
            fault(
                "refusal_reason",
                "Từ chối gia hạn thì phải ghi lý do.",
                "A refusal needs its reason.",
                where="words",
                expected=f"1–{LONGEST}",
            )
        )
    before = row.due_on
    row.due_on = day or row.due_on
    data = {
        "granted": granted,
        "until": row.due_on.isoformat(),
        "before": before.isoformat(),
        "asked": request.asked_until.isoformat() if request else None,
    }
    entry = take_step(actor, row, "decide_extension", at=at, text=text[:LONGEST], data=data)
    assert request is not None, "the condition has asked"
    _decide(request, actor, day, text, at)
    said = ("Được gia hạn", "Extension granted") if granted else ("Không được gia hạn", "Extension refused")
    tell_unit(entry, *said, at=at)
    return entry


def _decide(request: ExtensionRequest, actor: Account, day: date | None, text: str, at: datetime) -> None:
    request.state = ExtensionRequest.GRANTED if day else ExtensionRequest.REFUSED
    request.granted_until, request.decision = day, text[:LONGEST]
    request.decided_by, request.decided_at = actor, at
    request.save()


def _granted_day(row: Correction, request: ExtensionRequest, until: date | None, today: date) -> date:
    wanted = until or request.asked_until
    first = max(row.due_on, today)
    if wanted <= first:
        raise Faults(
            fault(
                "granted_too_early",
                f"Ngày gia hạn phải sau {first:%d/%m/%Y} (hạn hiện nay, và sau hôm nay).",
                f"The new day comes after {first:%d/%m/%Y} (the present deadline, and after today).",
                where="until",
                got=f"{wanted:%d/%m/%Y}",
                expected=f"> {first:%d/%m/%Y}",
            )
        )
    return moved_to_work(wanted, row.inspection).due_on
