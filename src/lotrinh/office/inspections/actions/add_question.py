"""Add a question by hand to what will be asked."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from lotrinh.method.checklists import Question as Asked
from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.models import Inspection, Question
from lotrinh.office.inspections.policies import may_do
from lotrinh.office.inspections.stepping import locked
from lotrinh.office.inspections.texts import one_line
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

KINDS = ("yes_no", "number", "share", "date", "text", "draw")
LONGEST = 1_000


@transaction.atomic
def add_question(
    actor: Account,
    inspection: Inspection,
    text: str,
    kind: str,
    *,
    content: int | None = None,
    required: bool = False,
    at: datetime,
) -> Question:
    """The text stands in both languages as it was written. Raises Faults."""
    inspection = locked(inspection)
    require(may_do(actor, inspection, "prepare_questions"))
    text = one_line(text)
    _check(text, kind)
    key = f"hand-{uuid.uuid4().hex[:12]}"
    raw: dict[str, Any] = {"key": key, "answer": kind, "vi": text, "en": text, "required": required}
    item = Asked.model_validate(raw)
    last = (
        Question.objects.for_actions().filter(inspection=inspection).aggregate(last=Max("position"))["last"]
    )
    question = Question.objects.create(
        inspection=inspection,
        key=key,
        content=content,
        kind=kind,
        text={"vi": text, "en": text},
        item=item.model_dump(mode="json"),
        origin="hand",
        position=(last or 0) + 1,
        added_by=actor,
        added_at=at,
    )
    audit.record(actor, "add_question", inspection, at=at, after={"question": key, "text": text})
    return question


def _check(text: str, kind: str) -> None:
    faults = []
    if not 0 < len(text) <= LONGEST:
        vi, en = "Hãy ghi câu hỏi, nhiều nhất 1.000 ký tự.", "Write the question, 1,000 characters at most."
        faults.append(
            Fault("inspections.question_text", "text", vi, en, got=str(len(text)), expected="1–1000")
        )
    if kind not in KINDS:
        vi, en = "Hãy chọn kiểu trả lời.", "Choose the kind of answer."
        faults.append(Fault("inspections.question_kind", "kind", vi, en, got=kind, expected=", ".join(KINDS)))
    if faults:
        raise Faults(faults)
