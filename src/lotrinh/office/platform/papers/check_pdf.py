"""Read a produced PDF back and say where it leaves the form: size, margins, fonts, page numbers."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from lotrinh.office.platform.papers.form import Form

MM = 25.4 / 72
SLACK = 0.6  # millimetres: boxes of letters are as wide as their ink


@dataclass(frozen=True, slots=True)
class Line:
    """Letters on one page: words, font, size in points, and edges in millimetres from left and top."""

    text: str
    font: str
    embedded: bool
    size: float
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size in millimetres and what is written on it."""

    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PdfLook:
    """What was found in a PDF, and every departure from the form in words."""

    pages: tuple[Page, ...]
    departures: tuple[str, ...]


def check_pdf(data: bytes, form: Form) -> PdfLook:
    """All pages with their texts, and every departure from the form."""
    document = pypdfium2.PdfDocument(data)
    try:
        pages = tuple(_page(document[i]) for i in range(len(document)))
    finally:
        document.close()
    wrong = [w for number, page in enumerate(pages, 1) for w in _page_wrong(number, page, form)]
    return PdfLook(pages, tuple(wrong))


def _page(page: Any) -> Page:
    width, height = page.get_size()
    text = page.get_textpage()
    lines = tuple(
        line
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=8)
        if (line := _line(item, text, height)).text.strip()
    )
    return Page(width * MM, height * MM, lines)


def _line(item: Any, text: Any, height: float) -> Line:
    left, bottom, right, top = item.get_bounds()
    font = pdfium.FPDFTextObj_GetFont(item.raw)
    return Line(
        text=_words(item, text),
        font=_font_name(font),
        embedded=pdfium.FPDFFont_GetIsEmbedded(font) == 1,
        size=_size(item),
        left=left * MM,
        right=right * MM,
        top=(height - top) * MM,
        bottom=(height - bottom) * MM,
    )


def _words(item: Any, text: Any) -> str:
    needed = pdfium.FPDFTextObj_GetText(item.raw, text.raw, None, 0)
    buffer = (ctypes.c_ushort * (needed // 2 + 1))()
    pdfium.FPDFTextObj_GetText(item.raw, text.raw, buffer, needed)
    return bytes(buffer).decode("utf-16-le", errors="replace").rstrip("\0")


def _font_name(font: Any) -> str:
    needed = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(needed)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, needed)
    return buffer.value.decode("utf-8", errors="replace")


def _size(item: Any) -> float:
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(item.raw, size)
    matrix = item.get_matrix()
    return round(size.value * (abs(matrix.d) or abs(matrix.b)), 2)


def _page_wrong(number: int, page: Page, form: Form) -> Iterator[str]:
    size = sorted((round(page.width), round(page.height)))
    if size != sorted(form.page.size_mm):
        yield f"page {number}: {size[0]} x {size[1]} mm"
    for line in page.lines:
        if form.page.font_embedded not in line.font or not line.embedded:
            yield f"page {number}: font {line.font} of {line.text[:20]!r}, embedded {line.embedded}"
    yield from _margins_wrong(number, page, form)
    yield from _number_wrong(number, page, form)


def _margins_wrong(number: int, page: Page, form: Form) -> Iterator[str]:
    margins = form.page.margins_mm
    for line in _of_text(page, form):
        edges = {
            "left": line.left, "right": page.width - line.right,
            "top": line.top, "bottom": page.height - line.bottom,
        }  # fmt: skip
        for side, got in edges.items():
            if got < getattr(margins, side).allowed[0] - SLACK:
                yield f"page {number}: {line.text[:20]!r} is {got:.1f} mm from the {side}"


def _of_text(page: Page, form: Form) -> list[Line]:
    """What stands between the margins: neither the page number nor the mark at the foot."""
    margins = form.page.margins_mm
    foot = page.height - margins.bottom.allowed[0]
    return [x for x in page.lines if x.bottom > margins.top.allowed[0] and x.top < foot]


def _number_wrong(number: int, page: Page, form: Form) -> Iterator[str]:
    above = [line for line in page.lines if line.bottom <= form.page.margins_mm.top.allowed[0]]
    words = "".join(line.text for line in above).strip()
    if number == 1:
        if words:
            yield f"page 1 shows {words!r} above the text"
        return
    if words != str(number):
        yield f"page {number} shows {words!r} as its number"
        return
    low, high = form.page.page_number.allowed
    middle = (min(x.left for x in above) + max(x.right for x in above)) / 2
    margins = form.page.margins_mm
    centre = (margins.left.chosen + page.width - margins.right.chosen) / 2
    if not low <= above[0].size <= high:
        yield f"page {number}: its number is of {above[0].size} pt"
    if abs(middle - centre) > 1:
        yield f"page {number}: its number stands {middle - centre:.1f} mm off the middle"
