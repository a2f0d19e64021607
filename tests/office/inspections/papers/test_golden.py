"""The minutes and the conclusion of the worked example, word by word, from the produced files."""

from __future__ import annotations

import io
import os
from datetime import datetime, time
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from django.utils import timezone
from docx.table import Table
from docx.text.paragraph import Paragraph

from lotrinh.office.inspections.actions.write_draft import write_draft
from lotrinh.office.inspections.papers.drafting import draft_for
from lotrinh.office.platform.files import store
from lotrinh.office.platform.models import OfficialPaper
from tests.office.inspections.factories import make_account
from tests.office.inspections.papers.worked import ON, TYPED, worked_inspection

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).with_name("golden")
AT = timezone.make_aware(datetime.combine(ON, time(10, 0)))


def words_of(data: bytes) -> list[str]:
    """Every paragraph of the body of a Word file in order, cells of tables as lines of their own."""
    document = docx.Document(io.BytesIO(data))
    lines: list[str] = []
    for child in document.element.body.iterchildren():
        if child.tag.endswith("}p"):
            lines.append(Paragraph(child, document).text)
        elif child.tag.endswith("}tbl"):
            for row in Table(child, document).rows:
                lines += ["| " + " | ".join(cell.text.replace("\n", " / ") for cell in row.cells)]
    return [" ".join(line.split()) for line in lines if line.strip()]


def pdf_words(data: bytes) -> str:
    """The text of a PDF without the numbers of its pages."""
    pages = [page.extract_text().strip() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    return " ".join(text.removeprefix(f"{n}\n") if n > 1 else text for n, text in enumerate(pages, 1))


def judge(paper: OfficialPaper) -> list[str]:
    """The words, once they are those of the golden file (written anew when somebody asks for it)."""
    assert paper.docx is not None and paper.pdf is not None
    words = words_of(store.read(paper.docx.sha256))
    file = GOLDEN / f"{paper.template}.txt"
    if os.environ.get("LOTRINH_GOLDEN"):
        file.write_text("\n".join(words) + "\n", "utf-8")
    assert words == file.read_text("utf-8").splitlines()
    flat = "".join(pdf_words(store.read(paper.pdf.sha256)).split())
    for line in words:
        for piece in line.strip("| ").replace(" | ", " / ").split(" / "):
            assert "".join(piece.strip("/ ").split()) in flat, piece
    return words


def test_the_minutes_of_the_worked_example() -> None:
    inspection = worked_inspection()
    head: Any = inspection.seats.get(role="head").account
    write_draft(head, inspection, "minutes", {k: (v, 0) for k, v in TYPED.items()}, at=AT)
    words = judge(draft_for(head, inspection, "minutes", at=AT))
    assert "BIÊN BẢN" in words and not any("{" in line for line in words)


def test_the_conclusion_of_the_worked_example() -> None:
    inspection = worked_inspection("reported")
    words = judge(draft_for(make_account("planner"), inspection, "conclusion", at=AT))
    assert any(line.startswith("1. Giao Ủy ban nhân dân quận Hà Đông:") for line in words)
