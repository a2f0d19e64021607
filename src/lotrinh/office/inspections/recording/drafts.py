"""Texts that people write together, part by part: minutes, team report, conclusion."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from lotrinh.method.faults import Fault
from lotrinh.office.inspections.recording.incoming import Incoming
from lotrinh.office.inspections.recording.outcomes import Outcome, refused, wrong
from lotrinh.office.inspections.recording.record import Record
from lotrinh.office.inspections.recording.settling import Doing, base_of, not_allowed, settle

VERBS: Final = {
    "minutes": "write_minutes",
    "team_report": "write_team_report",
    "conclusion": "draft_conclusion",
}
PART: Final = re.compile(r"[a-z][a-z0-9_.-]{0,59}")
LONGEST: Final = 100_000


def apply_draft(record: Record, command: Incoming, doing: Doing) -> Outcome:
    """Write one part of a draft."""
    payload = command.payload
    kind, part, value = payload.get("draft"), payload.get("part"), payload.get("value")
    base, faults = base_of(payload)
    if kind not in VERBS:
        return refused(_no_draft("draft", kind, ", ".join(VERBS)))
    if not isinstance(part, str) or not PART.fullmatch(part):
        faults.append(_no_draft("part", part, PART.pattern))
    length = len(json.dumps(value, ensure_ascii=False))
    if length > LONGEST:
        faults.append(_too_long(str(part), length))
    if faults:
        return refused(faults)
    denied = not_allowed(record, VERBS[kind])
    return denied or settle(record, ("draft", kind, str(part)), {"value": value}, base, command, doing)


def _no_draft(where: str, got: Any, expected: str) -> Fault:
    return wrong(
        "no_draft", where, "Không có phần dự thảo này; hãy tải lại trang.",
        "There is no such part of a draft; reload the page.", got, expected,
    )  # fmt: skip


def _too_long(where: str, got: int) -> Fault:
    return wrong(
        "draft_too_long",
        where,
        f"Phần này dài {got} ký tự, nhiều nhất là {LONGEST}; hãy rút gọn hoặc đính kèm tệp minh chứng.",
        f"This part has {got} characters, at most {LONGEST} are taken; shorten it or attach a file.",
        got,
        f"<= {LONGEST}",
    )
