"""The workbook, read back with another program's reader (calamine, openpyxl)."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from lotrinh.office.planning.exports.excel import roadmap_workbook
from tests.office.planning.exports.sample import INSPECTED, PLANNERS, content


def _sheets(written: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(written))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def _rows(sheet: list[list[Any]], first: str) -> list[list[Any]]:
    """The rows below the header that starts with a word."""
    top = next(i for i, row in enumerate(sheet) if row and row[0] == first)
    return sheet[top + 1 :]


def test_the_sheets_of_a_planner() -> None:
    sheets = _sheets(roadmap_workbook(content()))
    assert list(sheets) == ["Lộ trình", "Theo đoàn", "Theo tuần", "Không chọn", "Ghi chú nguồn"]
    assert list(_sheets(roadmap_workbook(content(), "en"))) == [
        "Roadmap", "By team", "By week", "Left out", "Sources",
    ]  # fmt: skip


def test_all_visits_are_there_and_equal_the_content() -> None:
    full = content(150)
    rows = _rows(_sheets(roadmap_workbook(full))["Lộ trình"], "STT")
    assert [(r[1], r[6], r[7], r[8], r[9], r[11], r[16]) for r in rows] == [
        (
            v.unit_name, v.start, {"am": "sáng", "pm": "chiều"}[v.start_part], v.end,
            {"am": "sáng", "pm": "chiều"}[v.end_part], v.half_days, v.unit_code,
        )
        for v in full.ordered()
    ]  # fmt: skip
    assert [r[0] for r in rows] == list(range(1, 151))


def test_dates_are_dates_in_the_vietnamese_form() -> None:
    book = openpyxl.load_workbook(io.BytesIO(roadmap_workbook(content(5))))
    cells = [c for row in book["Lộ trình"].iter_rows() for c in row if c.is_date]
    assert cells and {c.number_format for c in cells} == {"dd/mm/yyyy"}
    assert cells[0].value.date() == date(2020, 8, 3)


def test_header_is_frozen_and_filtered() -> None:
    book = openpyxl.load_workbook(io.BytesIO(roadmap_workbook(content(5))))
    page = book["Lộ trình"]
    top = next(c.row for c in page["A"] if c.value == "STT")
    assert page.freeze_panes == f"C{top + 1}"
    assert page.auto_filter.ref == f"A{top}:Q{top + 5}"
    assert page.page_setup.orientation == "landscape"


@pytest.mark.parametrize(
    "text", ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "http://x"]
)
def test_a_text_like_a_formula_stays_a_text(text: str) -> None:
    base = content(1)
    named = replace(base, visits=(replace(base.visits[0], unit_name=text),))
    book = openpyxl.load_workbook(io.BytesIO(roadmap_workbook(named)))
    cell = next(c for row in book["Lộ trình"].iter_rows() for c in row if c.column == 2 and c.value == text)
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert cell.quotePrefix is (text[0] in "=+-@\t")


def test_counts_by_team_and_week_add_up() -> None:
    full = content(150)
    sheets = _sheets(roadmap_workbook(full))
    teams = _rows(sheets["Theo đoàn"], "Đoàn")
    assert sum(r[3] for r in teams) == 150
    assert sum(r[4] for r in teams) == sum(v.half_days for v in full.visits)
    weeks = _rows(sheets["Theo tuần"], "Tuần")
    assert sum(r[-1] for r in weeks) == 150
    assert all(sum(r[2:-1]) == r[-1] for r in weeks)


def test_units_left_out_with_their_reasons() -> None:
    rows = _rows(_sheets(roadmap_workbook(content(5)))["Không chọn"], "STT")
    assert len(rows) == 40
    assert rows[0][4].startswith("Không còn buổi trống")


@pytest.mark.parametrize("scope", [PLANNERS, INSPECTED])
def test_every_sheet_says_for_whom_it_is(scope: Any) -> None:
    for sheet in _sheets(roadmap_workbook(content(9, scope))).values():
        assert scope.label_vi in [row[0] for row in sheet]


def test_the_inspected_side_gets_no_unannounced_visit_no_figures_no_left_out() -> None:
    sheets = _sheets(roadmap_workbook(content(70, INSPECTED)))
    words = str(sheets)
    assert "Không chọn" not in sheets
    for hidden in ("Đột xuất", "Mục tiêu đạt", "Cận trên", "Số đơn vị không chọn"):
        assert hidden not in words
    assert len(_rows(sheets["Lộ trình"], "STT")) == 60


def test_an_empty_roadmap_is_a_workbook_too() -> None:
    sheets = _sheets(roadmap_workbook(content(0)))
    assert _rows(sheets["Lộ trình"], "STT") == []
