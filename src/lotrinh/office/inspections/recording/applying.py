"""A command meets the record of its inspection, in memory; nothing here touches a database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lotrinh.office.inspections.recording.answers import apply_answer
from lotrinh.office.inspections.recording.drafts import apply_draft
from lotrinh.office.inspections.recording.evidence import apply_evidence, withdraw_evidence
from lotrinh.office.inspections.recording.findings import apply_finding, withdraw_finding
from lotrinh.office.inspections.recording.incoming import Incoming
from lotrinh.office.inspections.recording.outcomes import Outcome
from lotrinh.office.inspections.recording.record import Record
from lotrinh.office.inspections.recording.settling import Doing, not_allowed

Apply = Callable[[Record, Incoming, Doing], Outcome]
APPLY: Final[dict[str, tuple[str, Apply]]] = {
    "answer": ("record_answer", apply_answer),
    "finding": ("", apply_finding),
    "withdraw_finding": ("", withdraw_finding),
    "evidence": ("keep_evidence", apply_evidence),
    "withdraw_evidence": ("keep_evidence", withdraw_evidence),
    "draft": ("", apply_draft),
}
"""Kind → the verb of the workflow ('' when the command itself tells it), and how it is applied."""


def apply_command(record: Record, command: Incoming, doing: Doing) -> Outcome:
    """Apply one command that is no step of the chain; the record then holds what is to be written."""
    verb, apply = APPLY[command.kind]
    denied = not_allowed(record, verb) if verb else None
    return denied or apply(record, command, doing)
