"""Take in what a desk or a device sent: every command once, in order, all of the batch or nothing of it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.actions.begin_visit import begin_visit_as_sent
from lotrinh.office.inspections.actions.end_visit import end_visit_as_sent
from lotrinh.office.inspections.models import Command, Conflict, Inspection
from lotrinh.office.inspections.policies import groups_of
from lotrinh.office.inspections.recording import (
    AGAIN,
    CONFLICT,
    REFUSED,
    STEPS,
    Doing,
    Incoming,
    Maker,
    Outcome,
    Record,
    apply_command,
    read_batch,
)
from lotrinh.office.inspections.recording.loading import attach, load_records, lock_inspections, plain_target
from lotrinh.office.inspections.recording.outcomes import refused, taken, wrong
from lotrinh.office.inspections.recording.saving import save_conflicts, save_record
from lotrinh.office.inspections.recording.settling import denied
from lotrinh.office.inspections.rows import workflow
from lotrinh.office.platform import audit, chain
from lotrinh.office.platform.policies import Refused

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

Result = dict[str, Any]
VERBS = {
    "answer": "record_answer", "finding": "record_finding", "withdraw_finding": "withdraw_finding",
    "evidence": "keep_evidence", "withdraw_evidence": "withdraw_evidence",
}  # fmt: skip
SYNC = "sync_commands"
WRITING = (
    "record_answer", "record_finding", "explain_finding", "keep_evidence", "write_minutes",
    "write_team_report", "draft_conclusion", *STEPS,
)  # fmt: skip
STEP = {"begin_visit": begin_visit_as_sent, "end_visit": end_visit_as_sent}


@dataclass
class _Work:
    """A batch on its way."""

    account: Account
    doing: Doing
    rows: dict[UUID, Inspection]
    records: dict[UUID, Record]
    outcomes: dict[UUID, Outcome]


def take_commands(account: Account, device: str, commands: Sequence[Any], *, at: datetime) -> list[Result]:
    """The answer to each command, in the order in which they were sent. See docs/reference/field-sync.md.

    commands: plain data as a device sends it. Raises Faults when it is no batch. A second arrival of a
    command gets the first answer. What cannot be taken is kept with its content all the same.
    """
    batch = read_batch({"device": device, "commands": list(commands)}, at)
    results = {str(one.uid): _told(one.uid, refused(one.fault)) for one in batch.unreadable}
    if batch.commands:
        with transaction.atomic():
            results |= _take(account, batch.device, batch.commands, at)
    sent = [str(c.get("uid"))[:64] if isinstance(c, dict) else "" for c in commands]
    return [results[_key(uid, results)] for uid in sent]


def take_one(
    account: Account,
    inspection: Inspection,
    kind: str,
    payload: dict[str, Any],
    *,
    at: datetime,
    device: str = "",
    uid: UUID | None = None,
) -> Result:
    """One command made here and not on a device. Raises Faults when it is not taken; a conflict is told."""
    command = {
        "uid": str(uid or uuid4()), "inspection": str(inspection.uid), "kind": kind, "payload": payload,
        "made_at": at.isoformat(),
    }  # fmt: skip
    result = take_commands(account, device, [command], at=at)[0]
    if result["outcome"] in (REFUSED, AGAIN):
        raise Faults([Fault(**fault) for fault in result["faults"]])
    return result


def _key(uid: str, results: dict[str, Result]) -> str:
    """Ids are told back in their one form."""
    if uid in results:
        return uid
    return str(UUID(uid))


def _take(account: Account, device: str, commands: Sequence[Incoming], at: datetime) -> dict[str, Result]:
    rows = lock_inspections({c.inspection for c in commands})
    known = _known(account, [c.uid for c in commands])
    fresh = list({c.uid: c for c in reversed(commands) if str(c.uid) not in known}.values())[::-1]
    mine = _concern(account, rows)
    results = {str(c.uid): _told(c.uid, _stranger()) for c in fresh if c.inspection not in mine}
    fresh = [c for c in fresh if c.inspection in mine]
    if fresh:
        named = [rows[uid] for uid in {c.inspection for c in fresh}]
        doing = Doing(Maker(account.pk, device), at)
        work = _Work(account, doing, rows, load_records(account, named, fresh, at), {})
        _apply(work, fresh)
        results |= _write(work, fresh)
    return known | results


def _concern(account: Account, rows: dict[UUID, Inspection]) -> set[UUID]:
    """Inspections that this person has or had a seat in, or writes in from the office; all others are as if
    they did not exist, also those that he may read: what a reader sends leaves no trace.
    """
    seated = {uid for uid, row in rows.items() if any(s.account_id == account.pk for s in row.seats.all())}
    others = {uid for uid in set(rows) - seated if groups_of(account, rows[uid]) & _writers()}
    if others:
        seen = Inspection.objects.visible_to(account).filter(uid__in=others).values_list("uid", flat=True)
        seated |= set(seen)
    return seated


def _writers() -> set[str]:
    """The groups of the workflow that any command is for."""
    return {group for verb in WRITING for group in workflow().verb(verb).by}


def _known(account: Account, uids: Sequence[UUID]) -> dict[str, Result]:
    """What was answered before. A command of somebody else is refused and its answer not told."""
    found = list(Command.objects.for_actions().filter(pk__in=uids))
    conflicts = [c.pk for c in found if c.outcome == CONFLICT and c.account_id == account.pk]
    numbers = dict(
        Conflict.objects.for_actions().filter(command__in=conflicts).values_list("command_id", "pk")
        if conflicts
        else ()
    )
    results = {}
    for command in found:
        if command.account_id != account.pk:
            results[str(command.pk)] = _told(command.pk, _of_another())
            continue
        results[str(command.pk)] = dict(command.result)
        if command.pk in numbers:
            results[str(command.pk)]["conflict"] = {**command.result["conflict"], "id": numbers[command.pk]}
    return results


def _apply(work: _Work, commands: Sequence[Incoming]) -> None:
    """In order; before a step of the chain everything so far is written, since its conditions ask for it."""
    waiting: list[Incoming] = []
    for command in commands:
        record = work.records[command.inspection]
        if command.kind not in STEPS:
            work.outcomes[command.uid] = apply_command(record, command, work.doing)
            waiting.append(command)
            continue
        _flush(work, waiting)
        work.outcomes[command.uid] = _step(work, command)
        _flush(work, [command])
    _flush(work, waiting)


def _step(work: _Work, command: Incoming) -> Outcome:
    row, at = work.rows[command.inspection], work.doing.at
    trusted = None if command.clock else command.made_at
    try:
        with transaction.atomic():
            row = STEP[command.kind](work.account, row, at=at, made_at=trusted)
    except Refused as error:
        return denied(work.records[command.inspection].phase, error.decision)
    except Faults as error:
        return Outcome(AGAIN, faults=tuple(error.faults))
    work.rows[command.inspection] = row
    attach(work.records[command.inspection], work.account, row)
    return taken(state=row.state)


def _flush(work: _Work, commands: list[Incoming]) -> None:
    """Write what the commands so far have made, the commands themselves first."""
    outcomes = {c.uid: work.outcomes[c.uid] for c in commands}
    Command.objects.bulk_create(
        _row(work, c, outcomes[c.uid]) for c in commands if outcomes[c.uid].kind != AGAIN
    )
    for uid in dict.fromkeys(c.inspection for c in commands):
        record = work.records[uid]
        save_record(record, work.rows[uid], work.account, work.doing.at)
        save_conflicts(record, work.account, work.doing.at)
    commands.clear()


def _row(work: _Work, command: Incoming, outcome: Outcome) -> Command:
    return Command(
        uid=command.uid, inspection_id=work.rows[command.inspection].pk, account=work.account,
        device=work.doing.maker.device, place=command.place, kind=command.kind, payload=command.payload,
        outcome=outcome.kind, result=_told(command.uid, outcome, command), made_at=command.made_at,
        at=work.doing.at,
    )  # fmt: skip


def _write(work: _Work, commands: Sequence[Incoming]) -> dict[str, Result]:
    """The entries of the audit trail, the revisions of the inspections, and the answers."""
    for uid in dict.fromkeys(c.inspection for c in commands):
        own = [c for c in commands if c.inspection == uid and work.outcomes[c.uid].kind != AGAIN]
        if own:
            _record(work, work.rows[uid], own)
    return {str(c.uid): _told(c.uid, work.outcomes[c.uid], c) for c in commands}


def _record(work: _Work, row: Inspection, commands: Sequence[Incoming]) -> None:
    Inspection.objects.for_actions().filter(pk=row.pk).update(revision=F("revision") + 1)
    row.revision += 1
    kinds = Counter(c.kind for c in commands)
    after = {
        "device": work.doing.maker.device, "commands": [str(c.uid) for c in commands], "kinds": dict(kinds),
        "outcomes": dict(Counter(work.outcomes[c.uid].kind for c in commands)), "digest": _digest(commands),
    }  # fmt: skip
    verb = VERBS.get(next(iter(kinds)), SYNC) if len(kinds) == 1 else SYNC
    audit.record(work.account, verb, row, at=work.doing.at, after=after)


def _digest(commands: Sequence[Incoming]) -> str:
    """Over what was sent, so that the audit trail vouches for it."""
    sent = [[str(c.uid), c.place, c.kind, chain.plain(c.payload)] for c in commands]
    text = json.dumps(sent, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _told(uid: UUID | str, outcome: Outcome, command: Incoming | None = None) -> Result:
    """What the device is told; the same is kept for a second arrival."""
    told: Result = {"uid": str(uid), "outcome": outcome.kind, **outcome.told}
    if outcome.faults:
        told["faults"] = [fault.as_dict() for fault in outcome.faults]
    if outcome.conflict is not None:
        kept = outcome.conflict
        told["conflict"] = {"target": plain_target(kept.target), "mine": kept.mine, "theirs": kept.theirs}
        if kept.pk is not None:
            told["conflict"]["id"] = kept.pk
    if command is not None and command.clock:
        told["clock"] = command.clock
    return told


def _stranger() -> Outcome:
    return refused(
        wrong(
            "no_inspection",
            "inspection",
            "Không có cuộc kiểm tra này, hoặc bạn không ở trong đoàn; hãy lưu hàng đợi ra tệp và báo "
            "trưởng đoàn.",
            "There is no such inspection, or you are not in its team; save the queue to a file and tell "
            "the head.",
        )
    )


def _of_another() -> Outcome:
    return refused(
        wrong(
            "command_of_another",
            "uid",
            "Lệnh này do tài khoản khác gửi; hàng đợi chỉ gửi bằng tài khoản đã ghi.",
            "This command was sent by another account; a queue is sent by the account that made it alone.",
        )
    )
