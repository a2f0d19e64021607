"""What two people changed differently: both versions, what stands now, and what was refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from lotrinh.office.inspections.models import (
    Answer,
    Command,
    Conflict,
    DraftRevision,
    Finding,
    Inspection,
    Question,
)
from lotrinh.office.inspections.recording.asked import asked_of
from lotrinh.office.inspections.recording.loading import content_of, target_of
from lotrinh.office.inspections.recording.standing import Target

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

MOST_REFUSED = 200


@dataclass(frozen=True, slots=True)
class Now:
    """What stands at a target: revision 0 and no content when nothing does."""

    revision: int = 0
    content: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of both versions, side by side."""

    key: str
    mine: Any
    now: Any
    differs: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """A conflict with what stands now. title: what it is about; item: the question, of an answer; parts:
    those that differ first.
    """

    conflict: Conflict
    now: Now
    title: Any
    item: Any
    parts: tuple[Part, ...]

    @property
    def moved(self) -> bool:
        """What stands is no longer what stood when the conflict arose."""
        return self.now.content != self.conflict.theirs


def conflicts_of(actor: Account, inspection: Inspection) -> QuerySet[Conflict]:
    """Open conflicts that this person may see, oldest first."""
    rows = Conflict.objects.visible_to(actor).filter(inspection=inspection, resolved_at__isnull=True)
    return rows.select_related("mine_by", "theirs_by").order_by("pk")


def clashes(actor: Account, inspection: Inspection) -> list[Clash]:
    """The open conflicts, each with what stands now and what it is about; a constant number of queries."""
    rows = list(conflicts_of(actor, inspection))
    now = standing_all(inspection, [row.target for row in rows])
    asked = _asked(inspection, rows)
    return [_clash(row, standing, asked) for row, standing in zip(rows, now, strict=True)]


def _asked(inspection: Inspection, rows: Iterable[Conflict]) -> dict[str, Question]:
    keys = [row.target["question"] for row in rows if row.target["kind"] == "answer"]
    found = Question.objects.for_actions().filter(inspection=inspection, key__in=keys)
    return {question.key: question for question in found}


def _clash(row: Conflict, now: Now, asked: Mapping[str, Question]) -> Clash:
    mine, stands = row.mine, now.content or {}
    parts = [Part(key, mine[key], stands.get(key), mine[key] != stands.get(key)) for key in mine]
    title, item = _title(row, asked)
    return Clash(row, now, title, item, tuple(sorted(parts, key=lambda part: not part.differs)))


def _title(row: Conflict, asked: Mapping[str, Question]) -> tuple[Any, Any]:
    target = row.target
    if target["kind"] == "answer":
        question = asked.get(target["question"])
        item = asked_of(question.pk, question.key, question.item).item if question else None
        return (question.text if question else target["question"]), item
    return (row.mine.get("text", "") if target["kind"] == "finding" else target["part"]), None


def standing_now(inspection: Inspection, target: Mapping[str, Any]) -> Now:
    """What stands at one target."""
    return standing_all(inspection, [target])[0]


def standing_all(inspection: Inspection, targets: Sequence[Mapping[str, Any]]) -> list[Now]:
    """What stands at each target, in their order; at most three queries."""
    known = _answers(inspection, targets) | _findings(inspection, targets) | _parts(inspection, targets)
    return [known.get(target_of(target), Now()) for target in targets]


def _answers(inspection: Inspection, targets: Iterable[Mapping[str, Any]]) -> dict[Target, Now]:
    keys = {t["question"] for t in targets if t["kind"] == "answer"}
    if not keys:
        return {}
    rows = Answer.objects.for_actions().filter(inspection=inspection, question__key__in=keys)
    return {
        ("answer", row.question.key, row.slot): Now(
            row.revision, {"state": row.state, "value": row.value, "note": row.note}
        )
        for row in rows.select_related("question")
    }


def _findings(inspection: Inspection, targets: Iterable[Mapping[str, Any]]) -> dict[Target, Now]:
    uids = {t["uid"] for t in targets if t["kind"] == "finding"}
    if not uids:
        return {}
    rows = Finding.objects.for_actions().filter(inspection=inspection, uid__in=uids)
    rows = rows.select_related("question", "found_before")
    return {("finding", str(row.uid)): Now(row.revision, content_of(row)) for row in rows}


def _parts(inspection: Inspection, targets: Iterable[Mapping[str, Any]]) -> dict[Target, Now]:
    kinds = {t["draft"] for t in targets if t["kind"] == "draft"}
    if not kinds:
        return {}
    rows = DraftRevision.objects.filter(draft__inspection=inspection, draft__kind__in=kinds).order_by(
        "revision"
    )
    return {
        ("draft", kind, part): Now(revision, {"value": value})
        for kind, revision, content in rows.values_list("draft__kind", "revision", "content")
        for part, value in content.items()
    }


def refused_commands(actor: Account, inspection: Inspection) -> QuerySet[Command]:
    """What could not be taken and is kept with all that was typed, newest first."""
    rows = Command.objects.visible_to(actor).filter(inspection=inspection, outcome=Command.REFUSED)
    return rows.select_related("account").order_by("-at", "-place")[:MOST_REFUSED]
