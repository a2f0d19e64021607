"""The empty tables to fill in: a workbook with a sheet of guidance, and a CSV."""

from __future__ import annotations

import csv
import io

import xlsxwriter

from lotrinh.office.registry.imports import limits
from lotrinh.office.registry.imports.columns import KINDS, SHEET, Column
from lotrinh.office.registry.imports.guard import guarded

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def template_file(kind: str, form: str) -> bytes:
    """The template of one kind as 'xlsx' or 'csv'."""
    return _workbook(KINDS[kind]) if form == "xlsx" else _csv(KINDS[kind])


def _csv(columns: tuple[Column, ...]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerow([guarded(column.vi) for column in columns])
    return out.getvalue().encode("utf-8-sig")


def _workbook(columns: tuple[Column, ...]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        head = book.add_format(
            {"bold": True, "bg_color": "#0f4c81", "font_color": "#ffffff", "text_wrap": True, "valign": "top"}
        )
        needed = book.add_format(
            {"bold": True, "bg_color": "#7a4a00", "font_color": "#ffffff", "text_wrap": True, "valign": "top"}
        )
        text = book.add_format({"num_format": "@"})
        data = book.add_worksheet(SHEET)
        for place, column in enumerate(columns):
            data.write_string(0, place, column.vi, needed if column.required else head)
            form = text if column.holds in ("code", "text", "date", "keys", "address") else None
            data.set_column(place, place, max(14, len(column.vi) + 4), form)
        data.freeze_panes(1, 0)
        _guidance(book, columns, head)
    return out.getvalue()


def _guidance(book: xlsxwriter.Workbook, columns: tuple[Column, ...], head: object) -> None:
    sheet = book.add_worksheet("Hướng dẫn")
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 2, 10)
    sheet.set_column(3, 5, 48)
    titles = ("Cột", "Column", "Bắt buộc", "Cách điền", "How to fill", "Ví dụ")
    for place, title in enumerate(titles):
        sheet.write_string(0, place, title, head)
    for row, column in enumerate(columns, start=1):
        cells = (
            column.vi,
            column.en,
            "x" if column.required else "",
            column.hint_vi,
            column.hint_en,
            column.example,
        )
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell)
    size = limits.MAX_BYTES // 2**20
    notes = (
        f"Tối đa {limits.MAX_ROWS:,} dòng, {size} MB. Không gộp ô. Công thức: chỉ lấy giá trị đã lưu.",
        f"At most {limits.MAX_ROWS:,} rows, {size} MB. No merged cells. Formulas: the stored value only.",
        "Tất cả được nhận hoặc không dòng nào được nhận. Nạp lại cùng một tệp không làm thay đổi gì.",
        "All rows are taken or none. Bringing the same file again changes nothing.",
    )
    for row, note in enumerate(notes, start=len(columns) + 2):
        sheet.write_string(row, 0, note)
