"""Take a waiting file: all of it or nothing; taking it again changes nothing and says so."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require
from lotrinh.office.registry.actions.record_results import record_results
from lotrinh.office.registry.actions.record_units import record_units
from lotrinh.office.registry.imports.index_results import as_result
from lotrinh.office.registry.models import ImportBatch, Unit
from lotrinh.office.registry.policies import may_import


@transaction.atomic
def take_import(actor: Any, batch: ImportBatch, *, at: dt.datetime, by_shell: bool = False) -> dict[str, int]:
    """Write the rows of a batch. Returns the counts of new, corrected and same. Raises Faults, Refused."""
    if not by_shell:
        require(may_import(actor))
    # Two files with the same new figures would otherwise collide; the second waits and then finds them there.
    audit.one_writer_at_a_time()
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.status == ImportBatch.Status.TAKEN:
        return {"new": 0, "corrected": 0, "same": len(batch.rows)}
    if batch.status != ImportBatch.Status.PREVIEWED:
        raise Faults(_faulty(batch))
    counts = _write(batch)
    batch.status, batch.taken_at = ImportBatch.Status.TAKEN, at
    batch.counts = {**batch.counts, **counts}
    batch.save(update_fields=["status", "taken_at", "counts"])
    audit.record(actor, "take_import", batch, at=at, after={"sha256": batch.file_digest, **counts})
    return counts


def _write(batch: ImportBatch) -> dict[str, int]:
    """Compared again with what holds now: somebody may have taken another file since the preview."""
    if batch.kind == ImportBatch.ImportKind.INDEX_RESULTS:
        unit_ids = dict(Unit.objects.values_list("code", "pk"))
        return record_results((as_result(row, unit_ids) for row in batch.rows), keep_unsaid=True)
    record_units(batch.rows)
    return {name: int(batch.counts[name]) for name in ("new", "corrected", "same")}


def _faulty(batch: ImportBatch) -> Fault:
    return Fault(
        "imports.not_takeable",
        batch.file_name,
        "Tệp còn lỗi nên không có gì được ghi. Hãy sửa tệp và nạp lại.",
        "The file has faults, so nothing was taken. Mend the file and bring it again.",
        str(batch.counts.get("faults", "")),
        "0",
    )
