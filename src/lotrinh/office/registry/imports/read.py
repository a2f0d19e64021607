"""From the bytes of a file to checked rows, without a word to the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.registry.imports import limits
from lotrinh.office.registry.imports.columns import KINDS, SHEET, Column, Header, find_header
from lotrinh.office.registry.imports.read_csv import read_csv, too_many_rows
from lotrinh.office.registry.imports.read_xlsx import read_xlsx
from lotrinh.office.registry.imports.sniff import sniff
from lotrinh.office.registry.imports.table import Cell, Table, cell_name
from lotrinh.office.registry.imports.values import Unreadable, grouping_mark, read_value


@dataclass
class Row:
    """One row: its number in the file and its values by column key; an empty cell is absent."""

    number: int
    values: dict[str, Any]


@dataclass
class Reading:
    """What a file holds. faults lists the first ones; fault_count counts them all."""

    kind: str
    table: str
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notices: list[Fault] = field(default_factory=list)
    fault_count: int = 0
    places: dict[str, int] = field(default_factory=dict)

    def blame(self, fault: Fault) -> None:
        """Count a fault, and keep it while there is room."""
        self.fault_count += 1
        if len(self.faults) < limits.MAX_FAULTS:
            self.faults.append(fault)

    def where(self, row: int, column: str) -> str:
        """The cell of a row and a column key, as the spreadsheet names it."""
        if column in self.places:
            return cell_name(self.table, row, self.places[column])
        return f"{self.table}!{row}"


def read_file(data: bytes, name: str, kind: str) -> Reading:
    """Read a file of one kind; a file that cannot be read as a table at all is told as its faults."""
    name = plain_name(name)
    try:
        table = read_xlsx(data, name, SHEET) if sniff(data, name) == "xlsx" else read_csv(data, name)
        header = find_header(table, KINDS[kind])
    except Faults as error:
        reading = Reading(kind, name)
        for fault in error.faults:
            reading.blame(fault)
        return reading
    return _read_rows(table, header, kind)


def plain_name(name: str) -> str:
    """The last part of a path with either slash, without control characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(char for char in last if char.isprintable())[:120] or "?"


def _read_rows(table: Table, header: Header, kind: str) -> Reading:
    reading = Reading(kind, table.name, places=header.places, notices=list(table.notices))
    body = [(number, cells) for number, cells in table.rows if number > header.row]
    if len(body) > limits.MAX_ROWS:
        reading.blame(too_many_rows(table.name).faults[0])
        return reading
    _look_at_layout(table, header, reading)
    columns = [(header.places[c.key], c) for c in KINDS[kind] if c.key in header.places]
    marks = _grouping_marks(body, columns, reading)
    for number, cells in body:
        row = _read_row(number, cells, columns, marks, reading, table)
        if row.values:
            reading.rows.append(row)
    if not reading.rows and not reading.faults:
        reading.blame(_no_rows(table.name))
    return reading


def _look_at_layout(table: Table, header: Header, reading: Reading) -> None:
    """Merged cells stop the import; unknown columns and formulas are only spoken of."""
    for first_row, first, last_row, last in table.merged:
        if last_row > header.row:
            span = f"{cell_name(table.name, first_row, first)}:{cell_name('', last_row, last)[1:]}"
            reading.blame(
                Fault(
                    "imports.merged_cells",
                    span,
                    "Có ô gộp trong vùng dữ liệu. Hãy bỏ gộp và điền từng dòng.",
                    "There are merged cells among the data. Split them and fill every row.",
                    span,
                    "",
                )
            )
    for place, text in header.unknown:
        reading.notices.append(
            Fault(
                "imports.unknown_column",
                cell_name(table.name, header.row, place),
                f"Bỏ qua cột “{text[:60]}”.",
                f"The column “{text[:60]}” is ignored.",
                text[:60],
                "",
            )
        )
    if formulas := sorted(cell for cell in table.formulas if cell[0] > header.row):
        first_cell = cell_name(table.name, *formulas[0])
        reading.notices.append(
            Fault(
                "imports.formulas",
                first_cell,
                f"{len(formulas)} ô là công thức; lấy giá trị đã lưu trong tệp, không tính lại.",
                f"{len(formulas)} cells are formulas; the stored values are taken, nothing is calculated.",
                str(len(formulas)),
                "",
            )
        )


def _grouping_marks(
    body: Sequence[tuple[int, list[Cell]]], columns: Sequence[tuple[int, Column]], reading: Reading
) -> dict[str, str | None]:
    marks: dict[str, str | None] = {}
    for place, column in columns:
        if column.holds != "decimal":
            continue
        try:
            marks[column.key] = grouping_mark(cells[place] for _, cells in body if place < len(cells))
        except Unreadable as error:
            where = f"{reading.table}!{column.vi}"
            reading.blame(Fault(error.code, where, error.vi, error.en, "1.234", error.expected))
            marks[column.key] = None
    return marks


def _read_row(
    number: int,
    cells: Sequence[Cell],
    columns: Sequence[tuple[int, Column]],
    marks: dict[str, str | None],
    reading: Reading,
    table: Table,
) -> Row:
    row = Row(number, {})
    filled = any(place < len(cells) and cells[place] is not None for place, _ in columns)
    for place, column in columns:
        cell = cells[place] if place < len(cells) else None
        if cell is None:
            if (number, place) in table.errors:
                reading.blame(_error_value(table.name, number, place))
            elif (number, place) in table.formulas:
                reading.blame(_formula_without_value(table.name, number, place))
            elif column.required and filled:
                reading.blame(_empty(table.name, number, place, column))
            continue
        try:
            row.values[column.key] = read_value(cell, column.holds, column.at_most, marks.get(column.key))
        except Unreadable as error:
            where = cell_name(table.name, number, place)
            reading.blame(
                Fault(
                    error.code,
                    where,
                    f"{column.vi}: {error.vi}",
                    f"{column.en}: {error.en}",
                    str(cell)[:80],
                    error.expected,
                )
            )
    return row


def _error_value(table: str, row: int, place: int) -> Fault:
    return Fault(
        "imports.error_value",
        cell_name(table, row, place),
        "Ô chứa lỗi của bảng tính. Hãy sửa công thức hoặc gõ giá trị.",
        "The cell holds an error of the spreadsheet. Mend the formula or type the value.",
        "#…",
        "",
    )


def _formula_without_value(table: str, row: int, place: int) -> Fault:
    return Fault(
        "imports.formula_without_value",
        cell_name(table, row, place),
        "Ô là công thức chưa có giá trị được lưu. Hãy dán giá trị vào ô.",
        "The cell is a formula without a stored value. Paste the value into the cell.",
        "=…",
        "",
    )


def _empty(table: str, row: int, place: int, column: Column) -> Fault:
    return Fault(
        "imports.empty_cell",
        cell_name(table, row, place),
        f"Ô “{column.vi}” phải có giá trị.",
        f"“{column.en}” must be filled.",
        "",
        column.example or column.vi,
    )


def _no_rows(table: str) -> Fault:
    return Fault(
        "imports.no_rows",
        table,
        "Không có dòng dữ liệu nào dưới tiêu đề.",
        "There is no row below the header.",
        "",
        "",
    )
