"""Checklists: what is asked at an inspection, answers and their check, draws, and suggested findings."""

from lotrinh.method.checklists.check import check_checklists
from lotrinh.method.checklists.draw import draw
from lotrinh.method.checklists.drawn import DrawResult, draw_result
from lotrinh.method.checklists.judge import Suggestion, judge
from lotrinh.method.checklists.models import Checklist, Column, Item, Option, Question
from lotrinh.method.checklists.outline import Outline, OutlineQuestion, Section, outline_for
from lotrinh.method.checklists.progress import Progress, progress, progress_by_content
from lotrinh.method.checklists.reading import (
    checklist_digest,
    checklist_for,
    checklists,
    items_of,
    questions_for,
    read_checklist,
)
from lotrinh.method.checklists.values import MISSING, Value, check_value
from lotrinh.method.checklists.wilson import Interval, wilson

__all__ = [
    "MISSING",
    "Checklist",
    "Column",
    "DrawResult",
    "Interval",
    "Item",
    "Option",
    "Outline",
    "OutlineQuestion",
    "Progress",
    "Question",
    "Section",
    "Suggestion",
    "Value",
    "check_checklists",
    "check_value",
    "checklist_digest",
    "checklist_for",
    "checklists",
    "draw",
    "draw_result",
    "items_of",
    "judge",
    "outline_for",
    "progress",
    "progress_by_content",
    "questions_for",
    "read_checklist",
    "wilson",
]
