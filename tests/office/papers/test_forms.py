"""The produced files against NĐ 30/2020/NĐ-CP, read back from their bytes; and spoiled files."""

import io
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from lotrinh.office.platform.papers.check_form import check_docx
from lotrinh.office.platform.papers.check_pdf import check_pdf
from lotrinh.office.platform.papers.compose import compose
from lotrinh.office.platform.papers.docx import render_docx
from lotrinh.office.platform.papers.form import read_form
from lotrinh.office.platform.papers.paper import Paper
from lotrinh.office.platform.papers.pdf import render_pdf
from tests.office.papers.examples import NAMES, example, plain_text

SIGNED: dict[str, Any] = {"number": 5, "signed_on": date(2020, 10, 20), "signer_name": "Trần Thị Hòa"}


@cache
def made(name: str, signed: bool) -> tuple[Paper, bytes, bytes]:
    """The paper of an example and both files."""
    key, context = example(name)
    paper = compose(key, context, **(SIGNED if signed else {}))
    return paper, render_docx(paper, read_form()), render_pdf(paper, read_form())


@pytest.mark.parametrize("signed", [False, True], ids=["draft", "signed"])
@pytest.mark.parametrize("name", NAMES)
def test_both_files_keep_to_the_form(name: str, signed: bool) -> None:
    paper, word, pdf = made(name, signed)
    look = check_docx(word, read_form())
    assert look.departures == ()
    needed = {"nation", "motto", "issuing_body", "number", "text", "closing", "authority", "recipients"}
    needed |= {"filed", "letter_subject"} if paper.is_letter else {"filed", "kind", "subject"}
    needed |= {"addressees"} if len(paper.addressees) == 1 else set()
    assert needed <= set(look.blocks)
    assert check_pdf(pdf, read_form()).departures == ()


@pytest.mark.parametrize("name", NAMES)
def test_both_files_hold_every_word_of_the_paper(name: str) -> None:
    paper, word, pdf = made(name, True)
    expected = [w for line in plain_text(paper).splitlines() for w in line.split()]
    assert sorted(set(expected)) == sorted(set(expected) & _words_of_docx(word))
    assert set(expected) <= _words_of_pdf(pdf)


def _words_of_docx(data: bytes) -> set[str]:
    body = docx.Document(io.BytesIO(data)).element.body
    lines = ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]
    return {word for line in lines for word in line.split()} | {"|"}


def _words_of_pdf(data: bytes) -> set[str]:
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    return set(text.split()) | {"|"} | {a + b for a, b in zip(text.split(), text.split()[1:], strict=False)}


def test_number_and_date_stay_open_in_a_draft_and_stand_in_a_signed_paper() -> None:
    draft, signed = (check_docx(made("conclusion--ha-dong", s)[1], read_form()).blocks for s in (False, True))
    assert draft["number"].text.split() == ["Số:", "/TB-SNV"]
    assert draft["place_date"].text.split() == ["Hà", "Nội,", "ngày", "tháng", "năm", "2020"]
    assert signed["number"].text == "Số: 05/TB-SNV"
    assert signed["place_date"].text == "Hà Nội, ngày 20 tháng 10 năm 2020"
    assert signed["signer"].text == "Trần Thị Hòa"


def test_an_annex_begins_a_page_and_names_its_paper() -> None:
    pages = check_pdf(made("notice-inspection--ha-dong", True)[2], read_form()).pages
    words = " ".join(line.text.strip() for line in pages[-1].lines)
    assert words.startswith("3 Phụ lục ĐỀ CƯƠNG BÁO CÁO TỰ KIỂM TRA")
    assert "(Kèm theo Thông báo số 05/TB-SNV ngày 20 tháng 10 năm 2020 của Sở Nội vụ)" in words


def test_signature_and_end_of_the_text_stand_on_one_page() -> None:
    for name in NAMES:
        paper, _, pdf = made(name, True)
        texts = [" ".join(p.extract_text().split()) for p in pypdf.PdfReader(io.BytesIO(pdf)).pages]
        (page,) = [text for text in texts if "./." in text]
        signer = paper.sides[-1].name if paper.sides else "Trần Thị Hòa"
        assert signer in page, name
        assert "Lưu: VT" in page, name


def _margin(document: Any) -> None:
    document.sections[0].left_margin = Mm(20)


def _paper_size(document: Any) -> None:
    document.sections[0].page_width = Mm(216)


def _small(document: Any) -> None:
    next(p for p in document.paragraphs if p.text.startswith("Thực hiện")).runs[-1].font.size = Pt(12)


def _font(document: Any) -> None:
    next(p for p in document.paragraphs if p.runs).runs[0].font.name = "Arial"


def _light(document: Any) -> None:
    document.tables[0].rows[0].cells[1].paragraphs[0].runs[0].bold = False


def _first_number(document: Any) -> None:
    document.sections[0].different_first_page_header_footer = False


def _left_open(document: Any) -> None:
    next(p for p in document.paragraphs if p.text.endswith("./.")).runs[-1].text = "Hết {unit.name}"


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_margin, "margin left: 20"), (_paper_size, "page of 216"), (_small, "allowed 13 to 14"),
        (_font, "font Arial"), (_light, "nation: bold is False"), (_first_number, "first page shows"),
        (_left_open, "a placeholder is left"),
    ],
)  # fmt: skip
def test_a_spoiled_document_is_told(spoil: Callable[[Any], None], told: str) -> None:
    document = docx.Document(io.BytesIO(made("conclusion--ha-dong", True)[1]))
    spoil(document)
    out = io.BytesIO()
    document.save(out)
    assert any(told in wrong for wrong in check_docx(out.getvalue(), read_form()).departures)


def test_a_pdf_with_narrow_margins_or_small_page_numbers_is_told() -> None:
    key, context = example("minutes--ha-dong")
    form = read_form()
    margins = form.page.margins_mm
    narrow = margins.model_copy(update={"left": margins.left.model_copy(update={"chosen": 12})})
    number = form.page.page_number.model_copy(update={"chosen": 9})
    page = form.page.model_copy(update={"margins_mm": narrow, "page_number": number})
    pdf = render_pdf(compose(key, context), form.model_copy(update={"page": page}))
    departures = check_pdf(pdf, form).departures
    assert any("mm from the left" in wrong for wrong in departures)
    assert any("its number is of 9.0 pt" in wrong for wrong in departures)


def test_a_long_table_repeats_its_header_on_every_page() -> None:
    key, context = example("synthesis--year-2020")
    context["inspections"] = context["inspections"] * 4
    pages = check_pdf(render_pdf(compose(key, context), read_form()), read_form()).pages
    tables = pages[2:]
    assert len(tables) > 3
    for page in tables:
        assert "STT" in {line.text.strip() for line in page.lines}


def test_very_long_names_stay_inside_the_margins() -> None:
    key, context = example("reminder--ha-dong")
    context["unit"]["name"] = (
        "Ban Quản lý dự án đầu tư xây dựng công trình hạ tầng kỹ thuật và nông nghiệp " * 2
    )
    context["issuer"]["name"] = "Trung tâm Phục vụ hành chính công thành phố Hà Nội chi nhánh số 12"
    paper = compose(key, context)
    assert check_pdf(render_pdf(paper, read_form()), read_form()).departures == ()
    assert check_docx(render_docx(paper, read_form()), read_form()).departures == ()
