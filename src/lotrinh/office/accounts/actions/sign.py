"""Noting who came and went."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from lotrinh.office.platform import audit


@transaction.atomic
def note_sign_in(account: Any) -> None:
    """An entry in the audit trail."""
    audit.record(account, "sign_in", account, at=timezone.now())


@transaction.atomic
def note_sign_out(account: Any) -> None:
    """An entry in the audit trail."""
    audit.record(account, "sign_out", account, at=timezone.now())
