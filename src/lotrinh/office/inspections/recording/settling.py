"""A change meets what stands: taken, equal, or a conflict; the same for answers, findings and drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lotrinh.method.faults import Fault
from lotrinh.office.inspections.recording.incoming import Incoming
from lotrinh.office.inspections.recording.outcomes import (
    Outcome,
    again,
    conflicting,
    from_reason,
    refused,
    taken,
    wrong,
)
from lotrinh.office.inspections.recording.record import Record
from lotrinh.office.inspections.recording.standing import Content, Maker, OpenConflict, Target, judge_change
from lotrinh.office.platform.policies import Decision

LARGEST_REVISION = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does it, on which device, when by the server's clock."""

    maker: Maker
    at: datetime


def settle(
    record: Record, target: Target, content: Content, base: int, command: Incoming, doing: Doing
) -> Outcome:
    """Let a change stand, or keep it as a conflict."""
    standing, waiting = record.stands(target), record.waiting(target, doing.maker)
    verdict = judge_change(standing, content, base, doing.maker, waiting is not None)
    if verdict == "same":
        if waiting is not None:
            waiting.mine, waiting.settled, waiting.changed = content, True, True
        return taken(standing.revision)
    if verdict == "conflict":
        return conflicting(_kept(record, target, content, base, command, doing, waiting))
    return taken(_take(record, target, content, command, doing))


def _take(record: Record, target: Target, content: Content, command: Incoming, doing: Doing) -> int:
    """Parts of a draft count their revisions together."""
    revision = None
    if target[0] == "draft":
        revision = record.drafts[target[1]] = record.drafts.get(target[1], 0) + 1
    return record.stands(target).take(content, doing.maker, doing.at, command.made_at, command.uid, revision)


def _kept(
    record: Record, target: Target, content: Content, base: int, command: Incoming, doing: Doing,
    waiting: OpenConflict | None,
) -> OpenConflict:  # fmt: skip
    if waiting is not None:
        waiting.mine, waiting.mine_at, waiting.changed = content, command.made_at, True
        return waiting
    standing = record.stands(target)
    kept = OpenConflict(
        target, doing.maker, content, standing.content or {}, base, standing.by, standing.at, command.made_at,
        command.uid, changed=True,
    )  # fmt: skip
    record.conflicts.setdefault(target, []).append(kept)
    return kept


def base_of(payload: dict[str, Any]) -> tuple[int, list[Fault]]:
    """The revision that a change was made on."""
    base = payload.get("base_revision", 0)
    if isinstance(base, bool) or not isinstance(base, int) or not 0 <= base <= LARGEST_REVISION:
        return 0, [
            wrong(
                "base_revision", "base_revision", "Số phiên bản không hợp lệ; hãy tải lại cuộc kiểm tra.",
                "The revision is not valid; load the inspection again.", base, "a whole number from 0",
            )
        ]  # fmt: skip
    return base, []


def not_allowed(record: Record, verb: str) -> Outcome | None:
    """Why the verb cannot be done: for good, or not yet since the visit has not begun here."""
    decision = record.asks(verb)
    return None if decision else denied(record.phase, decision)


def denied(phase: str, decision: Decision) -> Outcome:
    """A refusal as an outcome: before the visit has begun here, what was recorded waits on the device."""
    fault = from_reason(decision.reason)
    if decision.reason.code == "inspections.not_now" and phase == "before":
        return again(_not_begun(fault))
    return refused(fault)


def _not_begun(fault: Fault) -> Fault:
    return Fault(
        "inspections.not_begun",
        fault.where,
        "Trên máy chủ, cuộc kiểm tra chưa bắt đầu. Phần đã ghi chờ trên thiết bị cho đến khi trưởng đoàn "
        "hoặc thư ký bắt đầu.",
        "The visit has not begun on the server. What was recorded waits on the device until the head or the "
        "secretary begins it.",
        got=fault.got,
        expected="under_way",
    )
