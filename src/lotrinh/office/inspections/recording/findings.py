"""Findings: written, explained, taken back."""

from __future__ import annotations

from uuid import UUID

from lotrinh.method.checklists.scalars import text_value
from lotrinh.method.faults import Fault
from lotrinh.office.inspections.recording.finding_content import FACTS, day_of, finding_content
from lotrinh.office.inspections.recording.incoming import Incoming, as_uuid
from lotrinh.office.inspections.recording.outcomes import Outcome, refused, wrong
from lotrinh.office.inspections.recording.record import Record
from lotrinh.office.inspections.recording.settling import Doing, base_of, not_allowed, settle
from lotrinh.office.inspections.recording.standing import Content

LONGEST_REASON = 500


def apply_finding(record: Record, command: Incoming, doing: Doing) -> Outcome:
    """Write a finding, or change one; once the minutes are signed only its explanation."""
    uid, outcome = _uid(record, command)
    if uid is None:
        return outcome
    content, faults = finding_content(command.payload.get("content"), record)
    base, wrong_base = base_of(command.payload)
    faults += wrong_base
    if not faults and content["found_before"]:
        faults += _not_earlier(record, content)
    if faults:
        return refused(faults)
    return _may_write(record, uid, content) or _settled(record, uid, content, base, command, doing)


def withdraw_finding(record: Record, command: Incoming, doing: Doing) -> Outcome:
    """Take a finding back with a reason; it is kept."""
    uid, outcome = _uid(record, command)
    if uid is None:
        return outcome
    reason, faults = text_value(command.payload.get("reason") or "", "reason", LONGEST_REASON)
    base, wrong_base = base_of(command.payload)
    standing = record.stands(("finding", str(uid)))
    if not standing.content:
        faults.append(no_finding(uid))
    if not reason and not faults:
        faults.append(_no_reason())
    if faults or wrong_base:
        return refused([*faults, *wrong_base])
    denied = not_allowed(record, "record_finding")
    if denied or not standing.content:
        return denied or refused(no_finding(uid))
    content = {**standing.content, "withdrawn": True, "withdrawn_reason": reason}
    return _settled(record, uid, content, base, command, doing)


def _settled(
    record: Record, uid: UUID, content: Content, base: int, command: Incoming, doing: Doing
) -> Outcome:
    return settle(record, ("finding", str(uid)), content, base, command, doing)


def _uid(record: Record, command: Incoming) -> tuple[UUID | None, Outcome]:
    sent = command.payload.get("uid")
    uid = as_uuid(sent)
    if uid is None or uid in record.elsewhere:
        return None, refused(_bad_uid(sent))
    return uid, Outcome("")


def _may_write(record: Record, uid: UUID, content: Content) -> Outcome | None:
    denied = not_allowed(record, "record_finding")
    if denied is None:
        return None
    old = record.content(("finding", str(uid)))
    if old is None or not record.asks("explain_finding"):
        return denied
    if any(old[key] != content[key] for key in FACTS):
        return refused(_facts_stand())
    return None


def _not_earlier(record: Record, content: Content) -> list[Fault]:
    earlier = record.earlier[UUID(content["found_before"])]
    if earlier.found_on < day_of(content):
        return []
    return [
        wrong(
            "not_earlier", "found_before", "Phát hiện được chọn không có trước phát hiện này; hãy chọn lại.",
            "The finding chosen is not earlier than this one; choose again.", earlier.found_on.isoformat(),
            f"before {content['found_on']}",
        )
    ]  # fmt: skip


def no_finding(got: object) -> Fault:
    """There is no such finding in this inspection."""
    return wrong(
        "no_finding", "finding", "Không có phát hiện này trong cuộc kiểm tra; hãy tải lại cuộc kiểm tra.",
        "The inspection has no such finding; load it again.", str(got), "uid of a finding",
    )  # fmt: skip


def _bad_uid(got: object) -> Fault:
    return wrong(
        "finding_uid",
        "uid",
        "Mã của phát hiện không hợp lệ hoặc thuộc cuộc kiểm tra khác; hãy ghi thành phát hiện mới.",
        "The id of the finding is not valid or belongs to another inspection; write it as a new one.",
        got,
        "UUID",
    )


def _no_reason() -> Fault:
    return wrong(
        "no_reason",
        "reason",
        "Hãy ghi lý do rút phát hiện.",
        "Give the reason for taking the finding back.",
        "",
        "text",
    )


def _facts_stand() -> Fault:
    return wrong(
        "facts_stand",
        "content",
        "Biên bản đã ký: nội dung và mức độ của phát hiện không sửa được nữa; chỉ ghi thêm nguyên nhân, "
        "trách nhiệm, đề xuất.",
        "The minutes are signed: what was found and its extent stand; only cause, responsibility and "
        "proposal can still be written.",
        "",
        "unchanged facts",
    )
