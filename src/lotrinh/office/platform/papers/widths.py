"""How wide words are in the bundled font: rules under them are a share of their length, as the decree says."""

from __future__ import annotations

from functools import cache

from PIL import ImageFont

from lotrinh.office.platform.papers.form import FONTS

_MM_PER_POINT = 25.4 / 72
_SCALE = 100  # the font is measured large, so that whole pixels do not matter


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / ("Tinos-Bold.ttf" if bold else "Tinos-Regular.ttf")), _SCALE)


def width_mm(text: str, size_pt: float, *, bold: bool = True) -> float:
    """Millimetres that a text takes on one line."""
    return float(_font(bold).getlength(text)) / _SCALE * size_pt * _MM_PER_POINT


def rule_mm(text: str, size_pt: float, room_mm: float) -> float:
    """Length of the rule under bold words: 0.4 of their line (the decree: a third to a half)."""
    return 0.4 * last_line_mm(text, size_pt, room_mm)


def last_line_mm(text: str, size_pt: float, room_mm: float) -> float:
    """Width of the last line when bold words are broken into lines of a room."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        line = longer if width_mm(longer, size_pt) <= room_mm else word
    return min(width_mm(line, size_pt), room_mm)
