"""Reads of inspections, each scoped to the actor."""

from lotrinh.office.inspections.outlines import outline_of
from lotrinh.office.inspections.queries.chain import Chain, chain_of
from lotrinh.office.inspections.queries.inspections import (
    Wish,
    counts,
    found_inspections,
    inspection_of,
    plans_with_inspections,
    teams_by_plan,
)
from lotrinh.office.inspections.queries.openings import opening_of
from lotrinh.office.inspections.queries.questions import QuestionSheet, question_sheet
from lotrinh.office.inspections.queries.reports import (
    ReportSheet,
    evidence_file,
    item_json,
    report_of,
    report_sheet,
)
from lotrinh.office.inspections.queries.teams import (
    TeamSheet,
    accounts_to_seat,
    bodies_to_name,
    team_name,
    team_sheet,
)

__all__ = [
    "Chain",
    "QuestionSheet",
    "ReportSheet",
    "TeamSheet",
    "Wish",
    "accounts_to_seat",
    "bodies_to_name",
    "chain_of",
    "counts",
    "evidence_file",
    "found_inspections",
    "inspection_of",
    "item_json",
    "opening_of",
    "outline_of",
    "plans_with_inspections",
    "question_sheet",
    "report_of",
    "report_sheet",
    "team_name",
    "team_sheet",
    "teams_by_plan",
]
