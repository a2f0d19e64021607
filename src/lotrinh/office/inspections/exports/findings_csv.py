"""Findings as CSV for other programs: UTF-8 with its mark, one line a finding."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from lotrinh.office.inspections.exports.findings_table import Words, headings, table
from lotrinh.office.inspections.models import Finding
from lotrinh.office.platform.spreadsheets import FORMULA_STARTS

A_CHUNK = 500


def csv_lines(rows: Iterable[Finding], words: Words, language: str) -> Iterator[bytes]:
    """Pieces of the file. A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    out.write("\ufeff")
    writer.writerow(headings(language))
    for number, line in enumerate(table(rows, words, language), start=1):
        writer.writerow([_cell(value) for value in line])
        if number % A_CHUNK == 0:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode()


def _cell(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
