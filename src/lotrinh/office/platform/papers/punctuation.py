"""Ends of lines as papers have them: bases and lists end with ';' and the last with '.'."""

from __future__ import annotations

from collections.abc import Iterable

_ENDS = " .;,/"


def without_end(text: str) -> str:
    """Without the marks at its end, so that the right one can follow."""
    bare = text.rstrip(_ENDS)
    return bare or text


def listed(lines: Iterable[str], *, last: str = ".", single: bool = False) -> list[str]:
    """Each line with ';' and the last with its mark; single: one line alone has no mark."""
    bare = [without_end(line) for line in lines if line.strip()]
    if single and len(bare) == 1:
        return bare
    return [f"{line}{last if place == len(bare) else ';'}" for place, line in enumerate(bare, start=1)]


def sentence(text: str) -> str:
    """A paragraph that ends: a full stop where no mark stands."""
    text = text.rstrip()
    return text if not text or text[-1] in ".;:,?!…" else f"{text}."


def capital_first(text: str) -> str:
    """A paragraph begins with a capital: "bà Trần Thị Hòa" stands so inside a sentence only."""
    return text[:1].upper() + text[1:]
