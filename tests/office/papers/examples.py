"""The examples that stand beside the templates, and a paper as plain text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lotrinh.office.platform.papers.paper import Block, Centre, Paper, Table, Text, Title

PAPERS = Path(__file__).parents[3] / "definitions" / "papers"
FILES = sorted(PAPERS.glob("*/examples/*.json"))
NAMES = [f"{f.parent.parent.name}--{f.stem}" for f in FILES]


def example(name: str) -> tuple[str, dict[str, Any]]:
    """Key of the template and context of 'conclusion--ha-dong'."""
    key, _, stem = name.partition("--")
    return key, json.loads((PAPERS / key / "examples" / f"{stem}.json").read_text(encoding="utf-8"))


def plain_text(paper: Paper) -> str:
    """Every word of a paper, a line each, in the order of the page."""
    lines = [*paper.parent_body, *paper.issuing_body, paper.number_line(), paper.date_line(), *paper.marks]
    lines += [paper.kind, paper.subject, *(f"Kính gửi: {a}" for a in paper.addressees)]
    lines += [line for block in paper.body for line in _block(block)]
    for signature in paper.sides or (paper.signature,):
        lines += [*signature.lines, signature.note, signature.name]
    lines += paper.recipients
    for annex in paper.annexes:
        lines += [annex.label, annex.title, annex.reference]
        lines += [line for block in annex.body for line in _block(block)]
    return "\n".join(" ".join(line.split()) for line in lines if line.strip()) + "\n"


def _block(block: Block) -> list[str]:
    if isinstance(block, Table):
        return [" | ".join(c.title for c in block.columns), *(" | ".join(row) for row in block.rows())]
    if isinstance(block, Title | Centre):
        return [block.text]
    assert isinstance(block, Text)
    ending = "./." if block.closing else ""
    return [f"{block.lead} {block.text}{ending}".strip()]
