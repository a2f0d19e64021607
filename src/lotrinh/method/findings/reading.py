"""The taxonomy of causes and the findings that were published, from the library."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date as Day

from lotrinh.method.definitions import Library
from lotrinh.method.findings.models import FindingWords, PublishedFinding, Taxonomy
from lotrinh.method.registers import Register

QUARTER_MONTHS = 3


def read_taxonomy(library: Library) -> Taxonomy:
    """Causes and removers of difficulties. Faults with file and line."""
    return library.read(Taxonomy, "causes", "causes.yaml")


def read_words(library: Library) -> FindingWords:
    """Kinds and weights of findings in both languages."""
    return library.read(FindingWords, "findings", "kinds.yaml")


def read_published(library: Library) -> list[PublishedFinding]:
    """The published findings, in the order of the file."""
    return library.table(PublishedFinding, "findings", "published.csv")


def first_day(text: str) -> Day | None:
    """The first day of a day, month, quarter (2017-Q1), half (2018-H1) or years; None if it is none."""
    found = re.match(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?|-Q([1-4])|-H([12])|-\d{4})?$", text)
    if not found:
        return None
    year, month, day, quarter, half = found.groups()
    if quarter or half:
        month = str((int(quarter) - 1) * QUARTER_MONTHS + 1 if quarter else (int(half) - 1) * 6 + 1)
    try:
        return Day(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None


def lineage(registers: Iterable[Register], code: str) -> frozenset[str]:
    """The unit and every unit before it, through all successions, so that a merger does not hide a fault."""
    known = tuple(registers)
    found, waiting = {code}, [code]
    while waiting:
        here = waiting.pop()
        before = {s.predecessor for r in known for s in r.predecessors(here)} - found
        found |= before
        waiting += before
    return frozenset(found)
