"""What the pages over everything read, scoped to the actor."""

from lotrinh.office.dashboards.queries.meeting import Meeting, meeting_of
from lotrinh.office.dashboards.queries.overdue import Overdue, overdue_of
from lotrinh.office.dashboards.queries.week import Week, monday_of, week_of
from lotrinh.office.dashboards.queries.work import work_of

__all__ = ["Meeting", "Overdue", "Week", "meeting_of", "monday_of", "overdue_of", "week_of", "work_of"]
