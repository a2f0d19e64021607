"""Tables of inspections."""

from lotrinh.office.inspections.models.asking import (
    Answer,
    AnswerRevision,
    Command,
    Conflict,
    Draft,
    DraftRevision,
    Question,
    SelfReport,
    SelfReportItem,
    SelfReportItemRevision,
)
from lotrinh.office.inspections.models.findings import ConclusionItem, Evidence, Finding, FindingRevision
from lotrinh.office.inspections.models.inspection import Deadline, Inspection, LimitSetting, Seat, Step

__all__ = [
    "Answer",
    "AnswerRevision",
    "Command",
    "ConclusionItem",
    "Conflict",
    "Deadline",
    "Draft",
    "DraftRevision",
    "Evidence",
    "Finding",
    "FindingRevision",
    "Inspection",
    "LimitSetting",
    "Question",
    "Seat",
    "SelfReport",
    "SelfReportItem",
    "SelfReportItemRevision",
    "Step",
]
