"""The library of definitions of this installation, opened once: definitions do not change while it runs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from lotrinh.method.definitions import Library


def opened_library() -> Library:
    """The library in the folder of the settings."""
    return _open(str(settings.DEFINITIONS))


@cache
def _open(root: str) -> Library:
    return Library.open(Path(root))
