"""Take over the checklist of the plan, and ask what the system knows of the unit besides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from lotrinh.method.checklists import Item, checklist_digest, checklist_for, questions_for
from lotrinh.method.definitions import Library
from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.models import Inspection, Question
from lotrinh.office.inspections.policies import may_do
from lotrinh.office.inspections.questioning import Proposed, asked_of_sources
from lotrinh.office.inspections.stepping import locked
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

VERB = "take_questions"
ROOM = 1_000


@dataclass(frozen=True, slots=True)
class Taken:
    """How many questions came new, by origin; what was there stays as it was."""

    added: dict[str, int]

    @property
    def total(self) -> int:
        """All that came new."""
        return sum(self.added.values())


@cache
def library() -> Library:
    """The definitions, opened once a process."""
    return Library.open(settings.DEFINITIONS)


@cache
def _digest(key: str) -> str:
    return checklist_digest(library(), key)


@transaction.atomic
def take_questions(actor: Account, inspection: Inspection, *, at: datetime) -> Taken:
    """Adds what is not there yet and changes nothing else: a question that was removed stays removed.

    The checklist that was taken is bound into ``inspection.checklist``. Raises Faults when the plan has none.
    """
    inspection = locked(inspection)
    require(may_do(actor, inspection, "prepare_questions"))
    rows = [*_from_checklist(actor, inspection, at), *_from_sources(actor, inspection, at)]
    there = set(Question.objects.for_actions().filter(inspection=inspection).values_list("key", flat=True))
    new = [row for row in rows if row.key not in there]
    Question.objects.bulk_create(new)
    inspection.revision += 1
    inspection.save(update_fields=["checklist", "revision"])
    added: dict[str, int] = {}
    for row in new:
        added[row.origin] = added.get(row.origin, 0) + 1
    audit.record(actor, VERB, inspection, at=at, after={"added": added, "checklist": inspection.checklist})
    return Taken(added)


def _from_checklist(actor: Account, inspection: Inspection, at: datetime) -> list[Question]:
    if inspection.plan is None:
        raise Faults(_no_plan())
    key, kind, on = inspection.plan.key, inspection.unit.kind, inspection.start_date
    checklist = checklist_for(library(), key, on)
    bound = {"key": checklist.key, "version": checklist.version, "digest": _digest(checklist.key)}
    if bound not in inspection.checklist:
        inspection.checklist = [*inspection.checklist, bound]
    return [
        _row(actor, inspection, at, item, place)
        for place, item in enumerate(questions_for(library(), key, kind, on))
    ]


def _row(actor: Account, inspection: Inspection, at: datetime, item: Item, place: int) -> Question:
    return Question(
        inspection=inspection,
        key=item.key,
        content=item.content,
        kind=item.answer,
        text={"vi": item.vi, "en": item.en},
        item=item.model_dump(mode="json"),
        position=item.content * ROOM + place,
        added_by=actor,
        added_at=at,
    )


def _from_sources(actor: Account, inspection: Inspection, at: datetime) -> list[Question]:
    """They stand first: what was found before is asked before anything else."""
    found = asked_of_sources(inspection, at)
    return [_proposed(actor, inspection, at, proposed, place) for place, proposed in enumerate(found)]


def _proposed(
    actor: Account, inspection: Inspection, at: datetime, proposed: Proposed, place: int
) -> Question:
    item: dict[str, Any] = proposed.item()
    return Question(
        inspection=inspection,
        key=proposed.key,
        content=proposed.content,
        kind=proposed.answer,
        text={"vi": proposed.vi, "en": proposed.en},
        item=item,
        origin=proposed.origin,
        subject=proposed.subject,
        reason=proposed.reason.as_dict(),
        position=min(place, ROOM - 1),
        added_by=actor,
        added_at=at,
    )


def _no_plan() -> Fault:
    return Fault(
        "inspections.no_plan",
        "plan",
        "Cuộc kiểm tra này không thuộc kế hoạch nào nên không có bảng kiểm tra; hãy thêm câu hỏi bằng tay.",
        "This inspection belongs to no plan, so there is no checklist; add questions by hand.",
    )
