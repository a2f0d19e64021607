"""Bytes that no row names: left by a transaction that was rolled back, or by a write that died."""

from __future__ import annotations

from datetime import datetime, timedelta

from lotrinh.office.platform.files import store
from lotrinh.office.platform.models import StoredFile

YOUNG = timedelta(days=1)


def sweep(*, at: datetime, older_than: timedelta = YOUNG) -> int:
    """Remove them from the disk; how many files went. Young ones stay: their row may be on its way."""
    named = set(StoredFile.objects.values_list("sha256", flat=True).distinct())
    before, gone = (at - older_than).timestamp(), 0
    for path in store.everything():
        if store.digest_in(path) not in named and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def missing_or_changed() -> list[str]:
    """Digests of rows whose bytes are gone or no longer have their hash; reads the whole store."""
    digests = StoredFile.objects.order_by("sha256").values_list("sha256", flat=True).distinct()
    return [digest for digest in digests if not store.is_whole(digest)]
