"""The folder of everything made at run time: closed to others, its key made once."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

PREPARE = "from lotrinh.office.project.data_folder import prepare_data_folder as p; print(p())"


def prepare(folder: Path) -> None:
    """In a process of its own: it changes the umask."""
    subprocess.run(
        [sys.executable, "-c", PREPARE], check=True, env={**os.environ, "LOTRINH_DATA": str(folder)}
    )


def test_folder_and_key_are_for_the_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    prepare(folder)
    key = folder / "secret_key"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_text().strip()) >= 50


def test_the_key_is_made_once(tmp_path: Path) -> None:
    prepare(tmp_path)
    first = (tmp_path / "secret_key").read_text()
    prepare(tmp_path)
    assert (tmp_path / "secret_key").read_text() == first


def test_reading_the_settings_makes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "none"
    code = "import lotrinh.office.project.settings"
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "LOTRINH_DATA": str(folder)})
    assert not folder.exists()
