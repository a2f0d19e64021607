"""From what people write in a cell to plain values."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from lotrinh.method.checklists.models import answers_of
from lotrinh.method.text import fold

SHARE = re.compile(r"^\s*([\d.\s]+?)\s*(?:/|trên|tren|of)\s*([\d.\s]+?)\s*$", re.IGNORECASE)
DAY = re.compile(r"^\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*$")
THOUSANDS = re.compile(r"^-?\d{1,3}(\.\d{3})+(,\d+)?$")
NO_FIGURES_START = "khong co so lieu"


def squeezed(text: str) -> str:
    """A text as it is compared: without marks, case and double spaces."""
    return " ".join(fold(unicodedata.normalize("NFC", text)).split())


def plain_value(asked: Any, text: str) -> Any:
    """The plain value of a cell; text that is of no known form is given on, so that the check names it."""
    text = text.strip()
    if not text:
        return None
    reader = _READERS.get(asked.answer)
    return reader(asked, text) if reader else text


def _number(asked: Any, text: str) -> Any:
    bare = "".join(text.split())
    if THOUSANDS.match(bare):
        bare = bare.replace(".", "")
    return bare.replace(",", ".")


def _share(asked: Any, text: str) -> Any:
    found = SHARE.match(text)
    if not found:
        return text
    count, of = (re.sub(r"[.\s]", "", part) for part in found.groups())
    return {"count": int(count), "of": int(of)} if len(count) < 12 and len(of) < 12 else text


def _date(asked: Any, text: str) -> Any:
    found = DAY.match(text)
    if not found:
        return text
    day, month, year = found.groups()
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _one_of(asked: Any, text: str) -> Any:
    known = answers_of(asked, asked.answer)
    wanted = squeezed(text)
    for key, words in known.items():
        if wanted in (squeezed(key), squeezed(words.vi), squeezed(words.en)):
            return key
    options = list(known)
    if text.isdecimal() and 0 < int(text) <= len(options):
        return options[int(text) - 1]
    return text


_READERS = {"number": _number, "share": _share, "date": _date, "yes_no": _one_of, "choice": _one_of}
