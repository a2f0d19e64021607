"""The roadmap as an Excel workbook.

Text is written as text, never as a formula or a link; a text that a spreadsheet would take for a formula when
its cell is edited carries the quote mark of Excel ("quote prefix"), so that the value itself stays as it was.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter

from lotrinh.office.planning.exports import excel_sheets as sheets
from lotrinh.office.planning.exports.content import RoadmapContent
from lotrinh.office.planning.exports.excel_sheets import Sheet
from lotrinh.office.platform.spreadsheets import FORMULA_STARTS

_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}


def roadmap_workbook(content: RoadmapContent, language: str = "vi") -> bytes:
    """The bytes of the .xlsx, headings in 'vi' or 'en'."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": sheets.title(content, language), "created": content.produced_at})
    writer = _Writer(book)
    for sheet in sheets.all_sheets(content, language):
        writer.write(sheet)
    book.close()
    return out.getvalue()


@dataclass
class _Formats:
    """The cell formats of a workbook."""

    head: Any
    title: Any
    text: Any
    guarded: Any
    date: Any
    whole: Any
    number: Any


class _Writer:
    """Writes sheets with one look: title, note, header frozen with filter, rows."""

    def __init__(self, book: Any) -> None:
        self.book = book
        border = {"border": 1, "border_color": "#BFBFBF"}
        self.formats = _Formats(
            head=book.add_format(
                _FONT | border | {"bold": True, "bg_color": "#E7ECF3", "text_wrap": True, "align": "center"}
            ),
            title=book.add_format(_FONT | {"bold": True, "font_size": 14}),
            text=book.add_format(_FONT | border | {"text_wrap": True}),
            guarded=book.add_format(_FONT | border | {"text_wrap": True, "quote_prefix": True}),
            date=book.add_format(_FONT | border | {"num_format": "dd/mm/yyyy", "align": "center"}),
            whole=book.add_format(_FONT | border | {"num_format": "0", "align": "center"}),
            number=book.add_format(_FONT | border | {"num_format": "#,##0.00", "align": "center"}),
        )

    def write(self, sheet: Sheet) -> None:
        """One worksheet."""
        page = self.book.add_worksheet(sheet.name)
        page.write_string(0, 0, sheet.title, self.formats.title)
        for row, note in enumerate(sheet.notes, start=1):
            page.write_string(row, 0, note)
        top = len(sheet.notes) + 2
        for index, column in enumerate(sheet.columns):
            page.set_column(index, index, column.width)
            page.write_string(top, index, column.title, self.formats.head)
        last = self._rows(page, sheet.rows, top + 1)
        page.freeze_panes(top + 1, sheet.frozen_columns)
        page.autofilter(top, 0, max(last, top), len(sheet.columns) - 1)
        self._paper(page, top)

    def _rows(self, page: Any, rows: Iterable[tuple[Any, ...]], first: int) -> int:
        last = first - 1
        for last, row in enumerate(rows, start=first):
            for index, value in enumerate(row):
                self._cell(page)(last, index, value)
        return last

    def _cell(self, page: Any) -> Callable[[int, int, Any], None]:
        def write(row: int, column: int, value: Any) -> None:
            if value is None:
                page.write_blank(row, column, None, self.formats.text)
            elif isinstance(value, date):
                page.write_datetime(row, column, value, self.formats.date)
            elif isinstance(value, int | float):
                page.write_number(row, column, value, self._number_format(value))
            else:
                page.write_string(row, column, value, self._text_format(value))

        return write

    def _number_format(self, value: float) -> Any:
        return self.formats.whole if isinstance(value, int) else self.formats.number

    def _text_format(self, value: str) -> Any:
        return self.formats.guarded if value.startswith(FORMULA_STARTS) else self.formats.text

    def _paper(self, page: Any, header_row: int) -> None:
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(header_row)
        page.set_footer("&C&P/&N")
