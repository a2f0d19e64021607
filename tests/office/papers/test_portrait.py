"""A signed paper in portrait, by both renderers: the blocks that the annex does not use."""

import io
from datetime import date

import docx
import pypdf

from lotrinh.office.platform.papers.docx import render_docx
from lotrinh.office.platform.papers.form import read_form
from lotrinh.office.platform.papers.paper import Paper, Signature, Text, Title, head_lines
from lotrinh.office.platform.papers.pdf import render_pdf

PAPER = Paper(
    parent_body=head_lines("Ủy ban nhân dân thành phố Hà Nội"), issuing_body=("SỞ NỘI VỤ",), symbol="QĐ-SNV",
    place="Hà Nội", year=2018, number=741, signed_on=date(2018, 5, 16), kind="QUYẾT ĐỊNH",
    subject="Thành lập Đoàn kiểm tra",
    body=(Title("Điều 1."), Text("Thành lập Đoàn kiểm tra. " * 60),
          Text("Có hiệu lực từ ngày ký", closing=True)),
    signature=Signature(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Nguyễn Thị Ngọc"),
    recipients=("Như Điều 2;", "Lưu: VT."),
)  # fmt: skip
WORDS = (
    "ỦY BAN NHÂN DÂN", "THÀNH PHỐ HÀ NỘI", "SỞ NỘI VỤ", "Số: 741/QĐ-SNV", "Hà Nội, ngày 16 tháng 5 năm 2018",
    "QUYẾT ĐỊNH", "Có hiệu lực từ ngày ký./.", "KT. GIÁM ĐỐC", "Nguyễn Thị Ngọc", "- Như Điều 2;",
)  # fmt: skip


def test_docx_holds_every_block_upright() -> None:
    document = docx.Document(io.BytesIO(render_docx(PAPER, read_form())))
    section = document.sections[0]
    assert section.page_width < section.page_height
    cells = [p.text for table in document.tables for c in table.rows[0].cells for p in c.paragraphs]
    text = "\n".join([p.text for p in document.paragraphs] + cells)
    for words in WORDS:
        assert words in text
    indented = [p for p in document.paragraphs if p.text.startswith("Thành lập Đoàn kiểm tra. ")]
    assert 10 <= indented[0].paragraph_format.first_line_indent.mm <= 12.71


def test_pdf_holds_every_block_upright_and_is_tagged() -> None:
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(PAPER, read_form())))
    assert float(reader.pages[0].mediabox.width) < float(reader.pages[0].mediabox.height)
    text = " ".join("".join(p.extract_text() for p in reader.pages).split())
    for words in WORDS:
        assert words in text
    assert "/StructTreeRoot" in reader.trailer["/Root"]
