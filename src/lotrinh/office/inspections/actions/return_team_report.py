"""Send the team's report back with the reason; it is written, signed and submitted anew."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.office.inspections.limits import reopen_deadline
from lotrinh.office.inspections.models import Deadline, Inspection
from lotrinh.office.inspections.needs import signed_paper
from lotrinh.office.inspections.stepping import locked, take_step
from lotrinh.office.inspections.telling import accounts_of_team, tell

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def return_team_report(actor: Account, inspection: Inspection, reason: str, *, at: datetime) -> Inspection:
    """Raises Refused, and Faults without a reason. The limit of the conclusion no longer runs."""
    row = locked(inspection)
    paper = signed_paper(row, "team-report")
    row = take_step(actor, row, "return_team_report", at=at, paper=paper, reason=reason.strip())
    reopen_deadline(row, "team_report")
    Deadline.objects.filter(inspection=row, key="conclusion", current=True, met_on=None).update(current=False)
    unit = row.unit.name
    tell(
        accounts_of_team(row), row, f"returned-report:{row.revision}",
        {"vi": f"Báo cáo kiểm tra {unit} được trả lại", "en": f"The report on {unit} was returned"},
        {"vi": reason.strip()[:1000], "en": reason.strip()[:1000]},
        at=at,
    )  # fmt: skip
    return row
