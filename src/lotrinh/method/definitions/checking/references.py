"""References between definitions: sources, sectors, units; found by the name of the key that holds them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from lotrinh.method.definitions.reading import Document, Key
from lotrinh.method.faults import Fault

SENTENCES = {
    "source": ("nguồn", "source"),
    "sector": ("lĩnh vực", "sector"),
    "unit": ("đơn vị", "unit"),
    "register": ("danh mục", "register"),
    "calendar": ("lịch", "calendar"),
    "profile": ("hồ sơ rủi ro", "risk profile"),
}


def unknown(what: str, where: str, got: str, expected: str = "") -> Fault:
    """A reference to something that is not there."""
    vi, en = SENTENCES[what]
    return Fault(
        f"definitions.unknown_{what}",
        where,
        f"Không có {vi} “{got}”; hãy sửa mã hoặc bổ sung định nghĩa.",
        f"There is no {en} “{got}”; correct the id or add the definition.",
        got=got,
        expected=expected or f"id of a known {en}",
    )


def duplicate(where: str, got: str, first: str) -> Fault:
    """The same key twice."""
    return Fault(
        "definitions.duplicate",
        where,
        f"“{got}” trùng với {first}; mỗi mã chỉ được dùng một lần.",
        f"“{got}” stands at {first} too; use each id once.",
        got=got,
        expected="each id once",
    )


def unknown_in(
    document: Document, keys: Collection[str], known: Collection[str], what: str
) -> Iterator[Fault]:
    """Faults for every text under one of the keys (or in a list there) that is not among the known."""
    for at, value in texts_under(document.data, keys):
        if value not in known:
            yield unknown(what, document.where(*at), value)


def texts_under(data: Any, keys: Collection[str], at: Key = ()) -> Iterator[tuple[Key, str]]:
    """(path, text) of every text that stands under one of the keys, alone or in a list."""
    if isinstance(data, dict):
        for key, value in data.items():
            here = (*at, key)
            if key in keys:
                yield from _texts(value, here)
            if isinstance(value, dict | list):
                yield from texts_under(value, keys, here)
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from texts_under(value, keys, (*at, i))


def _texts(value: Any, at: Key) -> Iterator[tuple[Key, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, list):
        yield from (((*at, i), item) for i, item in enumerate(value) if isinstance(item, str))
