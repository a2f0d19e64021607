"""Read a produced Word document back and say where it leaves the form of NĐ 30/2020/NĐ-CP.

Nothing of the layout code is used: blocks are found by their words and places, sizes and margins are read
from the file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from lotrinh.office.platform.papers.form import Form, Measure

CENTRE, BOTH, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
_NUMBER = re.compile(r"^Số:\s*(\d{2,})?\s*/(\S+)$")
_DATE = re.compile(r"^.+, ngày (\d{2}|\s+) tháng (0[12]|[3-9]|1[0-2]|\s+) năm \d{4}$")
_POWER = re.compile(r"^(TM|KT|TL|TUQ|Q)\. ")


@dataclass(frozen=True, slots=True)
class Seen:
    """A block as it stands in the file: sizes in points, all its runs bold or italic or not."""

    text: str
    sizes: frozenset[float]
    bold: bool
    italic: bool
    align: Any
    fonts: frozenset[str]
    indent_mm: float
    after_pt: float


@dataclass(frozen=True, slots=True)
class Look:
    """What was found in a document: its blocks by name, and every departure from the form in words."""

    blocks: dict[str, Seen]
    departures: tuple[str, ...]


def check_docx(data: bytes, form: Form) -> Look:
    """Every block that was found, and every departure from the form."""
    document = docx.Document(io.BytesIO(data))
    head, *tables = document.tables
    left, right = (_seen_all(cell.paragraphs) for cell in head.rows[0].cells)
    body = _seen_all(document.paragraphs)
    foot = next((t for t in reversed(tables) if _is_foot(t)), None)
    blocks = dict(_head(left, right) | _kind(body))
    blocks |= _foot(foot) if foot is not None else {}
    wrong = [*_page(document, form), *_fonts(document, form), *_sizes(blocks, form), *_styles(blocks)]
    wrong += [*_text(body, form), *_order(document)]
    return Look(blocks, tuple(wrong))


def _seen_all(paragraphs: Any) -> list[Seen]:
    return [_seen(p) for p in paragraphs if p.text.strip()]


def _seen(paragraph: Any) -> Seen:
    runs = [r for r in paragraph.runs if r.text.strip()]
    form = paragraph.paragraph_format
    return Seen(
        text=paragraph.text.replace("\u00a0", " ").strip(),
        sizes=frozenset(r.font.size.pt for r in runs if r.font.size),
        bold=all(bool(r.bold) for r in runs),
        italic=all(bool(r.italic) for r in runs),
        align=paragraph.alignment,
        fonts=frozenset(r.font.name for r in runs if r.font.name),
        indent_mm=form.first_line_indent.mm if form.first_line_indent else 0.0,
        after_pt=form.space_after.pt if form.space_after else 0.0,
    )


def _is_foot(table: Any) -> bool:
    first = _seen_all(p for cell in table.rows[-1].cells for p in cell.paragraphs)
    return any(seen.text == "Nơi nhận:" for seen in first)


def _head(left: list[Seen], right: list[Seen]) -> dict[str, Seen]:
    found = {"nation": right[0], "motto": right[1]}
    if len(right) > 2:
        found["place_date"] = right[2]
    place = next(i for i, seen in enumerate(left) if seen.text.startswith("Số:"))
    found["number"] = left[place]
    bodies = left[:place]
    found["issuing_body"] = bodies[-1]
    if not bodies[0].bold:
        found["parent_body"] = bodies[0]
    for seen in left[place + 1 :]:
        if seen.text.startswith("V/v"):
            found["letter_subject"] = seen
    return found


def _kind(body: list[Seen]) -> dict[str, Seen]:
    found: dict[str, Seen] = {}
    centred = [seen for seen in body if seen.align == CENTRE]
    if centred and centred[0].text.isupper() and not centred[0].text.startswith("PHỤ LỤC"):
        found["kind"], found["subject"] = centred[0], centred[1]
    for seen in body:
        if seen.text.startswith("Kính gửi:"):
            found["addressees"] = seen
        if re.match(r"^Phụ lục( [IVX]+)?$", seen.text):
            found["annex"] = seen
    texts = [seen for seen in body if seen.align == BOTH]
    if texts:
        found["text"], found["closing"] = texts[0], _closing(body, texts)
    return found


def _closing(body: list[Seen], texts: list[Seen]) -> Seen:
    """The last paragraph before the annexes."""
    for seen in texts:
        if seen.text.endswith("./."):
            return seen
    return texts[-1]


def _foot(table: Any) -> dict[str, Seen]:
    cells = [_seen_all(cell.paragraphs) for row in table.rows for cell in row.cells]
    left = _seen_all(table.rows[-1].cells[0].paragraphs)
    found = {"recipients_title": left[0], "recipients": left[1], "filed": left[-1]}
    signing = next((cell for cell in cells[::-1] if cell and cell[0].text != "Nơi nhận:"), [])
    if signing:
        found["authority"] = signing[0]
        if len(signing) > 1 and not signing[-1].text.isupper():
            found["signer"] = signing[-1]
    return found


def _page(document: Any, form: Form) -> Iterator[str]:
    section = document.sections[0]
    size = sorted((round(section.page_width.mm), round(section.page_height.mm)))
    if size != sorted(form.page.size_mm):
        yield f"page of {size[0]} x {size[1]} mm"
    for side in ("top", "bottom", "left", "right"):
        got = getattr(section, f"{side}_margin").mm
        yield from _inside(f"margin {side}", round(got, 1), getattr(form.page.margins_mm, side))
    yield from _page_number(section, form)


def _page_number(section: Any, form: Form) -> Iterator[str]:
    header = section.header.paragraphs[0]
    fields = [e.text for e in header._p.iter(qn("w:instrText"))]
    if fields != ["PAGE"] or header.alignment != CENTRE:
        yield "no page number in the middle of the top margin"
    for run in header.runs:
        yield from _inside("page number", run.font.size.pt, form.page.page_number)
    if not section.different_first_page_header_footer or section.first_page_header.paragraphs[0].text:
        yield "the first page shows a number"


def _fonts(document: Any, form: Form) -> Iterator[str]:
    names = {e.get(qn("w:ascii")) for e in document.element.body.iter(qn("w:rFonts"))}
    names.add(document.styles["Normal"].font.name)
    for name in sorted(n for n in names if n and n != form.page.font):
        yield f"font {name}"
    for element in document.element.body.iter(qn("w:color")):
        if element.get(qn("w:val")) not in ("000000", "auto"):
            yield f"colour {element.get(qn('w:val'))}"


def _sizes(blocks: dict[str, Seen], form: Form) -> Iterator[str]:
    named = {"closing": "text", "filed": "recipients"}
    for name, seen in blocks.items():
        for size in seen.sizes:
            yield from _inside(name, size, getattr(form.sizes_pt, named.get(name, name)))


def _inside(name: str, got: float, measure: Measure) -> Iterator[str]:
    low, high = measure.allowed
    if not low <= got <= high:
        yield f"{name}: {got:g}, allowed {low:g} to {high:g}"


# block: bold, italic, alignment, capitals; None where the decree says nothing
STYLES: dict[str, tuple[bool | None, bool | None, Any, bool | None]] = {
    "nation": (True, False, CENTRE, True), "motto": (True, False, CENTRE, False),
    "parent_body": (False, False, CENTRE, True), "issuing_body": (True, False, CENTRE, True),
    "number": (False, False, CENTRE, None), "place_date": (False, True, CENTRE, None),
    "kind": (True, False, CENTRE, True), "subject": (True, False, CENTRE, None),
    "letter_subject": (False, False, CENTRE, None), "addressees": (False, False, None, None),
    "annex": (True, False, CENTRE, False), "authority": (True, False, CENTRE, True),
    "signer": (True, False, CENTRE, False), "recipients_title": (True, True, LEFT, False),
    "recipients": (False, False, LEFT, None), "closing": (None, False, BOTH, None),
}  # fmt: skip


def _styles(blocks: dict[str, Seen]) -> Iterator[str]:
    for name, (bold, italic, align, capitals) in STYLES.items():
        seen = blocks.get(name)
        if seen is None:
            continue
        if bold is not None and seen.bold != bold:
            yield f"{name}: bold is {seen.bold}"
        if italic is not None and seen.italic != italic:
            yield f"{name}: italic is {seen.italic}"
        if align is not None and seen.align != align:
            yield f"{name}: aligned {seen.align}"
        if capitals is not None and seen.text.isupper() != capitals:
            yield f"{name}: capitals is {seen.text.isupper()}"
    yield from _words(blocks)


def _words(blocks: dict[str, Seen]) -> Iterator[str]:
    if not _NUMBER.match(blocks["number"].text):
        yield f"number: {blocks['number'].text!r}"
    if "place_date" in blocks and not _DATE.match(blocks["place_date"].text):
        yield f"place_date: {blocks['place_date'].text!r}"
    if "closing" in blocks and not blocks["closing"].text.endswith("./."):
        yield "the text does not end with './.'"
    if "filed" in blocks and not re.match(r"^- Lưu: VT, .+\.$", blocks["filed"].text):
        yield f"the last recipient is {blocks['filed'].text!r}"
    if ("kind" in blocks) == ("letter_subject" in blocks):
        yield "neither a named paper nor a letter"
    power = blocks.get("authority")
    if power and "." in power.text and not _POWER.match(power.text):
        yield f"authority: {power.text!r}"


def _text(body: list[Seen], form: Form) -> Iterator[str]:
    for seen in (s for s in body if s.align == BOTH):
        for size in seen.sizes:
            yield from _inside(f"text {seen.text[:30]!r}", size, form.sizes_pt.text)
        yield from _inside(
            f"indent {seen.text[:30]!r}", seen.indent_mm - 0.005, form.text.first_line_indent_mm
        )
        if seen.after_pt < form.text.space_after_pt.allowed[0]:
            yield f"space of {seen.after_pt:g} pt after {seen.text[:30]!r}"
        if "{" in seen.text or "}" in seen.text:
            yield f"a placeholder is left: {seen.text[:60]!r}"
    bases = [s for s in body if s.italic and s.text.startswith(("Căn cứ ", "Theo đề nghị", "Xét "))]
    for seen, following in zip(bases, [*bases[1:], None], strict=False):
        if not seen.text.endswith(";" if following else "."):
            yield f"basis ends wrongly: {seen.text[-20:]!r}"


def _order(document: Any) -> Iterator[str]:
    """Lines are at least single: an exact line spacing is for rules only."""
    for paragraph in document.paragraphs:
        spacing = paragraph.paragraph_format.line_spacing
        exact = spacing is not None and not isinstance(spacing, float)
        if paragraph.text.strip() and exact and spacing < Pt(12):
            yield f"lines too close in {paragraph.text[:30]!r}"
