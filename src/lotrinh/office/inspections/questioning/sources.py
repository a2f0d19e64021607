"""The register of sources, and what a source proposes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lotrinh.method.checklists import Question as Asked
from lotrinh.method.text import fold
from lotrinh.method.trace import Reason
from lotrinh.office.inspections.models import Inspection

ORIGINS = ("finding", "task", "risk", "report")
LONGEST_KEY = 120


@dataclass(frozen=True, slots=True)
class Proposed:
    """A question that a source proposes.

    key: letters, digits and hyphens; the same for the same matter, so that it is asked once. origin: finding,
    task, risk or report. answer: kind of answer. subject: what it goes back to (uid, key). reason: why it is
    asked. content: number of the content group, when there is one.
    """

    key: str
    origin: str
    vi: str
    en: str
    reason: Reason
    answer: str = "yes_no"
    subject: str = ""
    content: int | None = None
    required: bool = False

    def item(self) -> dict[str, Any]:
        """The question as an item of a checklist, as plain data."""
        raw = {
            "key": self.key,
            "answer": self.answer,
            "vi": self.vi,
            "en": self.en,
            "required": self.required,
        }
        return Asked.model_validate(raw).model_dump(mode="json")


Source = Callable[[Inspection, datetime], Sequence[Proposed]]
SOURCES: dict[str, tuple[int, Source]] = {}


def question_source(key: str, *, order: int = 50) -> Callable[[Source], Source]:
    """Register a source: inspection, moment → proposed questions; lower orders are asked first."""

    def keep(source: Source) -> Source:
        SOURCES[key] = (order, source)
        return source

    return keep


def asked_of_sources(inspection: Inspection, at: datetime) -> list[Proposed]:
    """What all sources propose, each key once, in their order."""
    found: dict[str, Proposed] = {}
    for _order, source in sorted(SOURCES.values(), key=lambda entry: entry[0]):
        for proposed in source(inspection, at):
            found.setdefault(proposed.key, proposed)
    return list(found.values())


def key_of(*parts: str) -> str:
    """A key from any words: folded, hyphens between, cut to what the column holds."""
    text = "-".join(
        "".join(c if c.isascii() and c.isalnum() else " " for c in fold(p)).strip() for p in parts
    )
    return "-".join(text.replace("-", " ").split())[:LONGEST_KEY].strip("-")
