"""Read a file that somebody brought, say row by row what is wrong, and let it wait."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from typing import Any

from django.db import transaction

from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require
from lotrinh.office.registry.actions.record_results import compare
from lotrinh.office.registry.imports.index_results import as_result, check_index_results
from lotrinh.office.registry.imports.read import Reading, plain_name, read_file
from lotrinh.office.registry.imports.registers import check_register
from lotrinh.office.registry.models import ImportBatch, Unit
from lotrinh.office.registry.policies import may_import


def preview_import(
    actor: Any, data: bytes, name: str, kind: str, *, at: dt.datetime, by_shell: bool = False
) -> ImportBatch:
    """Read and check a file; nothing of it is taken yet. by_shell: the machine's operator, no account."""
    if not by_shell:
        require(may_import(actor))
    reading, rows, counts = _examine(data, name, kind)
    return _keep(actor, data, name, reading, rows, counts, at)


def check_file(data: bytes, name: str, kind: str) -> tuple[Reading, dict[str, int]]:
    """Read and check a file without writing anything: what is wrong, and what it would change."""
    reading, _, counts = _examine(data, name, kind)
    return reading, counts


def _examine(data: bytes, name: str, kind: str) -> tuple[Reading, list[dict[str, Any]], dict[str, int]]:
    reading = read_file(data, name, kind)
    rows = checked_rows(reading)
    counts: dict[str, int] = {"rows": len(reading.rows), "faults": reading.fault_count}
    if not reading.fault_count:
        counts |= count_changes(kind, rows)
    return reading, rows, counts


@transaction.atomic
def _keep(
    actor: Any,
    data: bytes,
    name: str,
    reading: Reading,
    rows: list[dict[str, Any]],
    counts: dict[str, int],
    at: dt.datetime,
) -> ImportBatch:
    faulty = bool(reading.fault_count)
    batch = ImportBatch.objects.create(
        kind=reading.kind,
        file_name=plain_name(name),
        file_size=len(data),
        rows=[] if faulty else rows,
        file_digest=hashlib.sha256(data).hexdigest(),
        counts=counts,
        uploaded_at=at,
        status=ImportBatch.Status.FAULTY if faulty else ImportBatch.Status.PREVIEWED,
        faults=[fault.as_dict() for fault in reading.faults],
        notices=[note.as_dict() for note in reading.notices],
        uploaded_by=actor if getattr(actor, "pk", None) else None,
    )
    audit.record(
        actor,
        "preview_import",
        batch,
        at=at,
        after={"kind": batch.kind, "sha256": batch.file_digest, "status": batch.status, **counts},
    )
    return batch


def checked_rows(reading: Reading) -> list[dict[str, Any]]:
    """The rows as plain data; what is wrong is added to the reading."""
    if reading.fault_count and not reading.rows:
        return []
    return check_index_results(reading) if reading.kind == "index-results" else check_register(reading)


def count_changes(kind: str, rows: list[dict[str, Any]]) -> dict[str, int]:
    """How many rows are new, corrected and the same; index results also get their 'change' set."""
    if kind == "index-results":
        unit_ids = dict(Unit.objects.values_list("code", "pk"))
        results = [as_result(row, unit_ids) for row in rows]
        found = compare(results, keep_unsaid=True)
        changes = {id(r): "new" for r in found.new} | {id(r): "same" for r in found.same}
        for row, result in zip(rows, results, strict=True):
            row["change"] = changes.get(id(result), "corrected")
    counted = Counter(row["change"] for row in rows)
    return {name: counted[name] for name in ("new", "corrected", "same")}
