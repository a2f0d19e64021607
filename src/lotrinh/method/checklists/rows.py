"""Tables: rows of cells, each cell by its column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lotrinh.method.checklists.models import Column, Question
from lotrinh.method.checklists.scalars import Checked, scalar_value, wrong_form
from lotrinh.method.faults import Fault


def table_value(item: Question, value: Any, where: str) -> Checked:
    """The rows that hold something, every cell in its one form."""
    if not isinstance(value, list) or len(value) > item.max_rows:
        got = f"{len(value)} rows" if isinstance(value, list) else value
        vi, en = f"một bảng nhiều nhất {item.max_rows} dòng", f"a table of at most {item.max_rows} rows"
        return None, [wrong_form("table", where, got, vi, en)]
    rows, faults = [], []
    for i, raw in enumerate(value):
        row, wrong = cells_value(item.columns, raw, f"{where}[{i}]")
        faults += wrong
        if row and any(cell is not None for cell in row.values()):
            rows.append(row)
    return rows, faults


def cells_value(columns: tuple[Column, ...], raw: Any, where: str) -> Checked:
    """One row, {column key: cell}. Faults: unknown columns; missing cells of a row that holds something."""
    if not isinstance(raw, Mapping):
        return None, [wrong_form("row", where, raw, "một dòng gồm các cột", "a row of columns")]
    known = {c.key for c in columns}
    faults = [_unknown(f"{where}.{key}", str(key), known) for key in raw if key not in known]
    row: dict[str, Any] = {}
    for column in columns:
        cell = raw.get(column.key)
        row[column.key], wrong = (
            (None, []) if cell in (None, "") else scalar_value(column, cell, f"{where}.{column.key}")
        )
        faults += wrong
    if any(cell is not None for cell in row.values()):
        faults += [
            _missing(f"{where}.{c.key}", c) for c in columns if c.required and raw.get(c.key) in (None, "")
        ]
    return row, faults


def _unknown(where: str, got: str, known: set[str]) -> Fault:
    return Fault(
        "checklists.unknown_column",
        where,
        f"Bảng không có cột “{got}”; hãy bỏ cột này.",
        f"The table has no column “{got}”; leave it out.",
        got=got[:80],
        expected=", ".join(sorted(known)),
    )


def _missing(where: str, column: Column) -> Fault:
    return Fault(
        "checklists.missing_cell",
        where,
        f"Dòng này thiếu “{column.vi}”; hãy nhập hoặc xóa cả dòng.",
        f"“{column.en}” is missing in this row; enter it or remove the row.",
        got="nothing",
        expected=column.key,
    )
