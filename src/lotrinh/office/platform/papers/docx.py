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
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from lotrinh.office.platform.papers.docx_parts import (
    add_run,
    box,
    line,
    page_number,
    rule,
    two_columns,
)
from lotrinh.office.platform.papers.docx_table import table_xml
from lotrinh.office.platform.papers.form import Form
from lotrinh.office.platform.papers.lines import (
    FOOT_LEFT,
    HEAD_LEFT,
    annex_reference_lines,
    annex_rule_mm,
    annex_title_lines,
    body_rule_mm,
    introduces,
    subject_lines,
    subject_rule_mm,
)
from lotrinh.office.platform.papers.paper import (
    Annex,
    Block,
    Centre,
    Paper,
    Signature,
    Table,
    Text,
    Title,
    with_room,
)
from lotrinh.office.platform.papers.widths import width_mm

SIGNING_LINES = 4


def render_docx(paper: Paper, form: Form, made_at: datetime | None = None) -> bytes:
    """The bytes of the .docx; made_at dates the file's properties."""
    document = docx.Document()
    _fonts(document, paper, form)
    width = _page(document, paper, form)
    _head(document, paper, form, width)
    if not paper.is_letter:
        _subject(document, paper, form, width)
    _addressees(document, paper, form)
    _body(document, paper.body, form, width)
    _foot(document, paper, form, width)
    for annex in paper.annexes:
        _annex(document, annex, form, width)
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
    """Sets size, margins, page number and foot mark; returns the width of the text in millimetres."""
    section = document.sections[0]
    short, long = form.page.size_mm
    across = paper.orientation == "landscape"
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(long), Mm(short)) if across else (Mm(short), Mm(long))
    margins = form.page.margins_mm
    section.top_margin, section.bottom_margin = Mm(margins.top.chosen), Mm(margins.bottom.chosen)
    section.left_margin, section.right_margin = Mm(margins.left.chosen), Mm(margins.right.chosen)
    section.header_distance, section.footer_distance = Mm(margins.top.chosen / 2), Mm(8)
    section.different_first_page_header_footer = True
    page_number(section.header.paragraphs[0], form.page.page_number.chosen)
    if paper.foot_mark:
        for footer in (section.footer, section.first_page_footer):
            add_run(footer.paragraphs[0], paper.foot_mark, form.sizes_pt.foot_mark.chosen, italic=True)
            footer.paragraphs[0].alignment = 1
    return (long if across else short) - margins.left.chosen - margins.right.chosen


def _head(document: Any, paper: Paper, form: Form, width: float) -> None:
    ((left, right),) = two_columns(document, width, HEAD_LEFT)
    _bodies(left, paper, form, width)
    sizes, words = form.sizes_pt, form.wording
    line(right, words.nation, sizes.nation.chosen, bold=True)
    line(right, words.motto, sizes.motto.chosen, bold=True)
    rule(right, width * (1 - HEAD_LEFT), width_mm(words.motto, sizes.motto.chosen))
    if paper.dated:
        line(right, paper.date_line(), sizes.place_date.chosen, italic=True)


def _bodies(left: Any, paper: Paper, form: Form, width: float) -> None:
    sizes, room = form.sizes_pt, width * HEAD_LEFT
    for text in paper.parent_body:
        line(left, text, sizes.parent_body.chosen)
    for text in paper.issuing_body:
        line(left, text, sizes.issuing_body.chosen, bold=True)
    rule(left, room, body_rule_mm(paper, form, width))
    line(left, paper.number_line(form.wording.number_prefix), sizes.number.chosen)
    if paper.is_letter:
        for text in subject_lines(paper, form, width):
            line(left, text, sizes.letter_subject.chosen)
    if paper.draft_mark:
        line(left, paper.draft_mark, sizes.number.chosen, bold=True)
    for mark in paper.marks:
        box(left, mark, sizes.mark.chosen, room, width_mm(mark, sizes.mark.chosen) + 6)


def _subject(document: Any, paper: Paper, form: Form, width: float) -> None:
    sizes = form.sizes_pt
    line(document, paper.kind, sizes.kind.chosen, bold=True, before=12)
    for text in subject_lines(paper, form, width):
        line(document, text, sizes.subject.chosen, bold=True)
    for text in paper.references:
        line(document, with_room(text), sizes.reference.chosen, italic=True)
    rule(document, width, subject_rule_mm(paper, form, width), after=6)


def _addressees(document: Any, paper: Paper, form: Form) -> None:
    """One behind "Kính gửi:" in the middle of the page; several each on a line with a dash."""
    size, prefix = form.sizes_pt.addressees.chosen, form.wording.addressees
    if len(paper.addressees) == 1:
        line(document, f"{prefix} {paper.addressees[0]}", size, before=12, after=10)
    elif paper.addressees:
        first = line(document, prefix, size, align="left", before=12)
        first.paragraph_format.left_indent = Mm(form.text.addressees_indent_mm)
        for text in paper.addressees:
            last = line(document, f"- {text}", size, align="left")
            last.paragraph_format.left_indent = Mm(form.text.addressees_indent_mm + 22)
            last.paragraph_format.first_line_indent = Mm(-3)
        last.paragraph_format.space_after = Pt(10)


def _body(document: Any, blocks: tuple[Block, ...], form: Form, width: float) -> None:
    after_table = False
    for block in blocks:
        _block(document, block, form, width, 6 if after_table else 0)
        after_table = isinstance(block, Table)


def _block(document: Any, block: Block, form: Form, width: float, before: float) -> None:
    size = form.sizes_pt.text.chosen
    if isinstance(block, Table):
        body = document.element.body
        body.insert(len(body) - 1, table_xml(block, width, form.sizes_pt.table.chosen))
    elif isinstance(block, Title):
        paragraph = line(document, block.text, size, bold=True, align="left", before=10 - before, after=4)
        paragraph.paragraph_format.keep_with_next = True
        if block.indented:
            paragraph.paragraph_format.space_before = Pt(6)
            paragraph.paragraph_format.first_line_indent = Mm(form.text.first_line_indent_mm.chosen)
    elif isinstance(block, Centre):
        paragraph = line(document, block.text, size, bold=block.bold, before=6, after=6)
        paragraph.paragraph_format.keep_with_next = True
    else:
        _text(document, block, form, before)


def _text(document: Any, block: Text, form: Form, before: float) -> None:
    words = with_room(block.text) + (form.wording.ending if block.closing else "")
    size = form.sizes_pt.text.chosen
    paragraph = line(document, block.lead, size, bold=True, align="both", before=before)
    add_run(paragraph, f" {words}" if block.lead else words, size, italic=block.italic)
    paragraph.paragraph_format.first_line_indent = Mm(form.text.first_line_indent_mm.chosen)
    paragraph.paragraph_format.space_after = Pt(form.text.space_after_pt.chosen)
    paragraph.paragraph_format.keep_with_next = introduces(block)


def _foot(document: Any, paper: Paper, form: Form, width: float) -> None:
    """Recipients on the left, signature on the right; sides of minutes stand two beside each other above."""
    whole = len(paper.sides) // 2
    rows = two_columns(document, width, FOOT_LEFT, rows=whole + 1)
    for (left, right), pair in zip(
        rows, zip(paper.sides[::2], paper.sides[1::2], strict=False), strict=False
    ):
        for cell, side in ((left, pair[0]), (right, pair[1])):
            _signature(cell, side, form)
            cell.add_paragraph()
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True
    left, right = rows[-1]
    _recipients(left, paper, form)
    if not paper.sides:
        _signature(right, paper.signature, form)
    elif len(paper.sides) > whole * 2:
        _signature(right, paper.sides[-1], form)


def _recipients(place: Any, paper: Paper, form: Form) -> None:
    if not paper.recipients:
        return
    sizes, words = form.sizes_pt, form.wording.recipients_title
    title = line(place, words, sizes.recipients_title.chosen, bold=True, italic=True, align="left")
    title.paragraph_format.keep_with_next = True
    for text in paper.recipients:
        line(place, f"- {text}", sizes.recipients.chosen, align="left")


def _signature(place: Any, signature: Signature, form: Form) -> None:
    sizes = form.sizes_pt
    for text in signature.lines:
        line(place, text, sizes.authority.chosen, bold=True)
    if signature.note:
        line(place, signature.note, sizes.signing_note.chosen, italic=True)
    for _ in range(SIGNING_LINES):
        line(place, "", sizes.signer.chosen)
    line(place, signature.name, sizes.signer.chosen, bold=True)


def _annex(document: Any, annex: Annex, form: Form, width: float) -> None:
    sizes = form.sizes_pt
    label = line(document, annex.label, sizes.annex.chosen, bold=True)
    label.paragraph_format.page_break_before = True
    for text in annex_title_lines(annex, form, width):
        line(document, text, sizes.annex.chosen, bold=True)
    for text in annex_reference_lines(annex, form, width):
        line(document, text, sizes.reference.chosen, italic=True)
    rule(document, width, annex_rule_mm(annex, form, width), after=8)
    _body(document, annex.body, form, width)


def _properties(document: Any, paper: Paper, made_at: datetime | None) -> None:
    properties = document.core_properties
    moment = (made_at or datetime(2020, 1, 1, tzinfo=UTC)).astimezone(UTC).replace(tzinfo=None)
    properties.title = f"{paper.kind}: {paper.subject}" if paper.kind else paper.subject
    properties.author = " ".join(paper.issuing_body)
    properties.language = paper.language
    properties.created = properties.modified = moment
    properties.comments = ""
