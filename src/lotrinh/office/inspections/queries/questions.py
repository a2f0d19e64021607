"""The questions of an inspection, by content group, with where each comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lotrinh.office.inspections.models import Inspection, Question

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@dataclass(frozen=True, slots=True)
class Group:
    """Questions of one content group; content None: what the system or a person asks besides."""

    content: int | None
    title: Any
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class QuestionSheet:
    """All questions; removed ones apart."""

    groups: tuple[Group, ...]
    removed: tuple[Question, ...]
    total: int
    by_origin: dict[str, int]


def question_sheet(actor: Account, inspection: Inspection) -> QuestionSheet:
    """One query; empty for whoever may not see questions."""
    rows = list(Question.objects.visible_to(actor).filter(inspection=inspection).select_related("added_by"))
    asked = [q for q in rows if q.removed_at is None]
    first = [q for q in asked if q.origin != "checklist"]
    titles = (
        {c["number"]: c for c in inspection.plan.definition.get("contents", ())} if inspection.plan else {}
    )
    groups = [Group(None, None, tuple(first))] if first else []
    listed = [q for q in asked if q.origin == "checklist"]
    for content in sorted({q.content or 0 for q in listed}):
        own = tuple(q for q in listed if (q.content or 0) == content)
        groups.append(Group(content, titles.get(content), own))
    origins: dict[str, int] = {}
    for question in asked:
        origins[question.origin] = origins.get(question.origin, 0) + 1
    return QuestionSheet(
        tuple(groups), tuple(q for q in rows if q.removed_at is not None), len(asked), origins
    )
