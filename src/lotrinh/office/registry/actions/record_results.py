"""Keep published figures: what differs is a new row that names the one it replaces."""

from __future__ import annotations

from collections import defaultdict
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


def compare(
    rows: Iterable[IndexResult], *, keep_unsaid: bool = False, former_is_same: bool = False
) -> Comparison:
    """Sort the rows into new, same and corrected. Keys must differ among the rows.

    keep_unsaid: what a row leaves empty stays as it holds; a brought table takes no figure away.
    former_is_same: a figure that was replaced since is no news, so that a definition undoes no correction.
    """
    rows = list(rows)
    known = _known(rows, former=former_is_same)
    found = Comparison([], [], [])
    for row in rows:
        held = known.get(key_of(row), [])
        old = next((each for each in held if each.current), None)
        if old is not None and keep_unsaid:
            _fill(row, old)
        if old is None:
            found.new.append(row)
        elif any(_says_the_same(each, row) for each in held):
            found.same.append(row)
        else:
            found.corrected.append((old, row))
    return found


def _says_the_same(one: IndexResult, other: IndexResult) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in COMPARED)


def _fill(row: IndexResult, old: IndexResult) -> None:
    """Take from the figure that holds what the row does not say."""
    for name in (*COMPARED, "component_vi", "component_en"):
        if getattr(row, name) in (None, "", False):
            setattr(row, name, getattr(old, name))


def _known(rows: Sequence[IndexResult], *, former: bool) -> dict[Key, list[IndexResult]]:
    """What is recorded of the same indices and years, by key; the former figures when wanted."""
    indices, years = {row.index for row in rows}, {row.year for row in rows}
    recorded = IndexResult.objects.filter(index__in=indices, year__in=years)
    known: dict[Key, list[IndexResult]] = defaultdict(list)
    for row in (recorded if former else recorded.filter(current=True)).iterator(2000):
        known[key_of(row)].append(row)
    return known


@transaction.atomic
def record_results(
    rows: Iterable[IndexResult], *, keep_unsaid: bool = False, former_is_same: bool = False
) -> dict[str, int]:
    """Write what is new or corrected, by the rules of compare. Returns how many of each."""
    found = compare(rows, keep_unsaid=keep_unsaid, former_is_same=former_is_same)
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
