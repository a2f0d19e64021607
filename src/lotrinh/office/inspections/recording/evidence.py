"""Evidence: a version of a piece, on a question, a finding or the inspection as a whole."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final
from uuid import UUID

from lotrinh.method.checklists.scalars import text_value
from lotrinh.method.faults import Fault
from lotrinh.office.inspections.recording.dates import day_value, moment_value
from lotrinh.office.inspections.recording.findings import no_finding
from lotrinh.office.inspections.recording.incoming import Incoming, as_uuid
from lotrinh.office.inspections.recording.outcomes import Outcome, again, refused, taken, wrong
from lotrinh.office.inspections.recording.record import Piece, Record
from lotrinh.office.inspections.recording.settling import Doing

MOST_PIECES: Final = 300
HASH: Final = re.compile(r"[0-9a-f]{64}")
LONGEST_CAPTION, LONGEST_REASON, LONGEST_SLOT = 500, 500, 60


def apply_evidence(record: Record, command: Incoming, doing: Doing) -> Outcome:
    """Keep a version; the file must have arrived before."""
    payload = command.payload
    uid, piece = as_uuid(payload.get("uid")), as_uuid(payload.get("piece") or payload.get("uid"))
    if uid is None or piece is None:
        return refused(_bad_uid(payload.get("uid")))
    if uid in record.evidence:
        return _known(record.evidence[uid], payload)
    made, faults = _checked(record, payload, uid, piece)
    if faults or made is None:
        return refused(faults)
    file = record.files.get(made.sha256)
    if file is None:
        return again(_not_arrived(made.sha256))
    made.file, made.made_at = file.pk, command.made_at
    record.evidence[uid] = made
    return taken(made.number, duplicates=_duplicates(record, made))


def withdraw_evidence(record: Record, command: Incoming, doing: Doing) -> Outcome:
    """Take a version back with a reason; the file is kept."""
    uid = as_uuid(command.payload.get("uid"))
    piece = record.evidence.get(uid) if uid else None
    reason, faults = text_value(command.payload.get("reason") or "", "reason", LONGEST_REASON)
    if piece is None:
        return refused(_no_evidence(command.payload.get("uid")))
    if faults or not reason:
        return refused(faults or _no_reason())
    if piece.withdrawn is None:
        piece.withdrawn, piece.changed = reason, not piece.fresh
    return taken(piece.number)


def _known(piece: Piece, payload: dict[str, Any]) -> Outcome:
    if piece.sha256 == payload.get("sha256"):
        return taken(piece.number)
    return refused(_bad_uid(payload.get("uid")))


def _checked(
    record: Record, payload: dict[str, Any], uid: UUID, piece: UUID
) -> tuple[Piece | None, list[Fault]]:
    sha256 = str(payload.get("sha256"))
    faults = [] if HASH.fullmatch(sha256) else [_bad_hash(sha256)]
    question, slot, finding = (str(payload.get(k) or "") for k in ("question", "slot", "finding"))
    if question and question not in record.questions:
        faults.append(_no_question(question))
    if len(slot) > LONGEST_SLOT:
        faults.append(_no_question(slot[:80]))
    if finding and not record.content(("finding", _same_form(finding))):
        faults.append(no_finding(finding))
    caption, found = text_value(payload.get("caption") or "", "caption", LONGEST_CAPTION)
    about_on, wrong_day = day_value(payload.get("about_on"), "about_on")
    taken_at, wrong_time = moment_value(payload.get("taken_at"), "taken_at")
    lat, lon, wrong_place = _place(payload)
    faults += [*found, *wrong_day, *wrong_time, *wrong_place]
    if len(record.evidence) >= MOST_PIECES:
        faults.append(_too_many(len(record.evidence)))
    if faults:
        return None, faults
    numbers = [p.number for p in record.evidence.values() if p.piece == piece]
    return Piece(
        uid,
        piece,
        max(numbers, default=0) + 1,
        sha256,
        question,
        slot,
        _same_form(finding),
        None,
        caption or "",
        date.fromisoformat(about_on) if about_on else None,
        taken_at,
        lat,
        lon,
        fresh=True,
    ), []


def _same_form(uid: str) -> str:
    found = as_uuid(uid)
    return str(found) if found else ""


def _place(payload: dict[str, Any]) -> tuple[float | None, float | None, list[Fault]]:
    """Kept as a pair or not at all."""
    lat, lon = payload.get("lat"), payload.get("lon")
    if lat is None or lon is None:
        return None, None, []
    numbers = all(isinstance(v, int | float) and not isinstance(v, bool) for v in (lat, lon))
    if not numbers or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None, None, [_bad_place(f"{lat}, {lon}")]
    return float(lat), float(lon), []


def _duplicates(record: Record, made: Piece) -> list[dict[str, str]]:
    """Other pieces of this inspection with the same bytes: told, not refused."""
    return [
        {"uid": str(p.uid), "caption": p.caption, "question": p.question}
        for p in record.evidence.values()
        if p.sha256 == made.sha256 and p.piece != made.piece and p.withdrawn is None
    ]


def _bad_uid(got: Any) -> Fault:
    return wrong(
        "evidence_uid", "uid", "Mã của minh chứng không hợp lệ hoặc đã dùng cho tệp khác; hãy thêm lại tệp.",
        "The id of the evidence is not valid or was used for another file; add the file again.", got, "UUID",
    )  # fmt: skip


def _bad_hash(got: str) -> Fault:
    return wrong(
        "evidence_hash", "sha256", "Mã băm của tệp không hợp lệ; hãy thêm lại tệp.",
        "The hash of the file is not valid; add the file again.", got, "SHA-256 in hexadecimal",
    )  # fmt: skip


def _not_arrived(got: str) -> Fault:
    return wrong(
        "file_not_arrived",
        "sha256",
        "Tệp chưa đến máy chủ; thiết bị sẽ gửi tệp rồi gửi lại lệnh này.",
        "The file has not arrived yet; the device sends it and then this command again.",
        got,
        "the bytes of the file",
    )


def _no_question(got: str) -> Fault:
    return wrong(
        "no_question", "question", "Cuộc kiểm tra không có câu hỏi này; hãy tải lại cuộc kiểm tra.",
        "The inspection has no such question; load it again.", got, "key of a question",
    )  # fmt: skip


def _bad_place(got: str) -> Fault:
    return wrong(
        "bad_place", "lat", "Tọa độ không hợp lệ; hãy bỏ vị trí hoặc lấy lại.",
        "The coordinates are not valid; leave the place out or take it again.", got, "degrees",
    )  # fmt: skip


def _too_many(have: int) -> Fault:
    return wrong(
        "too_much_evidence",
        "evidence",
        f"Cuộc kiểm tra đã có {have} tệp minh chứng, nhiều nhất là {MOST_PIECES}. "
        "Hãy gộp các trang vào một tệp PDF.",
        f"The inspection has {have} files of evidence, at most {MOST_PIECES} are taken. "
        "Join pages into one PDF.",
        have + 1,
        f"<= {MOST_PIECES}",
    )


def _no_evidence(got: Any) -> Fault:
    return wrong(
        "no_evidence",
        "uid",
        "Không có minh chứng này trong cuộc kiểm tra; hãy tải lại cuộc kiểm tra.",
        "The inspection has no such evidence; load it again.",
        got,
        "uid of a piece of evidence",
    )


def _no_reason() -> Fault:
    return wrong(
        "no_reason",
        "reason",
        "Hãy ghi lý do rút minh chứng.",
        "Give the reason for taking the evidence back.",
        "",
        "text",
    )
