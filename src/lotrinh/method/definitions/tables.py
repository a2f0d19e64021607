"""CSV tables: each row a model; faults name file and line; nothing is half taken."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from lotrinh.method.definitions.faulty import Loc, model_faults
from lotrinh.method.definitions.reading import not_utf8
from lotrinh.method.faults import Fault, Faults

M = TypeVar("M", bound=BaseModel)


def read_table(path: Path, model: type[M], root: Path | None = None) -> list[M]:
    """The rows of a UTF-8 CSV file with a header; an empty cell is absent, never zero."""
    return [row for _, row in read_lines(path, model, root)]


def read_lines(path: Path, model: type[M], root: Path | None = None) -> list[tuple[int, M]]:
    """The rows with their line numbers (the header is line 1)."""
    name = path.relative_to(root).as_posix() if root else path.name
    faults: list[Fault] = []
    out: list[tuple[int, M]] = []
    for line, raw in _raw(path, name):
        found, row = model_faults(model, raw, _at(f"{name}:{line}"))
        faults += found
        if row is not None:
            out.append((line, row))
    if faults:
        raise Faults(faults)
    return out


def _raw(path: Path, name: str) -> list[tuple[int, dict[str, Any]]]:
    """Each row as {column: text}, empty cells left out, with the line on which it ends."""
    try:
        reader = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    except FileNotFoundError as error:
        raise Faults(_missing(name)) from error
    except UnicodeDecodeError as error:
        raise Faults(not_utf8(name, error)) from error
    header = next(reader, [])
    rows, faults = [], []
    for cells in reader:
        if len(cells) != len(header):
            faults.append(_width(f"{name}:{reader.line_num}", len(cells), len(header)))
        rows.append((reader.line_num, {c: v for c, v in zip(header, cells, strict=False) if v != ""}))
    if faults:
        raise Faults(faults)
    return rows


def _at(where: str) -> Callable[[Loc], str]:
    return lambda loc: where


def _missing(name: str) -> Fault:
    return Fault(
        "definitions.missing_file",
        name,
        f"Thiếu tệp {name}; hãy khôi phục tệp này.",
        f"The file {name} is missing; restore it.",
        got="no file",
        expected=name,
    )


def _width(where: str, got: int, expected: int) -> Fault:
    return Fault(
        "definitions.row_width",
        where,
        f"Dòng có {got} ô nhưng tiêu đề có {expected} cột; hãy kiểm tra dấu phẩy và dấu ngoặc kép.",
        f"The row has {got} cells but the header has {expected} columns; check commas and quotes.",
        got=str(got),
        expected=str(expected),
    )
