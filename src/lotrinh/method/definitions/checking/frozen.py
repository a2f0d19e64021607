"""What is published has not changed."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.method.definitions.digests import FROZEN, changed, digest, frozen
from lotrinh.method.definitions.library import Library
from lotrinh.method.faults import Fault, Faults


def check_frozen(library: Library) -> Iterator[Fault]:
    """Every digest of frozen.yaml against the definition under that key."""
    for key, expected in frozen(library.root).items():
        where = library.document(FROZEN).where("frozen", key)
        try:
            got = digest(library.root, key)
        except Faults as error:
            yield from error.faults
            continue
        if got != expected:
            yield changed(key, where, got, expected)
