"""Findings as papers name them: text, extent, cause, difficulty, responsibility, and whether found before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings

from lotrinh.method.definitions import Library
from lotrinh.method.findings import read_taxonomy, read_words
from lotrinh.office.inspections.papers.words import extent, lower_first, short

if TYPE_CHECKING:
    from lotrinh.office.inspections.models import Finding
    from lotrinh.office.inspections.papers.gathering import Gathered

FAULTY: Final = ("shortcoming", "violation")
KIND_OF_CAUSE: Final = {
    "objective": "khách quan",
    "subjective": "chủ quan",
    "both": "cả khách quan và chủ quan",
    "": "",
}


@cache
def _causes() -> dict[str, tuple[str, str]]:
    """Key → (kind, words)."""
    return {c.key: (c.kind, c.vi) for c in read_taxonomy(Library.open(settings.DEFINITIONS)).causes}


def causes_in_words() -> dict[str, str]:
    """Causes of the taxonomy in words."""
    return {key: words for key, (_kind, words) in _causes().items()}


WHOM: Final = {
    "other_department": "các sở, ngành có liên quan",
    "city": "Ủy ban nhân dân Thành phố",
    "ministry": "các bộ, ngành Trung ương",
}
"""Who can remove a difficulty, as papers say it."""


@cache
def weights() -> dict[str, str]:
    """Weights in words."""
    return {w.key: w.vi for w in read_words(Library.open(settings.DEFINITIONS)).weights}


@cache
def sectors() -> dict[str, str]:
    """Fields in words."""
    return {key: s.name_vi for key, s in Library.open(settings.DEFINITIONS).sectors.items()}


@dataclass(frozen=True, slots=True)
class Names:
    """concluded: earlier inspection → its notice of conclusion. bodies: code → name in full."""

    concluded: Mapping[int, str]
    bodies: Mapping[str, str]

    def remover(self, finding: Finding) -> str:
        """The body that can remove the difficulty, else the level."""
        return self.bodies.get(finding.remover_unit) or WHOM.get(finding.remover, "")


def finding_fact(finding: Finding, unit_name: str, names: Names) -> dict[str, Any]:
    """One finding as plain data, each key in words."""
    before = finding.found_before
    return {
        "uid": str(finding.uid),
        "kind": finding.kind,
        "content": finding.content,
        "field": sectors().get(finding.field, ""),
        "text": finding.text.strip().rstrip("."),
        "extent": extent(finding.extent_count, finding.extent_of, finding.extent_unit),
        "weight": weights().get(finding.weight, ""),
        "cause_kind": finding.cause_kind,
        "causes": [_causes()[key][1] for key in finding.causes if key in _causes()],
        "objective": cause_lines(finding, "objective"),
        "subjective": cause_lines(finding, "subjective"),
        "difficulty": finding.difficulty.strip(),
        "remover": finding.remover,
        "whom": unit_name if finding.remover == "unit" else names.remover(finding),
        "responsible": finding.responsible.strip(),
        "proposal": finding.proposal.strip(),
        "earlier": _earlier(before, names.concluded) if before else "",
        "unit": unit_name,
    }


def _earlier(before: Finding, concluded: Mapping[int, str]) -> str:
    known = concluded.get(before.inspection_id)
    return known or f"kết quả kiểm tra ngày {short(before.inspection.start_date)}"


def cause_lines(finding: Finding, kind: str) -> list[str]:
    """Causes of one kind: those of the taxonomy, and what was written, by the kind of the finding."""
    if finding.kind not in FAULTY or finding.cause_kind not in (kind, "both"):
        return []
    known = [_causes()[key] for key in finding.causes if key in _causes()]
    lines = [words for own, words in known if own == kind]
    text = finding.cause_text.strip()
    others = finding.cause_kind == "both" and kind == "objective" and not lines
    if text and not (others and any(own == "subjective" for own, _ in known)):
        lines.append(text)
    return lines


def once(lines: Iterable[str]) -> list[str]:
    """Each line once, in order; lines that differ in case or an end mark are the same."""
    found: dict[str, str] = {}
    for line in lines:
        text = " ".join(line.split())
        found.setdefault(text.rstrip(".;").casefold(), text)
    return [line for key, line in found.items() if key]


def earlier_facts(gathered: Gathered) -> list[dict[str, Any]]:
    """What was found before and what is known of it now: found again, answered, or not looked at."""
    again = {f.lineage for f in gathered.findings if f.kind in FAULTY}
    answered = _answers_about(gathered)
    newest = {f.lineage: f for f in gathered.earlier}
    facts = []
    for finding in newest.values():
        answer = answered.get(str(finding.uid)) or answered.get(str(finding.lineage), "")
        state = "chưa khắc phục, nay vẫn còn" if finding.lineage in again else answer or "chưa kiểm tra lại"
        facts.append(
            {
                "uid": str(finding.uid),
                "text": finding.text.strip().rstrip("."),
                "found_on": finding.found_on.isoformat(),
                "state": state,
                "open": finding.lineage in again,
            }
        )
    return facts


def _answers_about(gathered: Gathered) -> dict[str, str]:
    """Subject (uid of a finding) → the answer to the question that asked about it."""
    found = {}
    for question in gathered.questions:
        slots = gathered.answers.get(question.pk, {})
        whole = slots.get("")
        if (
            question.origin == "finding"
            and question.subject
            and whole is not None
            and whole.state == "answered"
        ):
            words = {"yes": "đã khắc phục", "no": "chưa khắc phục", "partly": "đã khắc phục một phần"}
            found[question.subject] = words.get(str(whole.value), lower_first(str(whole.value)))
    return found
