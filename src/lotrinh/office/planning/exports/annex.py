"""The annex "Lộ trình kiểm tra" as DOCX and PDF, from ``definitions/papers/annex-roadmap``."""

from __future__ import annotations

from lotrinh.office.planning.exports.annex_rows import annex_paper
from lotrinh.office.planning.exports.content import RoadmapContent
from lotrinh.office.platform.papers.docx import render_docx
from lotrinh.office.platform.papers.form import read_form
from lotrinh.office.platform.papers.pdf import render_pdf


def annex_docx(content: RoadmapContent, group: str | None = None) -> bytes:
    """The annex as a Word document; group: 'month', 'week' or 'team' (the template's choice when None)."""
    return render_docx(annex_paper(content, group), read_form(), content.produced_at)


def annex_pdf(content: RoadmapContent, group: str | None = None) -> bytes:
    """The annex as a PDF with the same words."""
    return render_pdf(annex_paper(content, group), read_form(), content.produced_at)
