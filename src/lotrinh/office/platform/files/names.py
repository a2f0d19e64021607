"""Names of files made harmless: for the record, for the download, never for a path of ours."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

LONGEST = 180  # characters
LONGEST_BYTES = 240  # in UTF-8; file systems stop at 255
LONGEST_ENDING = 12
NAMELESS = "tệp"

# Control, format (bidi marks, zero width), surrogate, private, unassigned; line and paragraph separators.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
_ENDING = re.compile(rf"\.([A-Za-z0-9]{{1,{LONGEST_ENDING - 1}}})$")


def clean_name(name: str) -> str:
    """A name without folders, control and bidi marks, signs that Windows refuses, or reserved words.

    Vietnamese marks stay (as NFC); a long name keeps its ending. Cleaning twice changes nothing.
    """
    text = "".join(
        c if unicodedata.category(c) not in _UNSEEN else " " if c in "\t\n\r" else "" for c in name
    )
    text = re.split(r"[/\\]", unicodedata.normalize("NFC", text).rstrip("/\\ "))[-1]
    text = _trimmed(re.sub(r'[<>:"|?*]', "-", text))
    if _RESERVED.match(text):
        text = f"_{text}"
    return _shortened(text) or NAMELESS


def _trimmed(text: str) -> str:
    return " ".join(text.split()).lstrip(". ").rstrip(". ")


def _shortened(text: str) -> str:
    ending = ending_of(text)
    tail = f".{ending}" if ending else ""
    stem = text[: len(text) - len(tail)][: LONGEST - len(tail)]
    while len((stem + tail).encode()) > LONGEST_BYTES:
        stem = stem[:-1]
    if len(stem) + len(tail) == len(text):
        return text
    return _trimmed(unicodedata.normalize("NFC", stem.rstrip(". ") + tail))


def ending_of(name: str) -> str:
    """``pdf`` of ``Báo cáo.PDF``; empty when there is none. Letters and digits only, in small letters."""
    found = _ENDING.search(name.rstrip(". "))
    return found.group(1).lower() if found and found.start() else ""


def with_ending(name: str, ending: str, *, replace: bool) -> str:
    """The name with its true ending: put in the place of the old one, or behind it."""
    old = ending_of(name)
    stem = name[: -len(old) - 1] if replace and old else name
    return clean_name(f"{stem}.{ending}")


def content_disposition(name: str, *, inline: bool) -> str:
    """The header of a download: a plain ASCII name for old programs, the true one by RFC 5987."""
    safe = clean_name(name)
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{ascii_name(safe)}\"; filename*=UTF-8''{quote(safe, safe='')}"


def ascii_name(name: str) -> str:
    """The name without marks: ``Bao cao.pdf``; other letters become ``_``."""
    bare = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(c for c in bare if unicodedata.category(c) != "Mn")
    return re.sub(r"[^A-Za-z0-9 ._()+,=@-]", "_", bare)
