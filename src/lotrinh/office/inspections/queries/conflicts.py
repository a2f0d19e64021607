"""What two people changed differently: both versions, what stands now, and what was refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from lotrinh.office.inspections.models import (
    Answer,
    Command,
    Conflict,
    Draft,
    DraftRevision,
    Finding,
    Inspection,
)
from lotrinh.office.inspections.recording.loading import content_of

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

MOST_REFUSED = 200


@dataclass(frozen=True, slots=True)
class Now:
    """What stands at a target: revision 0 and no content when nothing does."""

    revision: int = 0
    content: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """A conflict with what stands now. differs: the keys in which the two versions differ."""

    conflict: Conflict
    now: Now
    differs: tuple[str, ...]

    @property
    def moved(self) -> bool:
        """What stands is no longer what stood when the conflict arose."""
        return self.now.content != self.conflict.theirs


def conflicts_of(actor: Account, inspection: Inspection) -> QuerySet[Conflict]:
    """Open conflicts that this person may see, oldest first."""
    rows = Conflict.objects.visible_to(actor).filter(inspection=inspection, resolved_at__isnull=True)
    return rows.select_related("mine_by", "theirs_by", "inspection").order_by("pk")


def clashes(actor: Account, inspection: Inspection) -> list[Clash]:
    """The open conflicts, each with what stands now."""
    rows = list(conflicts_of(actor, inspection))
    return [_clash(row, standing_now(inspection, row.target)) for row in rows]


def _clash(row: Conflict, now: Now) -> Clash:
    theirs = now.content or {}
    keys = [k for k in row.mine if row.mine[k] != theirs.get(k)]
    return Clash(row, now, tuple(keys))


def standing_now(inspection: Inspection, target: Mapping[str, Any]) -> Now:
    """What stands at a target; one or two queries."""
    if target["kind"] == "answer":
        row = (
            Answer.objects.for_actions()
            .filter(inspection=inspection, question__key=target["question"], slot=target["slot"])
            .first()
        )
        return Now(row.revision, {"state": row.state, "value": row.value, "note": row.note}) if row else Now()
    if target["kind"] == "finding":
        found = Finding.objects.for_actions().select_related("question", "found_before")
        finding = found.filter(inspection=inspection, uid=target["uid"]).first()
        return Now(finding.revision, content_of(finding)) if finding else Now()
    return part_now(inspection, target["draft"], target["part"])


def part_now(inspection: Inspection, kind: str, part: str) -> Now:
    """A part of a draft."""
    draft = Draft.objects.for_actions().filter(inspection=inspection, kind=kind).first()
    rows = DraftRevision.objects.filter(draft=draft, content__has_key=part).order_by("-revision")
    latest = rows.first() if draft else None
    return Now(latest.revision, {"value": latest.content[part]}) if latest else Now()


def refused_commands(actor: Account, inspection: Inspection) -> QuerySet[Command]:
    """What could not be taken and is kept with all that was typed, newest first."""
    rows = Command.objects.visible_to(actor).filter(inspection=inspection, outcome=Command.REFUSED)
    return rows.select_related("account").order_by("-at", "-place")[:MOST_REFUSED]
