"""The small library in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.method.definitions.small_library import write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the small library, without any fault."""
    return write(tmp_path / "definitions")
