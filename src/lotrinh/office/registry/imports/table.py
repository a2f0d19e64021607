"""What both readers return: rows of raw cells with their row numbers, and what was noticed on the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from lotrinh.method.faults import Fault

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None


@dataclass
class Table:
    """One sheet as it stands in the file.

    name: the sheet, or the file for CSV. rows: (row number as people count, cells). notices: things people
    should know that do not stop the import. formulas, errors: (row, column) of cells that hold one; rows
    count from 1, columns from 0. merged: (first row, first column, last row, last column).
    """

    name: str
    rows: list[tuple[int, list[Cell]]]
    notices: list[Fault] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def column_letters(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA: the column as the spreadsheet names it."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The reverse of column_letters."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def cell_name(table: str, row: int, column: int) -> str:
    """Where a fault is, in the words of a spreadsheet: ``Dữ liệu!C7``."""
    return f"{table}!{column_letters(column)}{row}"
