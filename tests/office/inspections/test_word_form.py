"""The Word form of the self-report: what is written comes back, wrong rows are named, nothing half taken."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from lotrinh.method.faults import Faults
from lotrinh.office.inspections.actions.take_word_report import preview_word_report, take_word_report
from lotrinh.office.inspections.actions.write_self_report import save_item
from lotrinh.office.inspections.models import SelfReport, SelfReportItem
from lotrinh.office.inspections.outlines import outline_of, outline_of_kind
from lotrinh.office.inspections.value_words import cell_text
from lotrinh.office.inspections.word_form import make_form, read_form
from lotrinh.office.inspections.word_form.words import plain_value
from lotrinh.office.platform.policies import Refused
from tests.office.inspections import factories as make
from tests.office.inspections.test_self_report import value_for

pytestmark = pytest.mark.django_db
TEXT, SHARE, NUMBER, TABLE = "direction-summary", "city-tasks", "procedures-total", "direction-documents-list"


@pytest.fixture
def unit(make_account: Any) -> Any:
    return make_account("inspected_unit", unit_code=make.UNIT_BODY)


@pytest.fixture
def report() -> SelfReport:
    return SelfReport.objects.for_actions().get(inspection=make.make_inspection("announced"))


def form(report: SelfReport, values: dict[str, Any] | None = None) -> Any:
    data = make_form(report.inspection, outline_of(report.inspection), values or {})
    return Document(io.BytesIO(data))


def row(document: Any, key: str) -> Any:
    rows = (r for t in document.tables for r in t.rows)
    return next(r for r in rows if r.cells[0].text.strip() == key)


def table(document: Any, key: str) -> Any:
    return next(t for t in document.tables if t.rows[0].cells[0].text.strip() == f"Bảng: {key}")


def data_of(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def values_in(report: SelfReport) -> dict[str, Any]:
    return dict(SelfReportItem.objects.filter(report=report).values_list("key", "value"))


def test_everything_written_on_the_web_comes_back_from_its_form(report: SelfReport) -> None:
    outline = outline_of(report.inspection)
    values = {q.key: value_for(q) for q in outline.questions()}
    read = read_form(make_form(report.inspection, outline, values), report.inspection, outline)
    assert read.all_faults == ()
    assert {r.question.key: r.value for r in read.rows} == values


def test_a_filled_form_is_previewed_and_then_taken(unit: Any, report: SelfReport) -> None:
    document = form(report)
    row(document, TEXT).cells[2].text = "Chỉ đạo kịp thời"
    row(document, SHARE).cells[2].text = "45 / 50"
    row(document, NUMBER).cells[2].text = "1.234"
    cells = table(document, TABLE).rows[2].cells
    for cell, text in zip(cells, ("12/KH-SNV", "3/8/2020", "Kế hoạch CCHC"), strict=True):
        cell.text = text
    preview = preview_word_report(unit, report, data_of(document), "bc.docx", at=make.NOW)
    assert preview.count == 4 and preview.form.all_faults == ()
    assert values_in(report) == {}, "looking writes nothing"
    assert take_word_report(unit, report, preview.file.pk, preview.seen, at=make.NOW) == 4
    assert values_in(report) == {
        TEXT: "Chỉ đạo kịp thời",
        SHARE: {"count": 45, "of": 50},
        NUMBER: "1234",
        TABLE: [{"document": "12/KH-SNV", "issued": "2020-08-03", "about": "Kế hoạch CCHC"}],
    }
    assert SelfReport.objects.for_actions().get(pk=report.pk).word_file == preview.file


def test_one_wrong_row_and_nothing_is_taken(unit: Any, report: SelfReport) -> None:
    document = form(report)
    row(document, TEXT).cells[2].text = "Chỉ đạo kịp thời"
    row(document, SHARE).cells[2].text = "60/50"
    row(document, NUMBER).cells[0].text = "ma-khac"
    row(document, "ma-khac").cells[2].text = "3"
    preview = preview_word_report(unit, report, data_of(document), "bc.docx", at=make.NOW)
    wrong = {f.code: f.where for f in preview.form.all_faults}
    assert set(wrong) == {"checklists.not_a_share", "inspections.unknown_code"}
    assert SHARE in wrong["checklists.not_a_share"] and "dòng" in wrong["inspections.unknown_code"]
    with pytest.raises(Faults):
        take_word_report(unit, report, preview.file.pk, preview.seen, at=make.NOW)
    assert values_in(report) == {}


def test_empty_cells_leave_what_stands_and_no_figures_is_read(unit: Any, report: SelfReport) -> None:
    save_item(unit, report, TEXT, "Trên web", 0, at=make.NOW)
    document = form(report)
    row(document, NUMBER).cells[2].text = "Không có số liệu: chưa thống kê"
    preview = preview_word_report(unit, report, data_of(document), "bc.docx", at=make.NOW)
    take_word_report(unit, report, preview.file.pk, preview.seen, at=make.NOW)
    assert values_in(report) == {
        TEXT: "Trên web", NUMBER: {"state": "no_figures", "reason": "chưa thống kê"},
    }  # fmt: skip


def test_what_somebody_wrote_since_the_preview_is_not_overwritten(unit: Any, report: SelfReport) -> None:
    document = form(report)
    row(document, TEXT).cells[2].text = "Trong phiếu"
    preview = preview_word_report(unit, report, data_of(document), "bc.docx", at=make.NOW)
    save_item(unit, report, TEXT, "Trên web", 0, at=make.NOW)
    with pytest.raises(Faults) as error:
        take_word_report(unit, report, preview.file.pk, preview.seen, at=make.NOW)
    assert error.value.faults[0].code == "inspections.changed_since_preview"
    assert values_in(report) == {TEXT: "Trên web"}


def test_a_form_of_another_inspection_and_any_other_file_are_refused(unit: Any, report: SelfReport) -> None:
    other = make.make_inspection("announced", unit=make.make_unit("hn.d050"))
    foreign = make_form(other, outline_of(other), {})
    plain = data_of(Document())
    for data, name, code in (
        (foreign, "a.docx", "inspections.other_form"),
        (plain, "a.docx", "inspections.not_a_form"),
        ("Ghi chú".encode(), "a.docx", "inspections.not_docx"),
    ):
        with pytest.raises(Faults) as error:
            preview_word_report(unit, report, data, name, at=make.NOW)
        assert error.value.faults[0].code == code


def test_nobody_else_takes_a_form(report: SelfReport, make_account: Any) -> None:
    with pytest.raises(Refused):
        preview_word_report(make_account("planner"), report, b"", "a.docx", at=make.NOW)


def test_the_pages_hand_the_form_out_and_take_it_back(client_as: Any, unit: Any, report: SelfReport) -> None:
    client, base = client_as(unit), f"/inspections/{report.inspection.uid}/self-report/"
    answer = client.get(base + "form.docx")
    assert "attachment" in answer.headers["Content-Disposition"]
    document = Document(io.BytesIO(answer.content))
    row(document, TEXT).cells[2].text = "Từ Word"
    upload = SimpleUploadedFile("bc.docx", data_of(document))
    page = client.post(base + "word/", {"file": upload})
    assert page.status_code == 200 and "Từ Word" in page.content.decode()
    preview = page.context["preview"]
    done = client.post(base + "word/", {"take": str(preview.file.pk), "seen": preview.seen})
    assert done.status_code == 302 and values_in(report) == {TEXT: "Từ Word"}
    assert client.post(base + "word/", {"take": "x", "seen": ""}).status_code == 422
    assert client.post(base + "word/", {}).status_code == 422


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_a_value_as_people_read_it_is_read_back(data: Any) -> None:
    """What stands in a cell of the form and what is read from it are the same value."""
    asked = data.draw(
        st.sampled_from([q for q in outline_of_kind("department").questions() if q.answer != "table"])
    )
    value = {
        "number": data.draw(st.integers(0, 10**9).map(str)),
        "share": data.draw(
            st.tuples(st.integers(0, 999), st.integers(0, 999)).map(lambda p: {"count": min(p), "of": max(p)})
        ),
        "date": data.draw(st.dates(min_value=make.date(1990, 1, 1)).map(lambda d: d.isoformat())),
    }.get(asked.answer, value_for(asked))
    assert plain_value(asked, cell_text(asked, value)) == value
