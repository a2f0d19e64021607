"""How far a checklist is filled in. What nobody answered counts as nothing, whatever stands in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lotrinh.method.checklists.drawn import draw_result
from lotrinh.method.checklists.models import Item, Question
from lotrinh.method.checklists.values import MISSING, Value, check_value


@dataclass(frozen=True, slots=True)
class Progress:
    """Numbers of questions. begun: draws not yet recorded in full. open_required: keys without an answer."""

    total: int
    answered: int
    not_applicable: int
    refused: int
    begun: int
    missing: int
    open_required: tuple[str, ...]

    @property
    def settled(self) -> int:
        """Questions that need nothing more."""
        return self.answered + self.not_applicable + self.refused


def progress(questions: Sequence[Question], answers: Mapping[str, Any]) -> Progress:
    """answers: key → Value or plain JSON. Other keys do not count; Faults as in check_value."""
    states = {q.key: _state(q, answers.get(q.key)) for q in questions}
    found = list(states.values())
    return Progress(
        len(found),
        found.count("answered"),
        found.count("not_applicable"),
        found.count("refused"),
        found.count("begun"),
        found.count("missing"),
        tuple(q.key for q in questions if q.required and states[q.key] in ("missing", "begun")),
    )


def progress_by_content(items: Sequence[Item], answers: Mapping[str, Any]) -> dict[int, Progress]:
    """The same for each content of the plan."""
    contents = sorted({item.content for item in items})
    return {c: progress([i for i in items if i.content == c], answers) for c in contents}


def _state(question: Question, answer: Any) -> str:
    taken = (
        answer
        if isinstance(answer, Value)
        else check_value(question, answer)
        if answer is not None
        else MISSING
    )
    if taken.state == "answered" and question.answer == "draw" and not draw_result(taken.value).complete:
        return "begun"
    return taken.state
