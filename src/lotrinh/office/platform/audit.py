"""Writing the audit trail, inside the transaction of the change itself, and checking its chain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models

from lotrinh.method.text import fold
from lotrinh.office.platform import chain
from lotrinh.office.platform.models import AuditEntry

LOCK = 0x10741_0001


def record(
    actor: Any,
    verb: str,
    subject: Any,
    *,
    at: datetime,
    before: Any = None,
    after: Any = None,
    note: str = "",
) -> AuditEntry:
    """Write one entry in the caller's open transaction, so that change and entry live or die together.

    actor: an account, or None for the system. subject: a saved row, or (type, id), or (type, id, label).
    at: the moment, with its time zone. before, after: plain data of what changed.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("audit.record belongs inside the transaction of the change it tells of")
    one_writer_at_a_time()
    last = AuditEntry.objects.order_by("-number").values_list("number", "hash").first()
    kind, key, label = _subject(subject)
    entry = AuditEntry(
        number=last[0] + 1 if last else 1,
        at=at,
        actor_id=getattr(actor, "pk", None),
        actor_label=str(actor)[:200] if getattr(actor, "pk", None) else "system",
        verb=verb,
        subject_type=kind,
        subject_id=key,
        subject_label=label[:300],
        before=chain.plain(before),
        after=chain.plain(after),
        note=note.replace("\0", ""),
        previous_hash=last[1] if last else chain.FIRST,
    )
    entry.folded = fold(
        f"{entry.actor_label} {entry.verb} {entry.subject_label} {entry.subject_id} {entry.note}"
    )
    entry.hash = _digest(entry)
    entry.save(force_insert=True)
    return entry


def one_writer_at_a_time() -> None:
    """SQLite's immediate transaction is the only writer already; PostgreSQL needs a lock until the commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _subject(subject: Any) -> tuple[str, str, str]:
    if isinstance(subject, models.Model):
        return subject._meta.label_lower, str(subject.pk), str(subject)
    kind, key, *label = subject
    return str(kind), str(key), str(label[0]) if label else str(key)


def _digest(entry: AuditEntry) -> str:
    values = {name: getattr(entry, name) for name in chain.FIELDS if name != "actor"}
    return chain.digest({**values, "actor": entry.actor_id}, entry.at)


@dataclass(frozen=True, slots=True)
class Check:
    """What the check found. broken: (number, what is wrong) of the first entries that do not hold."""

    entries: int
    head: str
    broken: tuple[tuple[int, str], ...]

    @property
    def whole(self) -> bool:
        """Nothing is broken."""
        return not self.broken


def verify(*, expected_head: str = "", most: int = 20) -> Check:
    """Read the whole chain. A head noted elsewhere also shows that the newest entries were cut off."""
    entries, broken, previous, heads = 0, [], chain.FIRST, set()
    for entry in AuditEntry.objects.order_by("number").iterator(chunk_size=2000):
        entries += 1
        broken += [(entry.number, fault) for fault in _faults(entry, entries, previous)]
        previous = entry.hash
        heads.add(previous)
    if expected_head and expected_head not in heads:
        broken.append((entries, "the noted head is not in the chain: entries were cut off or rewritten"))
    return Check(entries, previous, tuple(broken[:most]))


def _faults(entry: AuditEntry, position: int, previous: str) -> Iterable[str]:
    if entry.number != position:
        yield f"number {entry.number} stands at place {position}: an entry is missing"
    if entry.previous_hash != previous:
        yield "does not follow the entry before it"
    if entry.hash != _digest(entry):
        yield "was changed after it was written"
