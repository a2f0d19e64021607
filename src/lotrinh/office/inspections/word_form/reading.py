"""Taking a filled form back: rows are known by their codes; each is right, or says what is wrong with it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.oxml.ns import qn

from lotrinh.method.checklists import Outline, OutlineQuestion
from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.outlines import NO_FIGURES, checked
from lotrinh.office.inspections.word_form.making import CODE_HEAD, FORM_MARK, TABLE_MARK, form_code
from lotrinh.office.inspections.word_form.words import NO_FIGURES_START, plain_value, squeezed

if TYPE_CHECKING:
    from lotrinh.office.inspections.models import Inspection

MOST_CELLS = 20_000
CODE_IN_HEAD = re.compile(r"\[([a-z0-9-]+)\]\s*$")
Grid = list[list[str]]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One item as the form gives it. place: table and row of the file. value: checked."""

    question: OutlineQuestion
    place: str
    value: Any
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadForm:
    """Every filled row, in the order of the file; faults: rows that belong to no item."""

    rows: tuple[ReadRow, ...]
    faults: tuple[Fault, ...]

    @property
    def all_faults(self) -> tuple[Fault, ...]:
        """Everything that is wrong; while there is any, nothing is taken."""
        return (*self.faults, *(f for row in self.rows for f in row.faults))


def read_form(data: bytes, inspection: Inspection, outline: Outline) -> ReadForm:
    """The rows of a filled form. Raises Faults when the file is no form of this inspection.

    data: of a file that was examined before (a DOCX without macros, within the limits).
    """
    grids = _grids(data)
    _check_mark(grids, form_code(inspection, outline))
    questions = {q.key: q for q in outline.questions()}
    rows: dict[str, ReadRow] = {}
    faults: list[Fault] = []
    for number, grid in enumerate(grids, start=1):
        for code, place, taken in _found(grid, number, questions):
            if code not in questions:
                faults.append(_unknown(code, place))
            elif code in rows and taken is not None:
                faults.append(_twice(code, place))
            elif taken is not None:
                rows[code] = _row(questions[code], place, taken)
    return ReadForm(tuple(rows.values()), tuple(faults))


def _grids(data: bytes) -> list[Grid]:
    """Every table as rows of texts; a merged cell stands once."""
    try:
        document = Document(io.BytesIO(data))
        tables = document.element.body.iter(qn("w:tbl"))
        grids = [
            [[_text(cell) for cell in row.iterchildren(qn("w:tc"))] for row in t.iterchildren(qn("w:tr"))]
            for t in tables
        ]
    except (ValueError, KeyError, OSError, AttributeError) as error:
        raise Faults(_not_a_form(type(error).__name__)) from error
    if sum(len(row) for grid in grids for row in grid) > MOST_CELLS:
        raise Faults(_not_a_form(f"> {MOST_CELLS} cells"))
    return grids


def _text(cell: Any) -> str:
    """The text of a cell: paragraphs on lines of their own; what tracked changes struck out is gone."""
    lines = []
    for paragraph in cell.iter(qn("w:p")):
        parts = []
        for node in paragraph.iter():
            if node.tag == qn("w:t"):
                parts.append(node.text or "")
            elif node.tag in (qn("w:br"), qn("w:cr")):
                parts.append("\n")
            elif node.tag == qn("w:tab"):
                parts.append("\t")
        lines.append("".join(parts))
    return "\n".join(lines).strip()


def _check_mark(grids: list[Grid], wanted: str) -> None:
    marks = [
        row[1] for grid in grids for row in grid if len(row) >= 2 and squeezed(row[0]) == squeezed(FORM_MARK)
    ]
    if not marks:
        raise Faults(_not_a_form("no code of the form"))
    if squeezed(marks[0]) != wanted:
        raise Faults(
            Fault(
                "inspections.other_form",
                FORM_MARK,
                "Phiếu này của cuộc kiểm tra khác hoặc của đề cương cũ; hãy tải lại phiếu từ trang này.",
                "This form is of another inspection or of an older outline; take it from this page again.",
                got=marks[0][:80],
                expected=wanted,
            )
        )


def _found(grid: Grid, number: int, questions: dict[str, OutlineQuestion]) -> Iterator[tuple[str, str, Any]]:
    """(code, place, raw value) of a table; None as value: the cells are empty."""
    if not grid or not grid[0]:
        return
    head = squeezed(grid[0][0])
    if head == squeezed(CODE_HEAD):
        for place, row in enumerate(grid[1:], start=2):
            code, answer = row[0].strip(), row[2].strip() if len(row) > 2 else ""
            if code or answer:
                yield code, f"bảng {number}, dòng {place}", answer or None
    elif head.startswith(squeezed(TABLE_MARK) + ":"):
        code = grid[0][0].partition(":")[2].strip()
        question = questions.get(code)
        yield code, f"bảng {number}", _rows(grid, question) if question else ""


def _rows(grid: Grid, question: OutlineQuestion) -> Any:
    """The rows of a table item; a reason in the title says that there are no figures."""
    title = grid[0][1] if len(grid[0]) > 1 else ""
    if squeezed(title).startswith(NO_FIGURES_START):
        return title
    heads = grid[1] if len(grid) > 1 else []
    codes = [m.group(1) if (m := CODE_IN_HEAD.search(h.strip())) else "" for h in heads]
    if not any(codes):
        codes = [c.key for c in question.columns]
    rows = [dict(zip(codes, row, strict=False)) for row in grid[2:] if any(cell.strip() for cell in row)]
    return rows or None


def _row(question: OutlineQuestion, place: str, raw: Any) -> ReadRow:
    where = f"{place} ({question.key})"
    try:
        made = _value(question, raw)
        return ReadRow(question, place, checked(question, made))
    except Faults as error:
        told = tuple(_at(fault, where) for fault in error.faults)
        return ReadRow(question, place, None, told)


def _value(question: OutlineQuestion, raw: Any) -> Any:
    if isinstance(raw, str) and squeezed(raw).startswith(NO_FIGURES_START):
        reason = raw.partition(":")[2].strip()
        return {"state": NO_FIGURES, "reason": reason}
    if question.answer != "table":
        return plain_value(question, raw)
    columns = {c.key: c for c in question.columns}
    return [{k: plain_value(columns[k], v) for k, v in row.items() if k in columns} for row in raw]


def _at(fault: Fault, where: str) -> Fault:
    return Fault(
        fault.code, f"{where}: {fault.where}", fault.vi, fault.en, got=fault.got, expected=fault.expected
    )


def _not_a_form(got: str) -> Fault:
    return Fault(
        "inspections.not_a_form",
        "file",
        "Tệp này không phải phiếu báo cáo tải từ trang này; hãy tải phiếu về, ghi vào đó rồi gửi lại.",
        "This file is no form taken from this page; take the form, fill it in and send it.",
        got=got,
        expected="DOCX",
    )


def _unknown(code: str, place: str) -> Fault:
    return Fault(
        "inspections.unknown_code",
        place,
        f"Không có mục mã “{code[:80]}”; hãy giữ nguyên cột Mã như trong phiếu đã tải.",
        f"There is no item with the code “{code[:80]}”; keep the codes as in the form.",
        got=code[:80],
        expected="a code of the form",
    )


def _twice(code: str, place: str) -> Fault:
    return Fault(
        "inspections.code_twice",
        place,
        f"Mục mã “{code}” có hai lần trong phiếu; hãy bỏ một dòng.",
        f"The item with the code “{code}” stands twice in the form; remove one.",
        got=code,
    )
