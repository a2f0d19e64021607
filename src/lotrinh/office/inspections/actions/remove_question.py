"""Take a question out before the visit, or put it back; it is never erased."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.models import Inspection, Question
from lotrinh.office.inspections.policies import may_do
from lotrinh.office.inspections.stepping import locked
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

VERB = "remove_question"


@transaction.atomic
def remove_question(actor: Account, inspection: Inspection, key: str, *, at: datetime) -> Question:
    """Raises Faults when there is no such question."""
    return _set(actor, inspection, key, at, removed=True)


@transaction.atomic
def restore_question(actor: Account, inspection: Inspection, key: str, *, at: datetime) -> Question:
    """Put it back. Raises Faults when there is no such question."""
    return _set(actor, inspection, key, at, removed=False)


def _set(actor: Account, inspection: Inspection, key: str, at: datetime, *, removed: bool) -> Question:
    inspection = locked(inspection)
    require(may_do(actor, inspection, "prepare_questions"))
    question = Question.objects.for_actions().filter(inspection=inspection, key=key).first()
    if question is None:
        vi, en = "Không có câu hỏi này; hãy tải lại trang.", "There is no such question; load the page again."
        raise Faults(Fault("inspections.no_such_question", "key", vi, en, got=key))
    if (question.removed_at is not None) != removed:
        question.removed_at = at if removed else None
        question.save(update_fields=["removed_at"])
        before, after = {"question": key, "asked": removed}, {"question": key, "asked": not removed}
        audit.record(actor, VERB, inspection, at=at, before=before, after=after)
    return question
