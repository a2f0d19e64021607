"""What was published about a body, when, and where it can be read: all that risk is computed from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from lotrinh.method.trace import Source


@dataclass(frozen=True, slots=True)
class Observation:
    """One published fact about one subject.

    subject: unit code, or province code (``vn.p01``) for an index of provinces. index: par, sipas, papi,
    finding, late_dossiers, overdue_tasks, complaints, self_minus_appraised … value: the figure; None when
    only bounds are known. at_most / at_least: bounds of the figure. block: the bodies ranked together
    (``hanoi-2020/district``); rank and last bind the others of the block. occurred_on: the day of a visit
    or a finding. state: open | closed | unknown (findings), else empty. basis: how it came about
    (discipline_check, directive …); a check counts as an inspection. published_on: nobody could use it
    before that day; published_mark: seen | recalled | bound (latest possible).
    """

    subject: str
    index: str
    year: int
    published_on: date
    source: Source
    component: str = ""
    value: Decimal | None = None
    at_most: Decimal | None = None
    at_least: Decimal | None = None
    rank: int | None = None
    last: bool = False
    block: str = ""
    occurred_on: date | None = None
    state: str = ""
    basis: str = ""
    published_mark: str = "seen"
    label: str = ""
    label_en: str = ""
    note: str = ""
    note_en: str = ""

    def known_by(self, day: date) -> bool:
        """Whether somebody deciding on that day could have read it."""
        return self.published_on <= day and (self.occurred_on is None or self.occurred_on <= day)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON; figures as text, so that no digit is lost; empty parts are left out."""
        raw: dict[str, Any] = {
            "subject": self.subject,
            "index": self.index,
            "component": self.component,
            "year": self.year,
            "value": _text(self.value),
            "at_most": _text(self.at_most),
            "at_least": _text(self.at_least),
            "rank": self.rank,
            "label": self.label,
            "note": self.note,
            "note_en": self.note_en,
            "state": self.state,
            "occurred_on": self.occurred_on.isoformat() if self.occurred_on else None,
            "published_on": self.published_on.isoformat(),
            "source": self.source.as_dict(),
        }
        return {k: v for k, v in raw.items() if v not in (None, "")}


def sort_key(item: Observation) -> tuple[str, ...]:
    """A total order, so that the order of the input never matters."""
    numbers = (item.value, item.at_most, item.at_least, item.rank, item.occurred_on)
    texts = (item.component, item.state, item.basis, item.block, item.source.id, item.note, item.label)
    return (item.index, f"{item.year:05d}", item.subject, *texts, *(str(n) for n in numbers), str(item.last))


class Evidence:
    """Observations known by a day, by subject and index, in a fixed order."""

    def __init__(self, observations: Iterable[Observation], as_of: date) -> None:
        self.as_of = as_of
        self._of: dict[tuple[str, str], list[Observation]] = {}
        self._blocks: dict[tuple[str, str], list[Observation]] = {}
        for item in sorted((o for o in observations if o.known_by(as_of)), key=sort_key):
            self._of.setdefault((item.subject, item.index), []).append(item)
            if item.block:
                self._blocks.setdefault((item.block, item.index), []).append(item)

    def of(self, codes: Iterable[str], index: str) -> list[Observation]:
        """Observations about any of the codes (a body and the one it continues)."""
        return [item for code in codes for item in self._of.get((code, index), ())]

    def block(self, block: str, index: str) -> list[Observation]:
        """Observations about the bodies ranked together."""
        return self._blocks.get((block, index), [])

    def subjects(self, index: str) -> list[str]:
        """Everybody of whom the index says something."""
        return sorted({subject for subject, key in self._of if key == index})


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
