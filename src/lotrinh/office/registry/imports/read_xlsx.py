"""XLSX: the raw parts are looked over first (size of the grid, formulas, merged cells), then the values read.

Nothing is ever evaluated: a formula counts by the value that the spreadsheet stored beside it, or not at all.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field

from python_calamine import CalamineError, CalamineWorkbook

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.registry.imports import limits
from lotrinh.office.registry.imports.read_csv import too_many_columns, too_many_rows
from lotrinh.office.registry.imports.table import Cell, Table, column_index

_CHUNK = 4 * 1024 * 1024
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>(\s*<(?:\w+:)?f\b)?")
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br\s*=\s*["'](\d{1,7})["']""")
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']""")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")


@dataclass
class Sketch:
    """What the raw XML of one sheet shows before it is read."""

    last_row: int = 0
    last_column: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def read_xlsx(data: bytes, name: str, wanted: str) -> Table:
    """The table of the sheet called `wanted`, or of the only sheet; raises Faults."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            sketches = {part: _sketch(package, part) for part in _worksheets(package)}
            for each in sketches.values():
                _check_grid(each, name)
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
            sheet = _choose(book.sheet_names, wanted, name)
            sketch = sketches[_part_of(package, sheet)]
            grid = book.get_sheet_by_name(sheet)
            rows = grid.to_python(skip_empty_area=False, nrows=limits.MAX_ROWS + limits.HEADER_WITHIN)
    except (CalamineError, zipfile.BadZipFile, KeyError, UnicodeDecodeError, OSError) as error:
        raise Faults(
            Fault(
                "imports.not_xlsx",
                name,
                "Tệp hỏng hoặc không phải là bảng tính .xlsx. Hãy mở bằng Excel và lưu lại.",
                "The file is broken or is not an .xlsx workbook. Open it in Excel and save it again.",
                str(error)[:120],
                "XLSX",
            )
        ) from error
    return _table(sheet, rows, sketch)


def _worksheets(package: zipfile.ZipFile) -> list[str]:
    return [n for n in package.namelist() if re.search(r"(^|/)xl/worksheets/[^/]+\.xml$", n)]


def _sketch(package: zipfile.ZipFile, part: str) -> Sketch:
    """One pass over the bytes, cut before a row, so that no cell is torn from its formula."""
    sketch, rest = Sketch(), b""
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            block = rest + chunk
            cut = _last_row(block)
            _look_over(block[:cut], sketch)
            rest = block[cut:]
    _look_over(rest, sketch)
    return sketch


def _last_row(block: bytes) -> int:
    """Where the last row begins; without rows the last tag, so that what waits stays small."""
    named = max(block.rfind(b"<row"), block.rfind(b":row"))
    return max(block.rfind(b"<", 0, named + 1 if named >= 0 else None), 0)


def _look_over(block: bytes, sketch: Sketch) -> None:
    for match in _ROW.finditer(block):
        sketch.last_row = max(sketch.last_row, int(match[1]))
    for match in _CELL.finditer(block):
        if not (place := _REFERENCE.search(match[1])):
            continue
        row, column = int(place[2]), column_index(place[1].decode())
        sketch.last_row, sketch.last_column = max(sketch.last_row, row), max(sketch.last_column, column)
        if match[2]:
            sketch.formulas.add((row, column))
        if _ERROR.search(match[1]):
            sketch.errors.add((row, column))
    for match in _MERGE.finditer(block):
        first, last = column_index(match[1].decode()), column_index(match[3].decode())
        sketch.merged.append((int(match[2]), first, int(match[4]), last))


def _check_grid(sketch: Sketch, name: str) -> None:
    """A single cell far away would make the reader lay out the whole grid in memory."""
    if sketch.last_row > limits.MAX_ROWS + limits.HEADER_WITHIN:
        raise too_many_rows(name)
    if sketch.last_column >= limits.MAX_COLUMNS:
        raise too_many_columns(name, sketch.last_column + 1)


def _choose(names: list[str], wanted: str, file_name: str) -> str:
    if wanted in names:
        return wanted
    if len(names) == 1:
        return names[0]
    raise Faults(
        Fault(
            "imports.wrong_sheet",
            file_name,
            f"Không có trang tính “{wanted}”. Hãy đặt dữ liệu vào trang tính đó.",
            f"There is no sheet “{wanted}”. Put the data into that sheet.",
            ", ".join(names)[:200],
            wanted,
        )
    )


def _part_of(package: zipfile.ZipFile, sheet: str) -> str:
    """The XML part of a sheet, by way of the workbook's relations."""
    relations = {
        _attribute(m[1], "Id"): _attribute(m[1], "Target")
        for m in _RELATION.finditer(package.read("xl/_rels/workbook.xml.rels"))
    }
    for match in _SHEET.finditer(package.read("xl/workbook.xml")):
        if _attribute(match[1], "name") == sheet:
            target = relations[_attribute(match[1], r"\w+:id")]
            return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
    raise KeyError(sheet)


def _attribute(tag: bytes, key: str) -> str:
    found = re.search(rf"""\b{key}\s*=\s*(?:"([^"]*)"|'([^']*)')""".encode(), tag)
    text = (found[1] or found[2] or b"").decode("utf-8") if found else ""
    for entity, char in (("&quot;", '"'), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, char)
    return text


def _table(sheet: str, rows: Sequence[Sequence[Cell]], sketch: Sketch) -> Table:
    """Numbered rows without the empty ones, with a word on formulas and merged cells."""
    table = Table(sheet, [])
    for number, cells in enumerate(rows, start=1):
        kept = [_clean(cell) for cell in cells]
        if any(cell is not None for cell in kept):
            table.rows.append((number, kept))
    table.formulas, table.errors, table.merged = sketch.formulas, sketch.errors, sketch.merged
    return table


def _clean(cell: Cell) -> Cell:
    return (cell.strip() or None) if isinstance(cell, str) else cell
