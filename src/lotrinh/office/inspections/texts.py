"""Texts that come from forms, as they are kept."""

from __future__ import annotations

import unicodedata


def one_line(text: str) -> str:
    """On one line, in NFC, without control characters and double spaces."""
    kept = "".join(" " if unicodedata.category(c) == "Cc" else c for c in unicodedata.normalize("NFC", text))
    return " ".join(kept.split())


def lines(text: str) -> str:
    """The same with its line breaks."""
    return "\n".join(one_line(line) for line in text.splitlines()).strip()
