"""A paper as a Word document.

Written for both Word and LibreOffice: fixed table layout with widths on the grid and on the cells, rules as
paragraph borders (no floating shapes), the font named in all four places, header rows that repeat.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from lotrinh.office.platform.papers.docx_table import table_xml
from lotrinh.office.platform.papers.form import Form
from lotrinh.office.platform.papers.paper import Block, Paper, Table, Text, Title, with_room

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT, "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}  # fmt: skip


def render_docx(paper: Paper, form: Form, made_at: datetime | None = None) -> bytes:
    """The bytes of the .docx; made_at dates the file's properties."""
    document = docx.Document()
    _fonts(document, paper, form)
    width = _page(document, paper, form)
    _head(document, paper, form, width)
    _subject(document, paper, form, width)
    for block in paper.body:
        _block(document, block, form, width)
    _foot(document, paper, form, width)
    _properties(document, paper, made_at)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _fonts(document: Any, paper: Paper, form: Form) -> None:
    style = document.styles["Normal"]
    style.font.name = form.page.font
    style.font.size = Pt(form.sizes_pt.text.chosen)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(attribute), form.page.font)
    language = OxmlElement("w:lang")
    for attribute in ("w:val", "w:eastAsia", "w:bidi"):
        language.set(qn(attribute), paper.language)
    properties.append(language)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.line_spacing = 1.0


def _page(document: Any, paper: Paper, form: Form) -> float:
    """Sets size, margins and the page number; returns the width of the text in millimetres."""
    section = document.sections[0]
    short, long = form.page.size_mm
    across = paper.orientation == "landscape"
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(long), Mm(short)) if across else (Mm(short), Mm(long))
    margins = form.page.margins_mm
    section.top_margin, section.bottom_margin = Mm(margins.top.chosen), Mm(margins.bottom.chosen)
    section.left_margin, section.right_margin = Mm(margins.left.chosen), Mm(margins.right.chosen)
    section.header_distance = Mm(margins.top.chosen / 2)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0], form.page.page_number.chosen)
    return (long if across else short) - margins.left.chosen - margins.right.chosen


def _page_number(paragraph: Any, size: float) -> None:
    """The PAGE field, centred; the header of the first page stays empty."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(size)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._r.append(element)


def _head(document: Any, paper: Paper, form: Form, width: float) -> None:
    left, right = _two_columns(document, width, 0.42)
    sizes, words = form.sizes_pt, form.wording
    column = (width * 0.42, width * 0.58)
    for text in paper.parent_body:
        _line(left, text, sizes.parent_body.chosen)
    for text in paper.issuing_body:
        _line(left, text, sizes.issuing_body.chosen, bold=True)
    _rule(left, column[0], column[0] * 0.22)
    _line(left, paper.number_line(words.number_prefix), sizes.number.chosen)
    if paper.draft_mark:
        _line(left, paper.draft_mark, sizes.number.chosen, bold=True)
    _line(right, words.nation, sizes.nation.chosen, bold=True)
    _line(right, words.motto, sizes.motto.chosen, bold=True)
    _rule(right, column[1], _text_width_mm(words.motto, sizes.motto.chosen))
    _line(right, paper.date_line(), sizes.place_date.chosen, italic=True)


def _subject(document: Any, paper: Paper, form: Form, width: float) -> None:
    sizes = form.sizes_pt
    _line(document, paper.kind, sizes.kind.chosen, bold=True, before=12)
    _line(document, paper.subject, sizes.subject.chosen, bold=True)
    for text in paper.references:
        _line(document, with_room(text), sizes.reference.chosen, italic=True)
    _rule(document, width, width * 0.2, after=6)


def _block(document: Any, block: Block, form: Form, width: float) -> None:
    if isinstance(block, Table):
        body = document.element.body
        body.insert(len(body) - 1, table_xml(block, width, form.sizes_pt.table.chosen))
    elif isinstance(block, Title):
        paragraph = _line(document, block.text, form.sizes_pt.text.chosen, bold=True, align="left", before=10)
        paragraph.paragraph_format.space_after = Pt(4)
        paragraph.paragraph_format.keep_with_next = True
    else:
        _text(document, block, form)


def _text(document: Any, block: Text, form: Form) -> None:
    words = with_room(block.text) + (form.wording.ending if block.closing else "")
    paragraph = _line(document, words, form.sizes_pt.text.chosen, italic=block.italic, align="both", before=6)
    paragraph.paragraph_format.first_line_indent = Mm(form.text.first_line_indent_mm.chosen)
    paragraph.paragraph_format.space_after = Pt(form.text.space_after_pt.chosen)
    paragraph.paragraph_format.keep_with_next = block.closing


def _foot(document: Any, paper: Paper, form: Form, width: float) -> None:
    left, right = _two_columns(document, width, 0.5)
    sizes = form.sizes_pt
    title = _line(
        left,
        form.wording.recipients_title,
        sizes.recipients_title.chosen,
        bold=True,
        italic=True,
        align="left",
    )
    title.paragraph_format.keep_with_next = True
    for text in paper.recipients:
        _line(left, f"- {text}", sizes.recipients.chosen, align="left")
    for text in paper.signature.lines:
        _line(right, text, sizes.authority.chosen, bold=True)
    for _ in range(4):
        _line(right, "", sizes.signer.chosen)
    _line(right, paper.signature.name, sizes.signer.chosen, bold=True)


def _two_columns(document: Any, width: float, share: float) -> tuple[Any, Any]:
    """Two cells without borders and without inner margins, their first paragraphs still to be filled."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for column, part in zip(table.columns, (share, 1 - share), strict=True):
        column.width = Mm(width * part)
        column.cells[0].width = Mm(width * part)
    properties = table._tbl.tblPr
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    properties.insert_element_before(margins, "w:tblLook")
    unsplit = OxmlElement("w:cantSplit")
    table.rows[0]._tr.get_or_add_trPr().append(unsplit)
    return table.rows[0].cells[0], table.rows[0].cells[1]


def _line(
    place: Any,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    align: str = "center",
    before: float = 0,
) -> Any:
    """One paragraph at the end of a cell or of the document; the empty first one of a cell is used first."""
    paragraph = _next_paragraph(place)
    paragraph.alignment = _ALIGN[align]
    paragraph.paragraph_format.space_before = Pt(before)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def _next_paragraph(place: Any) -> Any:
    paragraphs = place.paragraphs
    is_cell = hasattr(place, "_tc")
    if (
        is_cell
        and len(paragraphs) == 1
        and not paragraphs[0].runs
        and not paragraphs[0]._p.findall(qn("w:pPr"))
    ):
        return paragraphs[0]
    return place.add_paragraph()


def _rule(place: Any, width: float, length: float, after: float = 2) -> None:
    """A centred line of a length (mm): the bottom border of a paragraph 3 pt high, indented on both sides."""
    paragraph = _next_paragraph(place)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm((width - length) / 2)
    form.line_spacing, form.space_after = Pt(3), Pt(after)
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _text_width_mm(text: str, size: float) -> float:
    """About the width of bold Times of a size: half an em a letter; near enough for a rule under it."""
    return len(text) * size * 0.5 * 25.4 / 72


def _properties(document: Any, paper: Paper, made_at: datetime | None) -> None:
    properties = document.core_properties
    moment = (made_at or datetime(2020, 1, 1, tzinfo=UTC)).astimezone(UTC).replace(tzinfo=None)
    properties.title = f"{paper.kind}: {paper.subject}"
    properties.author = " ".join(paper.issuing_body)
    properties.language = paper.language
    properties.created = properties.modified = moment
    properties.comments = ""
