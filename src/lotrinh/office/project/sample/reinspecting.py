"""A re-inspection of the sample: team, notice and a self-report that is half written; or a secret one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from lotrinh.office.inspections.models import Inspection
from lotrinh.office.project.sample.before import announce, report, set_up
from lotrinh.office.project.sample.case import Case
from lotrinh.office.project.sample.moments import moment
from lotrinh.office.project.sample.stage import Stage, Story


def reinspected(stage: Stage, row: Inspection, ordered: datetime) -> Story:
    """From the order on: the team, then the notice, then the unit begins to write."""
    case = Case.of(stage, row, thorough=True)
    day = timezone.localdate(ordered)

    def after(days: int, clock: str) -> datetime:
        return moment(stage.days.shift(day, days), clock)

    yield from set_up(case, ordered + timedelta(hours=1), after(1, "09:05"))
    if row.form == Inspection.UNANNOUNCED:
        return
    yield from announce(case, after(1, "15:20"), after(2, "10:40"))
    yield from report(case, [after(3, "14:10")], None)
