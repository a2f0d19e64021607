"""The pieces that a Word document is laid out from: lines, rules, boxes, columns, fields."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT, "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}  # fmt: skip
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
_FORBIDDEN = dict.fromkeys(c for c in range(32) if c not in (9, 10))


def line(
    place: Any,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    align: str = "center",
    before: float = 0,
    after: float = 0,
) -> Any:
    """One paragraph at the end of a cell or of the document; the empty first one of a cell is used first."""
    paragraph = next_paragraph(place)
    paragraph._p.insert(0, deepcopy(_paragraph_look(align, before, after)))
    add_run(paragraph, text, size, bold=bold, italic=italic)
    return paragraph


@cache
def _paragraph_look(align: str, before: float, after: float) -> Any:
    """Properties of a paragraph, made once and copied: a paper has hundreds of paragraphs of a few looks."""
    paragraph = Paragraph(OxmlElement("w:p"), None)  # type: ignore[arg-type]
    paragraph.alignment = _ALIGN[align]
    paragraph.paragraph_format.space_before = Pt(before)
    if after:
        paragraph.paragraph_format.space_after = Pt(after)
    return paragraph._p.pPr


def add_run(paragraph: Any, text: str, size: float, *, bold: bool = False, italic: bool = False) -> Any:
    """Words at the end of a paragraph, without the control characters that XML forbids."""
    run = paragraph.add_run(text.translate(_FORBIDDEN))
    run._r.insert(0, deepcopy(_run_look(size, bold, italic)))
    return run


@cache
def _run_look(size: float, bold: bool, italic: bool) -> Any:
    run = Run(OxmlElement("w:r"), None)  # type: ignore[arg-type]
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return run._r.rPr


def next_paragraph(place: Any) -> Any:
    """A new paragraph, or the empty one that every new cell already has."""
    if hasattr(place, "_tc"):
        paragraphs = place.paragraphs
        if len(paragraphs) == 1 and not paragraphs[0].runs and not paragraphs[0]._p.findall(qn("w:pPr")):
            return paragraphs[0]
    return place.add_paragraph()


def rule(place: Any, width: float, length: float, after: float = 2) -> None:
    """A centred line of a length (mm): the bottom border of a paragraph 3 pt high, indented on both sides."""
    paragraph = next_paragraph(place)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(max(0.0, (width - length) / 2))
    form.line_spacing, form.space_after = Pt(3), Pt(after)
    _borders(paragraph, ("bottom",))


def box(place: Any, text: str, size: float, width: float, length: float) -> None:
    """A bold line in a box of a length (mm), in the middle of a place so wide."""
    paragraph = line(place, text, size, bold=True, before=6)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(max(0.0, (width - length) / 2))
    _borders(paragraph, ("top", "left", "bottom", "right"))


def _borders(paragraph: Any, sides: tuple[str, ...]) -> None:
    borders = OxmlElement("w:pBdr")
    for side in sides:
        edge = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            edge.set(qn(f"w:{key}"), value)
        borders.append(edge)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


def two_columns(document: Any, width: float, share: float, rows: int = 1) -> list[tuple[Any, Any]]:
    """Rows of two cells without borders and without inner margins, their first paragraphs to be filled."""
    table = document.add_table(rows=rows, cols=2)
    table.autofit = False
    for column, part in zip(table.columns, (share, 1 - share), strict=True):
        column.width = Mm(width * part)
        for cell in column.cells:
            cell.width = Mm(width * part)
    _no_inner_margins(table)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return [(row.cells[0], row.cells[1]) for row in table.rows]


def _no_inner_margins(table: Any) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def page_number(paragraph: Any, size: float) -> None:
    """The PAGE field, centred."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(size)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._r.append(element)
