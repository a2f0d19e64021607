"""The folder that holds everything made at run time: database, secret key, collected files.

Nothing here is read or made when this module is imported; the command line and the server ask for it.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from lotrinh.method.definitions import own_root

CHECKOUT = Path(__file__).resolve().parents[4]


def data_folder() -> Path:
    """LOTRINH_DATA, else ``.run`` in the checkout, else the person's own data folder."""
    chosen = os.environ.get("LOTRINH_DATA")
    if chosen:
        return Path(chosen).expanduser().resolve()
    if (CHECKOUT / "pyproject.toml").is_file():
        return CHECKOUT / ".run"
    return Path.home() / ".local" / "share" / "lotrinh"


def definitions_folder() -> Path:
    """LOTRINH_DEFINITIONS, else those of this distribution: in the wheel, or in the checkout."""
    chosen = os.environ.get("LOTRINH_DEFINITIONS")
    return Path(chosen).expanduser().resolve() if chosen else own_root()


def secret_key(folder: Path) -> str:
    """LOTRINH_SECRET_KEY, else the key in the folder, else nothing: Django then refuses to use it."""
    given = os.environ.get("LOTRINH_SECRET_KEY")
    path = folder / "secret_key"
    if given:
        return given
    return path.read_text("ascii").strip() if path.is_file() else ""


def prepare_data_folder() -> Path:
    """Make the folder (0700) and its secret key (0600) when they are not there yet."""
    os.umask(0o077)
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "secret_key"
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
    return folder
