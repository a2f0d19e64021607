"""Files that people brought."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from lotrinh.office.registry.models import ImportBatch
from lotrinh.office.registry.policies import may_import


def import_batches(actor: Any) -> QuerySet[ImportBatch]:
    """Every file, newest first, without its rows; none for those who may not import."""
    batches = ImportBatch.objects.select_related("uploaded_by").defer("rows", "faults", "notices")
    return batches if may_import(actor) else batches.none()


def same_file_taken(actor: Any, batch: ImportBatch) -> ImportBatch | None:
    """An earlier import of exactly the same file that was taken."""
    earlier = import_batches(actor).filter(
        file_digest=batch.file_digest, kind=batch.kind, status=ImportBatch.Status.TAKEN
    )
    return earlier.exclude(pk=batch.pk).first()
