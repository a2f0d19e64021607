"""Say that the questions are ready: the team's devices may take them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.office.inspections.models import Inspection, Question
from lotrinh.office.inspections.stepping import locked, take_step

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def prepare_questions(actor: Account, inspection: Inspection, *, at: datetime) -> Inspection:
    """Raises Faults while there is no question. May be done again after a change."""
    inspection = locked(inspection)
    rows = Question.objects.for_actions().filter(inspection=inspection, removed_at=None)
    data = {"questions": rows.count(), "checklist": inspection.checklist}
    return take_step(actor, inspection, "prepare_questions", at=at, data=data)
