"""Pictures and pages that stand for evidence: drawn here, each with the words “ẢNH MINH HỌA”."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from random import Random
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFont

from lotrinh.office.platform.papers.form import FONTS

WORDS = "ẢNH MINH HỌA"
SIZE = (960, 640)
GROUNDS = ((226, 232, 240), (219, 234, 254), (220, 252, 231), (254, 249, 195), (254, 226, 226))
INK, BOARD, LINE = (30, 41, 59), (255, 255, 255), (148, 163, 184)


@cache
def _font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"Tinos-{'Bold' if bold else 'Regular'}.ttf"), size)


def _board(caption: str, chance: Random) -> Image.Image:
    """A notice board with sheets on it, in the colours of chance."""
    picture = Image.new("RGB", SIZE, chance.choice(GROUNDS))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((60, 130, 900, 520), fill=BOARD, outline=LINE, width=6)
    for place in range(10):
        left, top = 90 + 160 * (place % 5), 160 + 180 * (place // 5)
        if chance.random() < 0.85:
            pen.rectangle((left, top, left + 120, top + 150), outline=LINE, width=3)
            for line in range(chance.randint(4, 9)):
                pen.line(
                    (left + 12, top + 18 + 14 * line, left + chance.randint(60, 108), top + 18 + 14 * line),
                    fill=LINE,
                )
    pen.text((480, 70), WORDS, font=_font(56, bold=True), fill=INK, anchor="mm")
    for place, words in enumerate(wrap(caption, 70)[:2]):
        pen.text((480, 560 + 34 * place), words, font=_font(28), fill=INK, anchor="mm")
    return picture


def picture(caption: str, chance: Random) -> bytes:
    """A JPEG photograph that is none."""
    out = BytesIO()
    _board(caption, chance).save(out, "JPEG", quality=72)
    return out.getvalue()


def screenshot(caption: str, chance: Random) -> bytes:
    """A PNG picture."""
    out = BytesIO()
    _board(caption, chance).resize((720, 480)).save(out, "PNG", optimize=False)
    return out.getvalue()


def page(caption: str, chance: Random) -> bytes:
    """A PDF of one page."""
    out = BytesIO()
    _board(caption, chance).save(out, "PDF", resolution=96.0)
    return out.getvalue()
