"""The two limits of an inspection that its corrective actions meet: their plan, and their end."""

from __future__ import annotations

from datetime import date

from lotrinh.office.followup.models import Correction
from lotrinh.office.inspections.limits import meet_deadline, reopen_deadline

DONE = frozenset({"reported", "verified", "withdrawn"})


def meet_limits(correction: Correction, on: date) -> None:
    """Note the day on which the last corrective action was planned, and the last one reported done."""
    rows = Correction.objects.for_actions().filter(inspection_id=correction.inspection_id)
    states = set(rows.values_list("state", flat=True))
    if "assigned" not in states:
        meet_deadline(correction.inspection, "correction_plan", on)
    if states <= DONE:
        meet_deadline(correction.inspection, "correction", on)


def reopen_limit(correction: Correction) -> None:
    """What was reported done is open again."""
    reopen_deadline(correction.inspection, "correction")
