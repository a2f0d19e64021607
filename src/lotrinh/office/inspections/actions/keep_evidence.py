"""Keep a file as evidence of an answer, a finding, or of the inspection as a whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.core.files.base import File
from django.db import transaction

from lotrinh.method.trace import Reason
from lotrinh.office.inspections.actions.take_commands import take_one
from lotrinh.office.inspections.models import Evidence, Inspection
from lotrinh.office.inspections.policies import may_do
from lotrinh.office.inspections.recording.evidence import MOST_PIECES
from lotrinh.office.platform.files.actions.keep_file import keep_file
from lotrinh.office.platform.files.examine import examine
from lotrinh.office.platform.files.limits import LIMITS
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

OURS = replace(LIMITS, count=MOST_PIECES)


@dataclass(frozen=True, slots=True)
class On:
    """What a piece is about. piece: what this is a new version of. about_on: the day that it speaks of."""

    question: str = ""
    slot: str = ""
    finding: UUID | None = None
    piece: UUID | None = None
    caption: str = ""
    about_on: date | None = None


@dataclass(frozen=True, slots=True)
class KeptEvidence:
    """The row; what the person should know of the file; other pieces here with the same bytes."""

    evidence: Evidence
    notices: tuple[Reason, ...]
    duplicates: tuple[dict[str, Any], ...]


def keep_evidence(
    actor: Account, inspection: Inspection, data: bytes | File, name: str, on: On, *, at: datetime
) -> KeptEvidence:
    """Raises Refused; Faults when the file is not taken, there are too many, or it hangs on nothing here."""
    require(may_do(actor, inspection, "keep_evidence"))
    have = Evidence.objects.for_actions().filter(inspection=inspection).count()
    OURS.check_count(have)
    examined = examine(data, name, OURS)
    uid = uuid4()
    payload = {
        "uid": str(uid),
        "piece": str(on.piece or uid),
        "question": on.question,
        "slot": on.slot,
        "finding": str(on.finding or ""),
        "caption": on.caption,
        "about_on": on.about_on.isoformat() if on.about_on else None,
    }
    with transaction.atomic():
        kept = keep_file(actor, examined, at=at, limits=OURS, already=have)
        payload["sha256"] = kept.file.sha256
        result = take_one(actor, inspection, "evidence", payload, at=at)
        row = Evidence.objects.for_actions().select_related("file").get(uid=uid)
    return KeptEvidence(row, kept.notices, tuple(result["duplicates"]))
