"""The form: a heading, what to do, and tables whose first column holds the code of each item."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from lotrinh.method.checklists import Outline, OutlineQuestion
from lotrinh.method.checklists.models import answers_of
from lotrinh.office.inspections.outlines import says_no_figures
from lotrinh.office.inspections.value_words import cell_text, value_text

if TYPE_CHECKING:
    from lotrinh.office.inspections.models import Inspection

FORM_MARK, CODE_HEAD, TABLE_MARK = "Mã phiếu", "Mã", "Bảng"
NO_FIGURES_WORDS = "không có số liệu"
FILL_IN = (
    "Ghi vào cột Trả lời; không sửa cột Mã và không xóa dòng. Ô để trống thì giữ nguyên nội dung đã ghi "
    "trên hệ thống. Mục có dấu * là bắt buộc."
)
HOW_WRITTEN = (
    f"Không có số liệu thì ghi: “{NO_FIGURES_WORDS}: lý do”. Tỷ lệ ghi dạng 45/50; ngày ghi dạng "
    "03/08/2020; số thập phân dùng dấu phẩy, không dùng dấu phân cách hàng nghìn."
)
SIZE, FONT = Pt(13), "Times New Roman"
FREE_ROWS, MOST_ROWS = 6, 40
SHARES = (22, 52, 78, 28)


def form_code(inspection: Inspection, outline: Outline) -> str:
    """What ties a form to its inspection and its outline."""
    return f"{inspection.uid.hex}-{outline.key}-{outline.version}"


def make_form(inspection: Inspection, outline: Outline, values: Mapping[str, Any]) -> bytes:
    """A DOCX with what was written so far; empty cells are for the unit."""
    document = Document()
    _page(document)
    _line(document, str(outline.title.vi), bold=True, middle=True)
    _line(document, inspection.unit.name, bold=True, middle=True)
    for text in (FILL_IN, HOW_WRITTEN):
        _line(document, text, italic=True)
    mark = document.add_table(rows=1, cols=2)
    mark.style = "Table Grid"
    _fill(mark.rows[0].cells, (FORM_MARK, form_code(inspection, outline)))
    for section in outline.sections:
        _line(document, f"{section.number}. {section.vi}", bold=True)
        scalars = [q for q in section.items if q.answer != "table"]
        if scalars:
            _scalars(document, scalars, values)
        for question in (q for q in section.items if q.answer == "table"):
            _table(document, question, values.get(question.key))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(20), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, SIZE
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    document.core_properties.author = ""


def _line(
    document: Any, text: str, *, bold: bool = False, italic: bool = False, middle: bool = False
) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    if middle:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _scalars(document: Any, questions: list[OutlineQuestion], values: Mapping[str, Any]) -> None:
    table = document.add_table(rows=1, cols=4)
    table.style, table.autofit = "Table Grid", False
    _fill(table.rows[0].cells, (CODE_HEAD, "Nội dung", "Trả lời", "Cách ghi"), bold=True)
    for question in questions:
        answer = _answer(question, values.get(question.key))
        _fill(table.add_row().cells, (question.key, _asked(question), answer, how_to(question)))
    for row in table.rows:
        for cell, share in zip(row.cells, SHARES, strict=True):
            cell.width = Mm(share)


def _answer(question: OutlineQuestion, value: Any) -> str:
    if says_no_figures(value):
        return f"{NO_FIGURES_WORDS}: {value['reason']}"
    return value_text(question, value)


def _asked(question: OutlineQuestion) -> str:
    unit = f" ({question.unit.vi})" if question.unit else ""
    return f"{question.vi}{unit}{' *' if question.required else ''}"


def how_to(asked: Any) -> str:
    """How an answer of this kind is written."""
    if asked.answer in ("yes_no", "choice"):
        return " / ".join(words.vi for words in answers_of(asked, asked.answer).values())
    return {"share": "n/N", "number": "số", "date": "ngày/tháng/năm", "text": "chữ"}.get(asked.answer, "")


def _table(document: Any, question: OutlineQuestion, value: Any) -> None:
    columns = question.columns
    table = document.add_table(rows=2, cols=max(len(columns), 2))
    table.style = "Table Grid"
    first = table.rows[0].cells
    first[0].text = f"{TABLE_MARK}: {question.key}"
    title = first[1].merge(first[-1])
    title.text = _answer(question, value) if says_no_figures(value) else _asked(question)
    heads = [f"{c.vi}{' *' if c.required else ''}\n[{c.key}]" for c in columns]
    _fill(table.rows[1].cells, heads, bold=True)
    rows = value if isinstance(value, list) else []
    for row in rows:
        _fill(table.add_row().cells, [cell_text(c, row.get(c.key)) for c in columns])
    for _n in range(FREE_ROWS):
        table.add_row()
    document.add_paragraph()


def _fill(cells: Any, texts: Any, *, bold: bool = False) -> None:
    for cell, text in zip(cells, texts, strict=False):
        run = cell.paragraphs[0].add_run(text)
        run.bold, run.font.size = bold, Pt(11)
