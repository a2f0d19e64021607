"""Whether a fault was found before: candidates for the same fault, each with its reason; a person decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date as Day
from itertools import pairwise

from lotrinh.method.findings.similar import WORD
from lotrinh.method.text import fold
from lotrinh.method.trace import Reason

SAME_ITEM = 1.0
ALIKE = 0.35
"""Least share of common pairs of syllables from which two texts are called alike (our setting)."""


@dataclass(frozen=True, slots=True)
class KnownFault:
    """What identity is judged by.

    units: codes of the body and, for a new fault, of all bodies before it (see ``lineage``). item: key of the
    checklist question that showed it, "" when it was written freely. sector, content: as far as known.
    """

    id: str
    units: frozenset[str]
    text: str
    found_on: Day
    item: str = ""
    sector: str = ""
    content: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An earlier fault that may be the same. score: 0 to 1, for the order only."""

    id: str
    score: float
    reasons: tuple[Reason, ...] = field(default=())


def same_fault_candidates(new: KnownFault, olds: Iterable[KnownFault], most: int = 5) -> list[Candidate]:
    """Likely predecessors of a fault, best first: the same body or one before it, found earlier, and either
    shown by the same question or worded alike in the same field."""
    found = [c for c in (_candidate(new, old) for old in olds) if c is not None]
    return sorted(found, key=lambda c: (-c.score, c.id))[:most]


def likeness(a: str, b: str) -> float:
    """Dice's coefficient of the pairs of folded syllables of two texts; digits do not count. 0 to 1."""
    one, two = _pairs(a), _pairs(b)
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def _candidate(new: KnownFault, old: KnownFault) -> Candidate | None:
    shared = new.units & old.units
    if old.id == new.id or not shared or old.found_on >= new.found_on:
        return None
    alike = likeness(new.text, old.text)
    same_item = bool(new.item) and new.item == old.item
    same_field = bool(new.sector) and new.sector == old.sector
    if not same_item and (alike < ALIKE or not (same_field or _unknown_field(new, old))):
        return None
    reasons = [_body(sorted(shared), old)]
    if same_item:
        reasons.append(_item(new.item))
    if alike >= ALIKE:
        reasons.append(_worded(alike))
    return Candidate(old.id, SAME_ITEM if same_item else alike, tuple(reasons))


def _unknown_field(new: KnownFault, old: KnownFault) -> bool:
    return not new.sector or not old.sector


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    words = [w for w in WORD.findall(fold(text)) if not w.isdigit()]
    return frozenset(pairwise(words))


def _body(codes: list[str], old: KnownFault) -> Reason:
    day = old.found_on
    return Reason(
        "findings.same_body",
        f"Cùng đơn vị hoặc đơn vị trước khi sắp xếp ({', '.join(codes)}), đã phát hiện ngày {day:%d/%m/%Y}.",
        f"The same body, or one before a merger ({', '.join(codes)}), found on {day}.",
        {"units": codes, "found_on": day.isoformat()},
    )


def _item(key: str) -> Reason:
    return Reason(
        "findings.same_question",
        "Cùng một câu hỏi trong bộ câu hỏi kiểm tra.",
        "Shown by the same question of the checklist.",
        {"item": key},
    )


def _worded(alike: float) -> Reason:
    percent = round(alike * 100)
    return Reason(
        "findings.worded_alike",
        f"Nội dung giống nhau {percent} %.",
        f"The wording is {percent} % alike.",
        {"likeness": round(alike, 3)},
    )
