"""One corrective action with all that was said and shown about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.http import Http404

from lotrinh.method.workflows import State, Verb
from lotrinh.office.followup.models import (
    Correction,
    CorrectionEntry,
    CorrectionEvidence,
    ExtensionRequest,
    Reminder,
)
from lotrinh.office.followup.policies import verbs_open_to
from lotrinh.office.followup.queries.corrections import Line, line_of
from lotrinh.office.followup.rows import workflow
from lotrinh.office.inspections.models import Finding, Inspection
from lotrinh.office.platform.files.previews import pages_to_see

if TYPE_CHECKING:
    from uuid import UUID

    from lotrinh.office.accounts.models import Account


@dataclass(frozen=True, slots=True)
class Shown:
    """A file that was shown. preview: whether there is a picture of it."""

    row: CorrectionEvidence
    preview: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was said or done; after: the state that it led to, None when nothing changed."""

    row: CorrectionEntry
    after: State | None
    evidence: tuple[Shown, ...]
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the page of one corrective action."""

    line: Line
    findings: tuple[Finding, ...]
    entries: tuple[Entry, ...]
    extensions: tuple[ExtensionRequest, ...]
    reminders: tuple[Reminder, ...]
    reinspection: Inspection | None
    inspection_visible: bool
    verbs: tuple[Verb, ...]

    @property
    def open_extension(self) -> ExtensionRequest | None:
        """The request that waits for a decision."""
        return next((e for e in self.extensions if e.state == ExtensionRequest.ASKED), None)


def correction_of(actor: Account, uid: UUID) -> Correction:
    """The corrective action, when this person may know of it; Http404 otherwise."""
    rows = Correction.objects.visible_to(actor).filter(uid=uid)
    asked = ExtensionRequest.objects.for_actions().filter(
        correction=OuterRef("pk"), state=ExtensionRequest.ASKED
    )
    found = rows.annotate(asked=Exists(asked)).select_related(
        "unit", "item__paper", "item__unit", "inspection__unit", "inspection__plan"
    )
    row: Correction | None = found.first()
    if row is None:
        raise Http404
    return row


def sheet_of(actor: Account, row: Correction, today: date) -> Sheet:
    """The page of it: a constant number of queries."""
    shown: dict[int, list[Shown]] = defaultdict(list)
    evidence = CorrectionEvidence.objects.visible_to(actor).filter(correction=row).select_related("file")
    for piece in evidence:
        shown[piece.entry_id].append(Shown(piece, pages_to_see(piece.file) > 0))
    entries = CorrectionEntry.objects.visible_to(actor).filter(correction=row).select_related("by")
    requests = ExtensionRequest.objects.visible_to(actor).filter(correction=row)
    again = Inspection.objects.visible_to(actor).filter(pk=row.reinspection_id or 0).first()
    return Sheet(
        line=line_of(row, today),
        findings=_findings(row),
        entries=tuple(_entry(entry, shown[entry.pk]) for entry in entries),
        extensions=tuple(requests.select_related("asked_by", "decided_by")),
        reminders=tuple(Reminder.objects.visible_to(actor).filter(correction=row).select_related("paper")),
        reinspection=again,
        inspection_visible=Inspection.objects.visible_to(actor).filter(pk=row.inspection_id).exists(),
        verbs=tuple(verbs_open_to(actor, row)),
    )


def _findings(row: Correction) -> tuple[Finding, ...]:
    """What the item is about: it was issued with the conclusion, so whoever sees the action may read it."""
    rows = Finding.objects.for_actions().filter(conclusion_items=row.item_id, withdrawn_at=None)
    return tuple(rows.select_related("unit"))


def _entry(row: CorrectionEntry, shown: Sequence[Shown]) -> Entry:
    after = workflow().state(row.after) if row.after != row.before else None
    return Entry(row, after, tuple(shown), _facts(row))


def _facts(row: CorrectionEntry) -> dict[str, Any]:
    """Plain data of an entry with its days as days."""
    days = {
        key: date.fromisoformat(value)
        for key in ("until", "before", "asked", "due_on", "wanted", "start")
        if isinstance(value := row.data.get(key), str)
    }
    return {**row.data, **days}
