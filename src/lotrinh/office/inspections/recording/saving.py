"""What a batch added to the record, written with a handful of statements."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from lotrinh.method.text import fold
from lotrinh.office.inspections.models import (
    Answer,
    AnswerRevision,
    Conflict,
    Draft,
    DraftRevision,
    Evidence,
    Finding,
    FindingRevision,
    Inspection,
)
from lotrinh.office.inspections.recording.finding_content import FACTS
from lotrinh.office.inspections.recording.loading import plain_target
from lotrinh.office.inspections.recording.record import Piece, Record
from lotrinh.office.inspections.recording.standing import OpenConflict, Standing

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

EXPLAINED = (
    "field",
    "weight",
    "cause_kind",
    "causes",
    "cause_text",
    "difficulty",
    "remover",
    "remover_unit",
    "responsible",
    "proposal",
)
STAMPS = ("revision", "by", "made_at", "at")
ANSWER_FIELDS = ("state", "value", "note", *STAMPS)
EXPLAIN_FIELDS = (*EXPLAINED, "question", "lineage", "found_before", "folded", *STAMPS)
FACT_FIELDS = tuple(f for f in FACTS if f != "withdrawn")
FINDING_FIELDS = (*FACT_FIELDS, "withdrawn_at", "withdrawn_reason", *EXPLAIN_FIELDS)


def save_record(record: Record, inspection: Inspection, account: Account, at: datetime) -> None:
    """Write what is fresh and forget that it was; answers, findings, evidence, drafts. Conflicts are written
    by ``save_conflicts``, after the commands that brought them.
    """
    fresh = {target: one for target, one in record.standing.items() if one.fresh}
    _answers(record, {t: s for t, s in fresh.items() if t[0] == "answer"}, account, at)
    _findings(record, inspection, {t: s for t, s in fresh.items() if t[0] == "finding"}, account, at)
    _evidence(record, account, at)
    _drafts(record, {t: s for t, s in fresh.items() if t[0] == "draft"}, account, at)
    for one in fresh.values():
        one.fresh = []


def _stamps(one: Standing, account: Account, at: datetime) -> dict[str, Any]:
    return {"revision": one.revision, "by": account, "made_at": one.fresh[-1].made_at, "at": at}


def _answers(record: Record, fresh: dict[Any, Standing], account: Account, at: datetime) -> None:
    if not fresh:
        return
    rows = [
        Answer(
            inspection_id=record.pk, question_id=record.questions[key].pk, slot=slot, **(one.content or {}),
            **_stamps(one, account, at),
        )
        for (_kind, key, slot), one in fresh.items()
    ]  # fmt: skip
    unique = ("question", "slot")
    Answer.objects.bulk_create(rows, update_conflicts=True, unique_fields=unique, update_fields=ANSWER_FIELDS)
    AnswerRevision.objects.bulk_create(
        AnswerRevision(
            answer_id=row.pk, revision=v.revision, **v.content, by=account, made_at=v.made_at, at=at,
            command=v.command,
        )
        for row, one in zip(rows, fresh.values(), strict=True)
        for v in one.fresh
    )  # fmt: skip


def _findings(
    record: Record, inspection: Inspection, fresh: dict[Any, Standing], account: Account, at: datetime
) -> None:
    if not fresh:
        return
    rows = [_finding(record, inspection, uid, one, account, at) for (_kind, uid), one in fresh.items()]
    fields = FINDING_FIELDS if record.state in ("under_way", "visited") else EXPLAIN_FIELDS
    Finding.objects.bulk_create(rows, update_conflicts=True, unique_fields=("uid",), update_fields=fields)
    FindingRevision.objects.bulk_create(
        FindingRevision(
            finding_id=row.pk, revision=v.revision, content=v.content, by=account, at=at, command=v.command
        )
        for row, one in zip(rows, fresh.values(), strict=True)
        for v in one.fresh
    )


def _finding(
    record: Record, inspection: Inspection, uid: str, one: Standing, account: Account, at: datetime
) -> Finding:
    content = one.content or {}
    values = {key: content[key] for key in (*FACT_FIELDS, *EXPLAINED)}
    before = record.earlier.get(UUID(content["found_before"])) if content["found_before"] else None
    question = record.questions.get(content["question"] or "")
    return Finding(
        uid=UUID(uid),
        inspection_id=record.pk,
        unit_id=inspection.unit_id,
        question_id=question.pk if question else None,
        found_before_id=before.pk if before else None,
        lineage=before.lineage if before else UUID(uid),
        withdrawn_at=at if content["withdrawn"] else None,
        withdrawn_reason=content["withdrawn_reason"],
        folded=folded(content, inspection.unit.name),
        **values,
        **_stamps(one, account, at),
    )


def folded(content: dict[str, Any], unit: str) -> str:
    """What is searched: text, cause, difficulty, proposal and unit, without marks."""
    parts = (content["text"], content["cause_text"], content["difficulty"], content["proposal"], unit)
    return fold(" ".join(part for part in parts if part))


def _evidence(record: Record, account: Account, at: datetime) -> None:
    fresh = [piece for piece in record.evidence.values() if piece.fresh]
    if fresh:
        named = {p.finding for p in fresh if p.finding}
        pks = (
            dict(Finding.objects.for_actions().filter(uid__in=named).values_list("uid", "pk"))
            if named
            else {}
        )
        Evidence.objects.bulk_create(
            _piece(record, piece, pks.get(UUID(piece.finding)) if piece.finding else None, account, at)
            for piece in fresh
        )
    gone = [piece for piece in record.evidence.values() if piece.changed]
    for piece in gone:
        Evidence.objects.for_actions().filter(uid=piece.uid).update(
            withdrawn_at=at, withdrawn_reason=piece.withdrawn
        )
    for piece in (*fresh, *gone):
        piece.fresh = piece.changed = False


def _piece(record: Record, piece: Piece, finding: int | None, account: Account, at: datetime) -> Evidence:
    question = record.questions.get(piece.question)
    return Evidence(
        uid=piece.uid,
        piece=piece.piece,
        number=piece.number,
        inspection_id=record.pk,
        question_id=question.pk if question else None,
        slot=piece.slot,
        finding_id=finding,
        file_id=piece.file,
        caption=piece.caption,
        about_on=piece.about_on,
        taken_at=piece.taken_at,
        lat=piece.lat,
        lon=piece.lon,
        by=account,
        at=at,
        withdrawn_at=at if piece.withdrawn else None,
        withdrawn_reason=piece.withdrawn or "",
    )


def _drafts(record: Record, fresh: dict[Any, Standing], account: Account, at: datetime) -> None:
    """A revision of a draft holds the parts that it changed."""
    for kind in {target[1] for target in fresh}:
        parts = {target[2]: one for target, one in fresh.items() if target[1] == kind}
        row = Draft.objects.for_actions().filter(inspection_id=record.pk, kind=kind).first()
        row = row or Draft(inspection_id=record.pk, kind=kind, content={})
        row.content = {**row.content, **{p: (one.content or {})["value"] for p, one in parts.items()}}
        row.revision, row.by, row.at = record.drafts[kind], account, at
        row.save()
        versions = sorted(
            ((v, p) for p, one in parts.items() for v in one.fresh), key=lambda v: v[0].revision
        )
        DraftRevision.objects.bulk_create(
            DraftRevision(
                draft=row,
                revision=v.revision,
                content={p: v.content["value"]},
                by=account,
                at=at,
                command=v.command,
            )
            for v, p in versions
        )


def save_conflicts(record: Record, account: Account, at: datetime) -> list[OpenConflict]:
    """Write new conflicts and what came in later about open ones; those written, with their pk."""
    changed = [c for conflicts in record.conflicts.values() for c in conflicts if c.changed]
    fresh = [c for c in changed if c.pk is None]
    rows = Conflict.objects.bulk_create(_conflict(record, c, account, at) for c in fresh)
    for kept, row in zip(fresh, rows, strict=True):
        kept.pk, kept.changed = row.pk, False
    for kept in (c for c in changed if c.changed):
        found = Conflict.objects.for_actions().filter(pk=kept.pk or 0, resolved_at__isnull=True)
        found.update(mine=kept.mine, mine_at=kept.mine_at, **_settled(kept, account, at))
        kept.changed = False
    return changed


def _conflict(record: Record, kept: OpenConflict, account: Account, at: datetime) -> Conflict:
    return Conflict(
        inspection_id=record.pk,
        command_id=kept.command,
        target=plain_target(kept.target),
        base_revision=kept.base,
        mine=kept.mine,
        mine_by=account,
        mine_at=kept.mine_at,
        theirs=kept.theirs,
        theirs_by_id=kept.theirs_by,
        theirs_at=kept.theirs_at,
        at=at,
        **_settled(kept, account, at),
    )


def _settled(kept: OpenConflict, account: Account, at: datetime) -> dict[str, Any]:
    """A conflict whose maker now says the same as what stands is over."""
    if not kept.settled:
        return {}
    return {"resolved_at": at, "resolved_by": account, "choice": "theirs", "result": kept.mine}
