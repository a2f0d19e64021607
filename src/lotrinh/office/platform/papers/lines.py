"""Where the lines of head and subject break, and how long the rules under them are, in both files."""

from __future__ import annotations

from lotrinh.office.platform.papers.form import Form
from lotrinh.office.platform.papers.paper import Annex, Paper, Text, with_room
from lotrinh.office.platform.papers.widths import balanced, width_mm

HEAD_LEFT, FOOT_LEFT = 0.42, 0.5  # shares of the left columns of head and foot
RULE = 0.4  # of the line above it; the decree: a third to a half
SPARE = 0.96  # a word processor's own font may be a little wider than ours


def subject_lines(paper: Paper, form: Form, room: float) -> tuple[str, ...]:
    """The subject under the kind, or "V/v …" of a letter under the number."""
    sizes = form.sizes_pt
    if not paper.is_letter:
        return balanced(paper.subject, sizes.subject.chosen, room * SPARE)
    words = f"{form.wording.letter_subject} {paper.subject}"
    return balanced(words, sizes.letter_subject.chosen, room * HEAD_LEFT * SPARE, bold=False)


def annex_title_lines(annex: Annex, form: Form, room: float) -> tuple[str, ...]:
    """The title of an annex."""
    return balanced(annex.title, form.sizes_pt.annex.chosen, room * SPARE)


def annex_reference_lines(annex: Annex, form: Form, room: float) -> tuple[str, ...]:
    """The line in brackets that names the paper, with room where number and date are open."""
    words = with_room(annex.reference)
    return balanced(words, form.sizes_pt.reference.chosen, room * SPARE, bold=False)


def subject_rule_mm(paper: Paper, form: Form, room: float) -> float:
    """Length of the rule under the subject."""
    return RULE * width_mm(subject_lines(paper, form, room)[-1], form.sizes_pt.subject.chosen)


def annex_rule_mm(annex: Annex, form: Form, room: float) -> float:
    """Length of the rule under the heading of an annex."""
    return RULE * width_mm(annex_title_lines(annex, form, room)[-1], form.sizes_pt.annex.chosen)


def body_rule_mm(paper: Paper, form: Form, room: float) -> float:
    """Length of the rule under the name of the issuing body."""
    size = form.sizes_pt.issuing_body.chosen
    last = balanced(paper.issuing_body[-1], size, room * HEAD_LEFT * SPARE)[-1]
    return RULE * width_mm(last, size)


def introduces(block: Text) -> bool:
    """A paragraph that stays with what follows: the closing one, and one that announces a list."""
    return block.closing or block.text.rstrip().endswith(":")
