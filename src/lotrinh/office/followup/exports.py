"""Corrective actions as an Excel workbook: texts stay texts, days stay days."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from lotrinh.office.followup.queries.corrections import Line
from lotrinh.office.platform.spreadsheets import FORMULA_STARTS

FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "text_wrap": True, "border": 1}
TOP = 3


def corrections_workbook(lines: Iterable[Line], today: date, language: str) -> bytes:
    """One sheet; days_left is empty where the unit has nothing to do."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": _("Corrections"), "created": datetime.combine(today, time())})
    head = book.add_format({**FONT, "bold": True, "bg_color": "#E7ECF3", "align": "center"})
    text = book.add_format(FONT)
    guarded = book.add_format({**FONT, "quote_prefix": True})
    day = book.add_format({**FONT, "num_format": "dd/mm/yyyy", "align": "center"})
    sheet = book.add_worksheet(_("Corrections")[:31])
    sheet.write_string(
        0, 0, _("Corrections after conclusions"), book.add_format({"bold": True, "font_size": 14})
    )
    sheet.write_string(1, 0, f"{today:%d/%m/%Y}")
    for column, (title, width) in enumerate(_columns()):
        sheet.set_column(column, column, width)
        sheet.write_string(TOP, column, title, head)
    last = TOP
    for last, line in enumerate(lines, start=TOP + 1):
        for column, value in enumerate(_cells(line, language)):
            _write(sheet, last, column, value, text, guarded, day)
    sheet.freeze_panes(TOP + 1, 2)
    sheet.autofilter(TOP, 0, last, len(_columns()) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()


def _columns() -> list[tuple[str, int]]:
    return [
        (_("Unit"), 26), (_("Task"), 60), (_("State"), 22), (_("Assigned"), 12), (_("First deadline"), 12),
        (_("Deadline"), 12), (_("Days left"), 10), (_("Reported done"), 12), (_("Verified"), 12),
        (_("Times sent back"), 10), (_("Inspected unit"), 26), (_("Conclusion item"), 10), (_("Plan"), 18),
    ]  # fmt: skip


def _cells(line: Line, language: str) -> list[Any]:
    row, plan = line.row, line.row.inspection.plan
    return [
        row.unit.name, row.item.task, line.state.sentence(language), row.assigned_on, row.first_due_on,
        row.due_on, line.days_left, row.done_on, row.verified_on, row.times_sent_back,
        row.inspection.unit.name, row.item.number, plan.number if plan else None,
    ]  # fmt: skip


def _write(sheet: Any, row: int, column: int, value: Any, text: Any, guarded: Any, day: Any) -> None:
    if value is None:
        sheet.write_blank(row, column, None, text)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, text)
    else:
        words = str(value)[:32_000]
        sheet.write_string(row, column, words, guarded if words.startswith(FORMULA_STARTS) else text)
