"""The words of the annex, kept as a text that an official can read: a change of wording shows here."""

from pathlib import Path

from lotrinh.office.planning.exports.annex_rows import annex_paper
from lotrinh.office.platform.papers.paper import Paper, Table
from tests.office.planning.exports.sample import content

GOLDEN = Path(__file__).with_name("annex.golden.txt")


def test_the_words_of_the_annex() -> None:
    assert words_of(annex_paper(content(8))) == GOLDEN.read_text("utf-8")


def words_of(paper: Paper) -> str:
    """Everything that stands on a paper, a line each; room left open is shown as dots."""
    lines = [
        *paper.issuing_body,
        paper.number_line(),
        paper.draft_mark,
        paper.date_line(),
        paper.kind,
        paper.subject,
    ]
    lines += paper.references
    for block in paper.body:
        if isinstance(block, Table):
            lines.append(" | ".join(c.title for c in block.columns))
            for group in block.groups:
                lines += [f"[{group.title}]"] if group.title else []
                lines += [" | ".join(row) for row in group.rows]
        else:
            lines.append(block.text)
    lines += [*paper.signature.lines, *(f"- {r}" for r in paper.recipients)]
    return "\n".join(lines).replace("\u00a0", ".") + "\n"
