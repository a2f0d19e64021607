"""Every test of files has a store of its own, and looks into it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lotrinh.office.platform.files import store


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """The folder of the store."""
    settings.LOTRINH_FILES = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def at() -> datetime:
    """A moment of the inspection."""
    return datetime(2020, 9, 14, 2, 30, tzinfo=UTC)


@pytest.fixture
def nothing_kept(db: None) -> Callable[[], None]:
    """Asserts that neither rows, nor bytes, nor entries of the audit trail were left."""
    from lotrinh.office.platform.models import AuditEntry, StoredFile

    def check() -> None:
        assert list(store.everything()) == []
        assert StoredFile.objects.count() == 0
        assert AuditEntry.objects.count() == 0

    return check
