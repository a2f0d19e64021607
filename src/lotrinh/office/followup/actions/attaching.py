"""What a unit shows with an entry: new files, and evidence that is here already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from lotrinh.office.followup.models import Correction, CorrectionEntry, CorrectionEvidence
from lotrinh.office.platform.files.actions.keep_file import keep_file
from lotrinh.office.platform.files.examine import Examined, examine

if TYPE_CHECKING:
    from django.core.files.base import File

    from lotrinh.office.accounts.models import Account
    from lotrinh.office.platform.models import StoredFile

LONGEST_CAPTION = 500


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of evidence: a file that is brought now, or one that was kept before.

    about_on: the day that it is about. data: bytes, an upload, or what ``examined`` made of them.
    """

    about_on: date | None
    caption: str = ""
    data: bytes | File | Examined | None = None
    name: str = ""
    kept: StoredFile | None = None


def examined(evidence: Sequence[Shown]) -> list[Shown]:
    """Files looked at before the transaction begins: SQLite has one writer, and a PDF takes its time.

    Raises Faults for a file that is not taken.
    """
    return [
        replace(item, data=examine(item.data, item.name))
        if item.data is not None and not isinstance(item.data, Examined)
        else item
        for item in evidence
    ]


def attach(actor: Account, entry: CorrectionEntry, evidence: Sequence[Shown], *, at: datetime) -> None:
    """Keep the files and hang them on the entry."""
    count = CorrectionEvidence.objects.for_actions().filter(correction_id=entry.correction_id).count()
    for place, item in enumerate(evidence):
        CorrectionEvidence.objects.create(
            correction=entry.correction,
            entry=entry,
            file=item.kept or _keep(actor, item, at, count + place),
            caption=item.caption.replace("\0", "")[:LONGEST_CAPTION],
            about_on=item.about_on,
        )


def _keep(actor: Account, item: Shown, at: datetime, already: int) -> StoredFile:
    assert item.data is not None, "evidence is a new file or a kept one"
    return keep_file(actor, item.data, item.name, at=at, already=already).file


def evidence_of(correction: Correction) -> list[CorrectionEvidence]:
    """Everything shown so far, oldest first."""
    rows = CorrectionEvidence.objects.for_actions().filter(correction=correction)
    return list(rows.select_related("file"))
