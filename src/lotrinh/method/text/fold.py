"""Folding of marks and the Vietnamese order of letters.

``fold`` serves index and query alike, so that "so tai nguyen" finds "Sở Tài nguyên": đ is a letter of its
own and not a mark, so neither Unicode decomposition nor the databases' own folding takes it away.
``sort_key`` follows the order of the Vietnamese dictionary, the same as ICU's root ``vi`` collation: letters
first over the whole string, then tones, then case.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ORDER = {c: i + 12 for i, c in enumerate(_LETTERS)} | {str(d): d + 2 for d in range(10)} | {" ": 1}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = {"\u0302", "\u0306", "\u031b"}


def fold(text: str) -> str:
    """Lower case without marks, đ as d, runs of white space as one blank."""
    plain = unicodedata.normalize("NFD", text.translate(str.maketrans("đĐ", "dD")))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return re.sub(r"\s+", " ", plain).strip()


def sort_key(text: str) -> bytes:
    """A key whose byte order is the Vietnamese order; equal on every database."""
    letters, tones, cases = bytearray(), bytearray(), bytearray()
    for char in unicodedata.normalize("NFC", text):
        base, tone = _split(char.lower())
        if base not in _ORDER:
            continue
        letters.append(_ORDER[base])
        tones.append(tone + 1)
        cases.append(2 if char != char.lower() else 1)
    return bytes(letters) + b"\0" + bytes(tones) + b"\0" + bytes(cases)


def _split(char: str) -> tuple[str, int]:
    """The letter with its shape (ă, â, ơ …) and the number of its tone."""
    tone, kept = 0, ""
    for part in unicodedata.normalize("NFD", char):
        if part in _TONES:
            tone = _TONES[part]
        elif not unicodedata.combining(part) or part in _SHAPES:
            kept += part
    return unicodedata.normalize("NFC", kept), tone
