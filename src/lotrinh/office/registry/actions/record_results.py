"""Keep published figures: what differs is a new row that names the one it replaces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from lotrinh.method.text import fold
from lotrinh.office.registry.models import IndexResult

BATCH = 500
Key = tuple[str, str, int, str]
COMPARED = (
    "value", "at_least", "at_most", "maximum", "rank", "last", "block", "published_on", "published_mark",
    "source", "url", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Comparison:
    """The rows against what holds. corrected: (what holds, what shall hold)."""

    new: list[IndexResult]
    same: list[IndexResult]
    corrected: list[tuple[IndexResult, IndexResult]]

    def counts(self) -> dict[str, int]:
        """How many of each."""
        return {"new": len(self.new), "same": len(self.same), "corrected": len(self.corrected)}


def key_of(row: IndexResult) -> Key:
    """What a figure is about; one figure holds for each key."""
    return row.subject, row.index, row.year, row.component


def compare(rows: Iterable[IndexResult], *, keep_unsaid: bool = False) -> Comparison:
    """Sort the rows into new, same and corrected. Keys must differ among the rows.

    keep_unsaid: what a row leaves empty stays as it holds; a brought table takes no figure away.
    """
    rows = list(rows)
    holding = _holding(rows)
    found = Comparison([], [], [])
    for row in rows:
        old = holding.get(key_of(row))
        if old is not None and keep_unsaid:
            _fill(row, old)
        if old is None:
            found.new.append(row)
        elif all(getattr(old, name) == getattr(row, name) for name in COMPARED):
            found.same.append(row)
        else:
            found.corrected.append((old, row))
    return found


def _fill(row: IndexResult, old: IndexResult) -> None:
    """Take from the figure that holds what the row does not say."""
    for name in (*COMPARED, "component_vi", "component_en"):
        if getattr(row, name) in (None, "", False):
            setattr(row, name, getattr(old, name))


def _holding(rows: Sequence[IndexResult]) -> dict[Key, IndexResult]:
    indices, years = {row.index for row in rows}, {row.year for row in rows}
    held = IndexResult.objects.filter(current=True, index__in=indices, year__in=years)
    return {key_of(row): row for row in held.iterator(2000)}


@transaction.atomic
def record_results(rows: Iterable[IndexResult], *, keep_unsaid: bool = False) -> dict[str, int]:
    """Write what is new or corrected. Returns the counts of new, same and corrected."""
    found = compare(rows, keep_unsaid=keep_unsaid)
    for start in range(0, len(found.corrected), BATCH):
        old = [before.pk for before, _ in found.corrected[start : start + BATCH]]
        IndexResult.objects.filter(pk__in=old).update(current=False)
    for before, after in found.corrected:
        after.replaces = before
    fresh = [*found.new, *(after for _, after in found.corrected)]
    for row in fresh:
        row.subject_folded = fold(row.subject_name)
    IndexResult.objects.bulk_create(fresh, BATCH)
    return found.counts()


def repeated(rows: Iterable[IndexResult]) -> set[Key]:
    """Keys that stand more than once."""
    return {key for key, times in Counter(map(key_of, rows)).items() if times > 1}
