"""Take a file in: bytes into the store, a row, an entry in the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Count, Sum

from lotrinh.method.faults import Faults
from lotrinh.method.trace import Reason
from lotrinh.office.platform import audit
from lotrinh.office.platform.files import store
from lotrinh.office.platform.files.examine import Examined, examine
from lotrinh.office.platform.files.limits import LIMITS, Limits, day_full
from lotrinh.office.platform.files.policies import may_keep_file
from lotrinh.office.platform.models import StoredFile
from lotrinh.office.platform.policies import require

DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Kept:
    """The row; what the person should be told; his earliest row with the same bytes, if there is one."""

    file: StoredFile
    notices: tuple[Reason, ...]
    duplicate_of: StoredFile | None


def keep_file(
    actor: Any,
    data: bytes | File | Examined,
    name: str = "",
    *,
    at: datetime,
    limits: Limits = LIMITS,
    already: int = 0,
) -> Kept:
    """Keep what was brought; raises Faults, and leaves neither row nor bytes, when it is not taken.

    actor: an account, or None for the system. data: bytes, an upload, or what ``examine`` returned (the
    choice inside a transaction: looking at a PDF takes long, and SQLite has one writer). already: files that
    the owner has, for the limit of their count.
    """
    require(may_keep_file(actor))
    limits.check_count(already)
    examined = data if isinstance(data, Examined) else examine(data, name, limits)
    check_day(actor, len(examined.data), at, limits)
    digest = store.put(examined.data)
    with transaction.atomic():
        earlier = StoredFile.objects.filter(sha256=digest, brought_by=actor).order_by("brought_at").first()
        row = _row(actor, examined, digest, at)
        audit.record(actor, "keep_file", row, at=at, after=_told(row))
    return Kept(row, examined.found.notices, earlier)


def check_day(actor: Any, coming: int, at: datetime, limits: Limits = LIMITS) -> None:
    """Raise Faults when an account has brought so much in the last 24 hours that this would be too much: one
    account cannot fill the disk of all. coming: bytes.
    """
    if actor is None:
        return
    lately = StoredFile.objects.filter(brought_by=actor, brought_at__gt=at - DAY, brought_at__lte=at)
    found = lately.order_by().aggregate(count=Count("pk"), size=Sum("size"))
    size = found["size"] if found["size"] is not None else 0
    if found["count"] >= limits.day_count or size + coming > limits.day_bytes:
        raise Faults(day_full(found["count"], size, limits))


def _row(actor: Any, examined: Examined, digest: str, at: datetime) -> StoredFile:
    found = examined.found
    return StoredFile.objects.create(
        sha256=digest,
        size=len(examined.data),
        content_type=found.content_type,
        name=found.name,
        facts=found.facts,
        brought_by=actor,
        brought_at=at,
    )


def _told(row: StoredFile) -> dict[str, object]:
    return {"name": row.name, "sha256": row.sha256, "size": row.size, "content_type": row.content_type}
