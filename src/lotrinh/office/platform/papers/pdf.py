"""A paper as a PDF, by typst with the bundled fonts: the same on every machine, no system library needed."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from lotrinh.office.platform.papers.form import FONTS, Form
from lotrinh.office.platform.papers.paper import Block, Paper, Table, Title, with_room

_TEMPLATE = Path(__file__).with_name("paper.typ")


def render_pdf(paper: Paper, form: Form, made_at: datetime | None = None) -> bytes:
    """The bytes of the PDF (tagged); made_at dates the file's properties."""
    compiled: bytes = typst.compile(
        str(_TEMPLATE),
        root=str(_TEMPLATE.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(_paper_data(paper, form), ensure_ascii=False)},
        timestamp=None if made_at is None else int(made_at.timestamp()),
        format="pdf",
    )
    return compiled


def _paper_data(paper: Paper, form: Form) -> dict[str, Any]:
    """Everything the template prints, ready to be printed."""
    margins = form.page.margins_mm
    return {
        "font": form.page.font_embedded,
        "size_mm": list(form.page.size_mm),
        "landscape": paper.orientation == "landscape",
        "margins": {side: getattr(margins, side).chosen for side in ("top", "bottom", "left", "right")},
        "page_number_pt": form.page.page_number.chosen,
        "pt": form.sizes_pt.chosen(),
        "indent_mm": form.text.first_line_indent_mm.chosen,
        "after_pt": form.text.space_after_pt.chosen,
        "words": form.wording.model_dump(),
        "parent_body": list(paper.parent_body),
        "issuing_body": list(paper.issuing_body),
        "number": paper.number_line(form.wording.number_prefix),
        "place_date": paper.date_line(),
        "draft_mark": paper.draft_mark,
        "kind": paper.kind,
        "subject": paper.subject,
        "references": [with_room(r) for r in paper.references],
        "body": [_block_data(b, form) for b in paper.body],
        "signature": list(paper.signature.lines),
        "signer": paper.signature.name,
        "recipients": list(paper.recipients),
    }


def _block_data(block: Block, form: Form) -> dict[str, Any]:
    if isinstance(block, Table):
        return {"type": "table"} | dataclasses.asdict(block)
    if isinstance(block, Title):
        return {"type": "title", "text": block.text}
    ending = form.wording.ending if block.closing else ""
    return {
        "type": "text",
        "text": with_room(block.text) + ending,
        "italic": block.italic,
        "closing": block.closing,
    }
