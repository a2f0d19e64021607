"""Findings as an Excel workbook: text is text, never a formula; a value that looks like one carries Excel's
quote mark, so that it stays what it was when its cell is edited.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

import xlsxwriter

from lotrinh.office.inspections.exports.findings_table import COLUMNS, Words, headings, table
from lotrinh.office.inspections.models import Finding
from lotrinh.office.platform.spreadsheets import FORMULA_STARTS

LONGEST_CELL: Final = 32_767
FONT: Final = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
TITLES: Final = {"vi": "Phát hiện qua kiểm tra", "en": "Findings of inspections"}


def findings_workbook(rows: Iterable[Finding], words: Words, language: str, at: datetime) -> bytes:
    """The bytes of the .xlsx; rows are written one after another, so that memory stays small."""
    with tempfile.TemporaryFile() as out:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        book = xlsxwriter.Workbook(out, options)
        book.set_properties({"title": TITLES[language], "created": at.replace(tzinfo=None)})
        _fill(book, table(rows, words, language), language)
        book.close()
        out.seek(0)
        return out.read()


def _fill(book: Any, lines: Iterable[tuple[Any, ...]], language: str) -> None:
    sheet = book.add_worksheet(TITLES[language][:31])
    head = book.add_format(FONT | {"bold": True, "bg_color": "#E7ECF3", "text_wrap": True, "border": 1})
    plain = book.add_format(FONT | {"text_wrap": True})
    guarded = book.add_format(FONT | {"text_wrap": True, "quote_prefix": True})
    day = book.add_format(FONT | {"num_format": "dd/mm/yyyy"})
    for column, (title, (_vi, _en, width)) in enumerate(zip(headings(language), COLUMNS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    sheet.freeze_panes(1, 2)
    last = 0
    for last, line in enumerate(lines, start=1):
        for column, value in enumerate(line):
            if isinstance(value, date):
                sheet.write_datetime(last, column, value, day)
            elif isinstance(value, str):
                form = guarded if value.startswith(FORMULA_STARTS) else plain
                sheet.write_string(last, column, value[:LONGEST_CELL], form)
            elif value is not None:
                sheet.write_number(last, column, value, plain)
    sheet.autofilter(0, 0, max(last, 1), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
