"""How wide words are in the bundled font: a rule under them is a share of their length."""

from __future__ import annotations

from functools import cache, lru_cache

from PIL import ImageFont

from lotrinh.office.platform.papers.form import FONTS

_MM_PER_POINT = 25.4 / 72
_SCALE = 100  # the font is measured large, so that whole pixels do not matter


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / ("Tinos-Bold.ttf" if bold else "Tinos-Regular.ttf")), _SCALE)


@lru_cache(maxsize=8192)  # a line is weighed many times until it is balanced
def width_mm(text: str, size_pt: float, *, bold: bool = True) -> float:
    """Millimetres that a text takes on one line."""
    return float(_font(bold).getlength(text)) / _SCALE * size_pt * _MM_PER_POINT


def balanced(text: str, size_pt: float, room_mm: float, *, bold: bool = True) -> tuple[str, ...]:
    """The text in as few lines as fit a room, their lengths as even as can be: no lone last word."""
    fewest = len(_broken(text, size_pt, room_mm, bold))
    low, high = room_mm / 3, room_mm
    while high - low > 1:
        middle = (low + high) / 2
        if len(_broken(text, size_pt, middle, bold)) > fewest:
            low = middle
        else:
            high = middle
    return tuple(_broken(text, size_pt, high, bold))


def _broken(text: str, size_pt: float, room_mm: float, bold: bool) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if lines[-1] and width_mm(longer, size_pt, bold=bold) > room_mm:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
