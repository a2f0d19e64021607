"""What the pages over everything read, scoped to the actor."""

from lotrinh.office.dashboards.queries.meeting import Meeting, meeting_of
from lotrinh.office.dashboards.queries.overdue import Overdue, overdue_of
from lotrinh.office.dashboards.queries.synthesis import (
    correction_figures,
    report_lines,
    report_of,
    report_sheet,
    reporting_plan,
)
from lotrinh.office.dashboards.queries.week import Week, monday_of, week_of
from lotrinh.office.dashboards.queries.work import work_of

__all__ = [
    "Meeting",
    "Overdue",
    "Week",
    "correction_figures",
    "meeting_of",
    "monday_of",
    "overdue_of",
    "report_lines",
    "report_of",
    "report_sheet",
    "reporting_plan",
    "week_of",
    "work_of",
]
