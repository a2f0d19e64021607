"""What pages read of corrective actions, scoped to the actor."""

from lotrinh.office.followup.queries.conclusion import ConclusionSheet, conclusion_sheet
from lotrinh.office.followup.queries.corrections import (
    Line,
    UnitLine,
    Wish,
    by_unit,
    choices,
    correction_lines,
    corrections,
)
from lotrinh.office.followup.queries.evidence import evidence_file, evidence_to_link, linked_files
from lotrinh.office.followup.queries.sheet import Sheet, correction_of, sheet_of
from lotrinh.office.followup.queries.waiting import open_requests, to_choose

__all__ = [
    "ConclusionSheet",
    "Line",
    "Sheet",
    "UnitLine",
    "Wish",
    "by_unit",
    "choices",
    "conclusion_sheet",
    "correction_lines",
    "correction_of",
    "corrections",
    "evidence_file",
    "evidence_to_link",
    "linked_files",
    "open_requests",
    "sheet_of",
    "to_choose",
]
