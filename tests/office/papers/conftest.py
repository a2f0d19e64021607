"""What tests of papers share: a store of their own, the moment, and a template's example."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

AT = datetime(2020, 10, 20, 7, 5, 33, tzinfo=UTC)


@pytest.fixture
def at() -> datetime:
    """14:05:33 in Hà Nội on 20/10/2020."""
    return AT


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """The folder of the store."""
    settings.LOTRINH_FILES = tmp_path / "files"
    return tmp_path / "files"
