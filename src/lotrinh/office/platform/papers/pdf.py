"""A paper as a PDF, by typst with the bundled fonts: the same on every machine, no system library needed."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from lotrinh.office.platform.papers.form import FONTS, Form
from lotrinh.office.platform.papers.lines import (
    FOOT_LEFT,
    HEAD_LEFT,
    annex_reference_lines,
    annex_rule_mm,
    annex_title_lines,
    body_rule_mm,
    introduces,
    subject_lines,
    subject_rule_mm,
)
from lotrinh.office.platform.papers.paper import (
    Annex,
    Block,
    Centre,
    Paper,
    Signature,
    Table,
    Title,
    with_room,
)

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
    return _page_data(paper, form) | {
        "words": form.wording.model_dump(),
        "parent_body": list(paper.parent_body),
        "issuing_body": list(paper.issuing_body),
        "number": paper.number_line(form.wording.number_prefix),
        "place_date": paper.date_line(),
        "draft_mark": paper.draft_mark,
        "marks": list(paper.marks),
        "kind": paper.kind,
        "subject": paper.subject,
        "subject_lines": list(subject_lines(paper, form, _width(paper, form))),
        "references": [with_room(r) for r in paper.references],
        "addressees": list(paper.addressees),
        "body": [_block_data(b, form) for b in paper.body],
        "signature": _signature_data(paper.signature),
        "sides": [_signature_data(side) for side in paper.sides],
        "recipients": list(paper.recipients),
        "annexes": [_annex_data(annex, paper, form) for annex in paper.annexes],
        "foot_mark": paper.foot_mark,
    }


def _page_data(paper: Paper, form: Form) -> dict[str, Any]:
    margins, width = form.page.margins_mm, _width(paper, form)
    return {
        "font": form.page.font_embedded,
        "size_mm": list(form.page.size_mm),
        "landscape": paper.orientation == "landscape",
        "margins": {side: getattr(margins, side).chosen for side in ("top", "bottom", "left", "right")},
        "page_number_pt": form.page.page_number.chosen,
        "pt": form.sizes_pt.chosen(),
        "indent_mm": form.text.first_line_indent_mm.chosen,
        "after_pt": form.text.space_after_pt.chosen,
        "addressees_indent_mm": form.text.addressees_indent_mm,
        "head_left": HEAD_LEFT,
        "foot_left": FOOT_LEFT,
        "rule_mm": {
            "body": body_rule_mm(paper, form, width),
            "subject": subject_rule_mm(paper, form, width),
        },
    }


def _width(paper: Paper, form: Form) -> float:
    """Millimetres between the margins."""
    short, long = form.page.size_mm
    margins = form.page.margins_mm
    return (long if paper.orientation == "landscape" else short) - margins.left.chosen - margins.right.chosen


def _signature_data(signature: Signature) -> dict[str, Any]:
    return {"lines": list(signature.lines), "name": signature.name, "note": signature.note}


def _annex_data(annex: Annex, paper: Paper, form: Form) -> dict[str, Any]:
    return {
        "label": annex.label,
        "title_lines": list(annex_title_lines(annex, form, _width(paper, form))),
        "reference_lines": list(annex_reference_lines(annex, form, _width(paper, form))),
        "rule_mm": annex_rule_mm(annex, form, _width(paper, form)),
        "body": [_block_data(b, form) for b in annex.body],
    }


def _block_data(block: Block, form: Form) -> dict[str, Any]:
    if isinstance(block, Table):
        return {"type": "table"} | dataclasses.asdict(block)
    if isinstance(block, Title):
        return {"type": "title", "text": block.text, "indented": block.indented}
    if isinstance(block, Centre):
        return {"type": "centre", "text": block.text, "bold": block.bold}
    ending = form.wording.ending if block.closing else ""
    return {
        "type": "text",
        "text": with_room(block.text) + ending,
        "lead": block.lead,
        "italic": block.italic,
        "sticky": introduces(block),
    }
