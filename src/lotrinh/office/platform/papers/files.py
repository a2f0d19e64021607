"""Files of a paper: made ones are kept under their hash, brought ones are looked at first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lotrinh.office.platform.files import store
from lotrinh.office.platform.files.actions.keep_file import keep_file
from lotrinh.office.platform.files.examine import Examined, examine
from lotrinh.office.platform.files.names import clean_name
from lotrinh.office.platform.models import OfficialPaper, StoredFile
from lotrinh.office.platform.papers.docx import render_docx
from lotrinh.office.platform.papers.faults import one
from lotrinh.office.platform.papers.form import read_form
from lotrinh.office.platform.papers.paper import Paper
from lotrinh.office.platform.papers.pdf import render_pdf
from lotrinh.office.platform.papers.template import read_template

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
SCANS = (PDF, "image/jpeg", "image/png", "image/webp")


_BESIDE = ThreadPoolExecutor(2, thread_name_prefix="pdf")
"""The PDF is laid out outside of Python, so that the Word file is made at the same time."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The same paper in both forms."""

    docx: bytes
    pdf: bytes


def render(template: str, paper: Paper, at: datetime) -> Rendered:
    """Both files; takes about half a second, so do it before a transaction where you can."""
    form = read_form(read_template(template).form)
    pdf = _BESIDE.submit(render_pdf, paper, form, at)
    return Rendered(render_docx(paper, form, at), pdf.result())


def keep_made(
    actor: Any, data: bytes, name: str, content_type: str, at: datetime, **facts: Any
) -> StoredFile:
    """A row for a file that we made ourselves."""
    return StoredFile.objects.create(
        sha256=store.put(data),
        size=len(data),
        content_type=content_type,
        name=clean_name(name),
        facts={"made": "paper", **facts},
        brought_by=actor,
        brought_at=at,
    )


def file_name(paper: OfficialPaper, ending: str) -> str:
    """'05-QĐ-SNV-decision-team.docx'; a draft has its revision instead of the number."""
    front = f"{paper.number:02d}" if paper.number else f"du-thao-{paper.revision}"
    return f"{front}-{paper.symbol}-{paper.template}.{ending}"


def look_at_scan(paper: OfficialPaper, data: bytes) -> Examined:
    """A signed copy that was brought, once it is a PDF or a picture; Faults when it is not."""
    examined = examine(data, f"{paper.template}-da-ky{_ending(data)}")
    if examined.found.content_type not in SCANS:
        raise one(
            "not_a_scan",
            paper,
            "Bản đã ký phải là PDF hoặc ảnh chụp (JPEG, PNG). Hãy quét hoặc xuất lại rồi tải lên.",
            "A signed copy is a PDF or a picture (JPEG, PNG). Scan or export it anew and upload that.",
            got=examined.found.content_type,
            expected="PDF | JPEG | PNG",
        )
    return examined


def keep_brought(actor: Any, examined: Examined, at: datetime) -> StoredFile:
    """A row for a file that was looked at, with its entry in the audit trail."""
    return keep_file(actor, examined, at=at).file


def is_pdf(data: bytes) -> bool:
    """It begins as a PDF does."""
    return data[:1024].lstrip().startswith(b"%PDF-")


def _ending(data: bytes) -> str:
    if is_pdf(data):
        return ".pdf"
    return ".png" if data.startswith(b"\x89PNG") else ".jpg" if data.startswith(b"\xff\xd8") else ""
