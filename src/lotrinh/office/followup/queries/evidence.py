"""Files of corrective actions: the ones that may be opened, and the ones that may be shown again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from lotrinh.office.followup.models import CorrectionEvidence
from lotrinh.office.inspections.models import Evidence
from lotrinh.office.platform.models import StoredFile

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.followup.models import Correction


@dataclass(frozen=True, slots=True)
class Linkable:
    """Evidence that is here already. key: what the form sends."""

    key: str
    file: StoredFile
    caption: str
    about_on: date | None


def evidence_file(actor: Account, uid: UUID) -> StoredFile:
    """The file of a piece of evidence, when this person may see its corrective action; Http404 otherwise."""
    row = CorrectionEvidence.objects.visible_to(actor).filter(uid=uid).select_related("file").first()
    if row is None:
        raise Http404
    stored: StoredFile = row.file
    return stored


def evidence_to_link(actor: Account, correction: Correction) -> list[Linkable]:
    """What the unit has shown before: with this corrective action, or with its self-report."""
    before = CorrectionEvidence.objects.visible_to(actor).filter(correction=correction)
    reported = Evidence.objects.visible_to(actor).filter(
        inspection=correction.inspection_id, report_item__isnull=False, withdrawn_at=None
    )
    found = [
        Linkable(f"{kind}{row.uid}", row.file, row.caption, row.about_on)
        for kind, rows in (("c", before), ("s", reported))
        for row in rows.select_related("file")
    ]
    seen: dict[str, Linkable] = {}
    for one in found:
        seen.setdefault(one.file.sha256, one)
    return list(seen.values())


def linked_files(actor: Account, correction: Correction, keys: Iterable[str]) -> list[Linkable]:
    """The chosen ones; a key that is not on offer is passed over."""
    wanted = set(keys)
    return [one for one in evidence_to_link(actor, correction) if one.key in wanted]
