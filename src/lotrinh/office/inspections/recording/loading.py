"""The record of several inspections, read with a constant number of queries however long the batch is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from lotrinh.method.findings import read_taxonomy
from lotrinh.office.inspections.models import (
    Answer,
    AnswerRevision,
    Command,
    Conflict,
    Draft,
    DraftRevision,
    Evidence,
    Finding,
    FindingRevision,
    Inspection,
    Question,
)
from lotrinh.office.inspections.policies import groups_of, may_do
from lotrinh.office.inspections.recording.asked import asked_of
from lotrinh.office.inspections.recording.finding_content import extent_text
from lotrinh.office.inspections.recording.incoming import Incoming, as_uuid
from lotrinh.office.inspections.recording.record import Brought, Choices, Earlier, Piece, Record
from lotrinh.office.inspections.recording.standing import Content, Maker, OpenConflict, Standing, Target
from lotrinh.office.inspections.rows import workflow
from lotrinh.office.platform.models import StoredFile
from lotrinh.office.registry.library import opened_library
from lotrinh.office.registry.models import Unit
from lotrinh.office.registry.queries import codes_carried_by

if TYPE_CHECKING:
    from datetime import datetime

    from lotrinh.office.accounts.models import Account

Records = dict[UUID, Record]


def lock_inspections(uids: Iterable[UUID]) -> dict[UUID, Inspection]:
    """The rows in one order, locked until the transaction ends: the same batch sent twice at once waits."""
    rows = Inspection.objects.for_actions().filter(uid__in=list(uids)).order_by("pk")
    found = rows.select_for_update(of=("self",)).select_related("unit").prefetch_related("seats")
    return {row.uid: row for row in found}


def load_records(
    account: Account, inspections: Sequence[Inspection], commands: Sequence[Incoming], at: datetime
) -> Records:
    """What the commands speak of, as it stands."""
    records = {row.uid: _empty(account, row, at) for row in inspections}
    by_pk = {record.pk: record for record in records.values()}
    kinds = {command.kind for command in commands}
    if kinds & {"answer", "finding", "evidence"}:
        _questions(by_pk, commands)
    if "answer" in kinds:
        _answers(by_pk, commands)
    if kinds & {"finding", "withdraw_finding", "evidence"}:
        _findings(records, inspections, commands)
    if kinds & {"evidence", "withdraw_evidence"}:
        _evidence(by_pk, account, commands)
    if "draft" in kinds:
        _drafts(by_pk, commands)
    _conflicts(by_pk)
    return records


def _empty(account: Account, row: Inspection, at: datetime) -> Record:
    record = Record(row.pk, row.uid, row.state, "", timezone.localdate(at), lambda verb: None, choices())  # type: ignore[arg-type, return-value]
    attach(record, account, row)
    return record


def attach(record: Record, account: Account, row: Inspection) -> None:
    """Let the record ask about the row as it is now; after each step of the chain anew."""
    groups = groups_of(account, row)
    record.state, record.phase = row.state, workflow().state(row.state).phase
    record.may = lambda verb: may_do(account, row, verb, groups)
    record.allowed = {}


@cache
def choices() -> Choices:
    """Keys of sectors and causes."""
    library = opened_library()
    return Choices(frozenset(library.sectors), frozenset(c.key for c in read_taxonomy(library).causes))


def _sent(commands: Iterable[Incoming], name: str, *kinds: str) -> set[str]:
    return {str(c.payload.get(name)) for c in commands if c.kind in kinds and c.payload.get(name)}


def _uuids(commands: Iterable[Incoming], name: str, *kinds: str) -> set[UUID]:
    return {uid for text in _sent(commands, name, *kinds) if (uid := as_uuid(text))}


def _questions(by_pk: Mapping[int, Record], commands: Sequence[Incoming]) -> None:
    keys = _sent(commands, "question", "answer", "evidence")
    contents = [c.payload.get("content") for c in commands if c.kind == "finding"]
    keys |= {str(c.get("question")) for c in contents if isinstance(c, dict) and c.get("question")}
    rows = Question.objects.for_actions().filter(inspection__in=by_pk, key__in=[k[:120] for k in keys])
    for pk, inspection, key, item, removed in rows.values_list(
        "pk", "inspection_id", "key", "item", "removed_at"
    ):
        by_pk[inspection].questions[key] = asked_of(pk, key, item, removed is not None)


def _answers(by_pk: Mapping[int, Record], commands: Sequence[Incoming]) -> None:
    asked = {a.pk: (record, a.key) for record in by_pk.values() for a in record.questions.values()}
    standing: dict[int, Standing] = {}
    for row in Answer.objects.for_actions().filter(question__in=asked):
        record, key = asked[row.question_id]
        content = {"state": row.state, "value": row.value, "note": row.note}
        made = Standing(row.revision, content, row.by_id, row.at, row.pk)
        record.standing["answer", key, row.slot] = standing[row.pk] = made
    _makers(standing, AnswerRevision.objects.all(), "answer", _stale(standing, commands))


def _stale(standing: Mapping[int, Standing], commands: Sequence[Incoming]) -> list[int]:
    """Whose makers may matter: only what was changed on another revision than the one that stands."""
    bases = {c.payload.get("base_revision", 0) for c in commands}
    return [pk for pk, one in standing.items() if bases - {one.revision}]


def _makers(
    standing: Mapping[int, Standing], revisions: QuerySet[Any], name: str, stale: Sequence[int]
) -> None:
    """Who made which revision, on which device."""
    if not stale:
        return
    rows = list(
        revisions.filter(**{f"{name}__in": stale}).values_list(f"{name}_id", "revision", "by", "command")
    )
    devices = _devices({row[3] for row in rows if row[3]})
    for pk, revision, by, command in rows:
        standing[pk].makers[revision] = Maker(by, devices.get(command, ""))


def _devices(uids: set[UUID]) -> dict[UUID, str]:
    found = Command.objects.for_actions().filter(pk__in=uids).values_list("pk", "device") if uids else ()
    return dict(found)


def _findings(records: Records, inspections: Sequence[Inspection], commands: Sequence[Incoming]) -> None:
    named = _uuids(commands, "uid", "finding", "withdraw_finding") | _uuids(commands, "finding", "evidence")
    contents = [c.payload["content"] for c in commands if isinstance(c.payload.get("content"), dict)]
    before = {uid for c in contents if (uid := as_uuid(c.get("found_before")))}
    rows = Finding.objects.for_actions().filter(uid__in=named | before)
    standing: dict[int, Standing] = {}
    found = list(rows.select_related("question", "found_before", "unit"))
    for row in found:
        home = next((r for r in records.values() if r.pk == row.inspection_id), None)
        for record in records.values():
            if record is not home:
                record.elsewhere |= {row.uid}
        if home is not None:
            made = Standing(row.revision, content_of(row), row.by_id, row.at, row.pk)
            home.standing["finding", str(row.uid)] = standing[row.pk] = made
            _links(home, row)
    _makers(standing, FindingRevision.objects.all(), "finding", _stale(standing, commands))
    for inspection in inspections if before else ():
        carried = codes_carried_by(inspection.unit.code)
        records[inspection.uid].earlier |= {
            row.uid: _earlier(row)
            for row in found
            if row.uid in before and row.unit.code in carried and row.inspection_id != inspection.pk
        }
    units = {str(c["remover_unit"])[:60] for c in contents if c.get("remover_unit")}
    known = (
        frozenset(Unit.objects.filter(code__in=units).values_list("code", flat=True))
        if units
        else frozenset()
    )
    for record in records.values():
        record.units = known


def _links(record: Record, row: Finding) -> None:
    """What a finding names already, so that a change of something else keeps it."""
    if row.found_before is not None:
        record.earlier[row.found_before.uid] = _earlier(row.found_before)
    if row.question is not None and row.question.key not in record.questions:
        record.questions[row.question.key] = asked_of(row.question.pk, row.question.key, row.question.item)


def _earlier(row: Finding) -> Earlier:
    return Earlier(row.pk, row.uid, row.lineage, row.found_on)


def content_of(row: Finding) -> Content:
    """A finding's content as commands have it."""
    return {
        "kind": row.kind, "content": row.content, "field": row.field, "text": row.text, "weight": row.weight,
        "extent_count": extent_text(row.extent_count), "extent_of": extent_text(row.extent_of),
        "extent_unit": row.extent_unit, "cause_kind": row.cause_kind, "causes": row.causes,
        "cause_text": row.cause_text, "difficulty": row.difficulty, "remover": row.remover,
        "remover_unit": row.remover_unit, "responsible": row.responsible, "proposal": row.proposal,
        "found_before": str(row.found_before.uid) if row.found_before else None,
        "question": row.question.key if row.question else None, "found_on": row.found_on.isoformat(),
        "withdrawn": row.withdrawn_at is not None, "withdrawn_reason": row.withdrawn_reason,
    }  # fmt: skip


def _evidence(by_pk: Mapping[int, Record], account: Account, commands: Sequence[Incoming]) -> None:
    rows = Evidence.objects.for_actions().filter(inspection__in=by_pk)
    for uid, piece, number, sha256, caption, key, withdrawn, reason, inspection in rows.values_list(
        "uid",
        "piece",
        "number",
        "file__sha256",
        "caption",
        "question__key",
        "withdrawn_at",
        "withdrawn_reason",
        "inspection_id",
    ):
        made = Piece(uid, piece, number, sha256, question=key or "", caption=caption)
        made.withdrawn = reason if withdrawn else None
        by_pk[inspection].evidence[uid] = made
    hashes = _sent(commands, "sha256", "evidence")
    files = StoredFile.objects.filter(sha256__in=hashes, brought_by=account).order_by("brought_at")
    brought = {sha256: Brought(pk, sha256) for pk, sha256 in files.values_list("pk", "sha256")}
    for record in by_pk.values():
        record.files = brought


def _drafts(by_pk: Mapping[int, Record], commands: Sequence[Incoming]) -> None:
    parts = _sent(commands, "part", "draft")
    drafts = {row.pk: row for row in Draft.objects.for_actions().filter(inspection__in=by_pk)}
    for row in drafts.values():
        by_pk[row.inspection_id].drafts[row.kind] = row.revision
    rows = DraftRevision.objects.filter(draft__in=drafts).order_by("revision")
    made: list[tuple[int, Target, DraftRevision]] = []
    for revision in rows:
        draft = drafts[revision.draft_id]
        for part in parts & set(revision.content):
            made.append((draft.inspection_id, ("draft", draft.kind, part), revision))
    devices = _devices({r.command for _i, _t, r in made if r.command})
    for inspection, target, revision in made:
        standing = by_pk[inspection].stands(target)
        standing.revision, standing.content = revision.revision, {"value": revision.content[target[2]]}
        standing.by, standing.at = revision.by_id, revision.at
        device = devices.get(revision.command, "") if revision.command else ""
        standing.makers[revision.revision] = Maker(revision.by_id, device)


def _conflicts(by_pk: Mapping[int, Record]) -> None:
    rows = Conflict.objects.for_actions().filter(inspection__in=by_pk, resolved_at__isnull=True)
    for row in rows.select_related("command"):
        target = target_of(row.target)
        kept = OpenConflict(
            target, Maker(row.mine_by_id, row.command.device), row.mine, row.theirs, row.base_revision,
            row.theirs_by_id, row.theirs_at, row.mine_at, row.command_id, row.pk,
        )  # fmt: skip
        by_pk[row.inspection_id].conflicts.setdefault(target, []).append(kept)


def target_of(plain: Mapping[str, Any]) -> Target:
    """A target from plain data."""
    if plain["kind"] == "answer":
        return ("answer", plain["question"], plain.get("slot", ""))
    if plain["kind"] == "finding":
        return ("finding", plain["uid"])
    return ("draft", plain["draft"], plain["part"])


def plain_target(target: Target) -> dict[str, str]:
    """A target as plain data."""
    if target[0] == "answer":
        return {"kind": "answer", "question": target[1], "slot": target[2]}
    if target[0] == "finding":
        return {"kind": "finding", "uid": target[1]}
    return {"kind": "draft", "draft": target[1], "part": target[2]}
