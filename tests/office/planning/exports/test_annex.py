"""The annex, judged by the files that were made: words, margins, fonts, sizes, page numbers."""

import io
import json
import re
from dataclasses import replace
from typing import Any

import docx
import jsonschema
import pypdf
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from lotrinh.office.planning.exports.annex import annex_docx, annex_pdf
from lotrinh.office.planning.exports.annex_rows import annex_context, annex_paper
from lotrinh.office.planning.exports.annex_template import read_context_schema, read_template
from lotrinh.office.platform.papers.form import read_form
from lotrinh.office.platform.papers.paper import Table
from tests.office.planning.exports.sample import INSPECTED, adopted, content

FORM = read_form()
MM = 72 / 25.4


@pytest.fixture(scope="module")
def word() -> Any:
    return docx.Document(io.BytesIO(annex_docx(content(150))))


@pytest.fixture(scope="module")
def pdf() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(annex_pdf(content(150))))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()


def _expected_rows() -> list[tuple[str, ...]]:
    tables = [b for b in annex_paper(content(150)).body if isinstance(b, Table)]
    return [tuple(_plain(c) for c in row) for table in tables for row in table.rows()]


def test_docx_page_is_as_the_decree_says(word: Any) -> None:
    (section,) = word.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    for side in ("top", "bottom", "left", "right"):
        low, high = getattr(FORM.page.margins_mm, side).allowed
        assert (
            low <= getattr(section, f"{side}_margin").mm + 0.05
            and getattr(section, f"{side}_margin").mm <= high
        )
    assert section.different_first_page_header_footer
    assert [p.text for p in section.first_page_header.paragraphs] == [""]
    (number,) = section.header.paragraphs
    assert number.alignment == 1
    assert [i.text for i in number._p.iter(qn("w:instrText"))] == ["PAGE"]
    assert number.runs[0].font.size == Pt(13)


def test_docx_names_one_font_and_keeps_to_the_sizes(word: Any) -> None:
    fonts = word.styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{a}")) for a in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
    named = {f.get(qn("w:ascii")) for f in word.element.body.iter(qn("w:rFonts"))}
    assert named == set()
    sizes = {int(s.get(qn("w:val"))) / 2 for s in word.element.body.iter(qn("w:sz")) if s.get(qn("w:val"))}
    assert sizes == {11, 12, 13, 14}


def test_docx_head_leaves_number_and_date_open(word: Any) -> None:
    head = word.tables[0].rows[0].cells
    left, right = ([_plain(p.text) for p in cell.paragraphs if p.text] for cell in head)
    assert left == ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HÀ NỘI", "Số: /KH-UBND", "DỰ THẢO (phiên bản 2)"]
    assert right == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Hà Nội, ngày tháng năm 2020",
    ]  # fmt: skip
    assert "Số:\u00a0\u00a0" in head[0].text
    bold = [p.runs[0].bold for p in head[1].paragraphs if p.text]
    assert bold == [True, True, False]


def test_docx_has_every_row_equal_to_the_content(word: Any) -> None:
    rows = []
    for table in word.element.body.iter(qn("w:tbl")):
        for row in table.iter(qn("w:tr")):
            cells = [_plain("".join(t.text or "" for t in c.iter(qn("w:t")))) for c in row.iter(qn("w:tc"))]
            rows.append(tuple(cells))
    numbered = [r for r in rows if r and r[0].isdigit()]
    assert numbered == _expected_rows()


def test_docx_header_rows_repeat_and_rows_do_not_break(word: Any) -> None:
    for table in list(word.element.body.iter(qn("w:tbl")))[1:3]:
        rows = list(table.iter(qn("w:tr")))
        assert rows[0].find(f".//{qn('w:tblHeader')}") is not None
        assert all(r.find(f".//{qn('w:cantSplit')}") is not None for r in rows)


def test_pdf_embeds_tinos_and_nothing_else(pdf: pypdf.PdfReader) -> None:
    names = set()
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            (descendant,) = font.get_object()["/DescendantFonts"]
            found = descendant.get_object()
            names.add(str(found["/BaseFont"]).split("+")[-1])
            assert "/FontFile2" in found["/FontDescriptor"].get_object()
    assert names == {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}


def _pieces(page: pypdf.PageObject) -> list[tuple[float, float, float, str]]:
    """x, y (from below), size in points and text of each piece on a page."""
    found: list[tuple[float, float, float, str]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        if text.strip():
            x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append((x, y, abs(size * tm[3] * cm[3]), text.strip()))

    page.extract_text(visitor_text=visit)
    return found


def test_pdf_page_size_margins_and_numbers(pdf: pypdf.PdfReader) -> None:
    assert len(pdf.pages) > 5
    for index, page in enumerate(pdf.pages, start=1):
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        assert (round(width / MM), round(height / MM)) == (297, 210)
        pieces = _pieces(page)
        above = [p for p in pieces if p[1] > height - 20 * MM]
        inside = [p for p in pieces if p not in above]
        assert [p[3] for p in above] == ([] if index == 1 else [str(index)])
        for x, _, size, _ in above:
            assert abs(x - (30 + (297 - 30 - 15) / 2) * MM) < 10
            assert round(size, 1) == 13
        assert min(p[0] for p in inside) >= 30 * MM - 0.5
        assert min(p[1] for p in inside) >= 20 * MM - 0.5
        assert {round(p[2], 1) for p in inside} <= {11, 12, 13, 14}


def test_pdf_has_every_row_of_the_content(pdf: pypdf.PdfReader) -> None:
    text = re.sub(r"\s+", "", "".join(page.extract_text() for page in pdf.pages)).replace("\u00a0", "")
    for row in _expected_rows():
        for cell in row:
            assert re.sub(r"\s+", "", cell) in text, cell
    assert text.count("STT") >= len(pdf.pages)


def test_both_files_close_with_the_sign_and_the_signature(word: Any, pdf: pypdf.PdfReader) -> None:
    closing = next(p.text for p in word.paragraphs if p.text.endswith("./."))
    assert closing.startswith("Lộ trình gồm 150 cuộc kiểm tra của 5 đoàn")
    last = _plain(pdf.pages[-1].extract_text())
    for words in ("./.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nơi nhận:", "Lưu: VT, CCHC."):
        assert words in last
        assert words in "\n".join([closing, *(c.text for c in word.tables[-1].rows[0].cells)])


@pytest.mark.parametrize("group", ["month", "week", "team"])
def test_rows_in_groups_are_the_same_visits(group: str) -> None:
    (table,) = [b for b in annex_paper(content(50), group).body if isinstance(b, Table)][:1]
    assert len(table.rows()) == 50
    assert len({r[1] for r in table.rows()}) == 50
    assert all(str(len(g.rows)) in g.title for g in table.groups)


def test_the_inspected_side_reads_of_no_unannounced_visit() -> None:
    shown = content(70, INSPECTED)
    text = "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(annex_pdf(shown))).pages)
    assert "Đột xuất" not in text
    assert "Lộ trình gồm 60 cuộc" in _plain(text)
    assert "Bản của đơn vị được kiểm tra." in _plain(text)


def test_an_adopted_roadmap_carries_no_draft_mark() -> None:
    assert annex_paper(adopted(content(3))).draft_mark == ""
    assert annex_paper(content(3)).draft_mark == "DỰ THẢO (phiên bản 2)"


def test_an_empty_roadmap_says_so() -> None:
    text = pypdf.PdfReader(io.BytesIO(annex_pdf(content(0)))).pages[0].extract_text()
    assert "Chưa có cuộc kiểm tra nào" in _plain(text)


def test_a_plan_without_a_number_and_with_a_note() -> None:
    base = replace(content(2), plan_number="", plan_issued_on=None, synthetic_note="Kế hoạch mẫu.")
    text = "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(annex_pdf(base))).pages)
    assert "Thực hiện Kế hoạch của Ủy ban nhân dân" in _plain(text)
    assert "Lưu ý: Kế hoạch mẫu." in _plain(text)


def test_the_template_uses_what_the_schema_declares_and_no_more() -> None:
    assert read_template().used_fields() == set(read_context_schema()["properties"])


def test_the_context_is_what_the_schema_wants() -> None:
    context = annex_context(content(3))
    jsonschema.validate(context, read_context_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(context | {"stranger": 1}, read_context_schema())
    assert json.dumps(context)


def test_words_that_look_like_markup_stay_words() -> None:
    odd = 'Sở <b>&amp; #emph[x] $1$ \\n "y"'
    base = content(1)
    named = replace(base, visits=(replace(base.visits[0], unit_name=odd),))
    text = pypdf.PdfReader(io.BytesIO(annex_pdf(named))).pages[0].extract_text()
    assert re.sub(r"\s", "", odd) in re.sub(r"\s", "", text)
    table = docx.Document(io.BytesIO(annex_docx(named))).tables[1]
    assert odd in [c.text for c in table.rows[2].cells]


def test_the_files_are_the_same_each_time() -> None:
    assert annex_pdf(content(5)) == annex_pdf(content(5))
