"""Legal acts: each id once, dates in order."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.method.definitions.checking.references import duplicate
from lotrinh.method.definitions.library import Library
from lotrinh.method.definitions.models import Acts
from lotrinh.method.faults import Fault, Faults


def check_acts(library: Library) -> Iterator[Fault]:
    """Schema of every file of sources/, and ids across files."""
    seen: dict[str, str] = {}
    for name in library.files("sources"):
        try:
            acts = library.read(Acts, "sources", name)
        except Faults as error:
            yield from error.faults
            continue
        document = library.document("sources", name)
        for i, act in enumerate(acts.sources):
            where = document.where("sources", i, "id")
            if act.id in seen:
                yield duplicate(where, act.id, seen[act.id])
            seen.setdefault(act.id, where)
