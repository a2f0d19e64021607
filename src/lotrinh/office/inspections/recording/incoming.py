"""A batch as a device sent it, read and cleaned; nothing in it is trusted."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from lotrinh.method.faults import Fault, Faults

MOST: Final = 200
KINDS: Final = (
    "answer",
    "finding",
    "withdraw_finding",
    "evidence",
    "withdraw_evidence",
    "draft",
    "begin_visit",
    "end_visit",
)
STEPS: Final = ("begin_visit", "end_visit")
DEEPEST: Final = 12
LAST_PLACE: Final = 2**63 - 1
AHEAD, BEHIND = timedelta(minutes=5), timedelta(days=30)
YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One command. clock: '', 'ahead', 'behind' or 'unreadable', what the device's clock is thought to be."""

    uid: UUID
    place: int
    inspection: UUID
    kind: str
    payload: dict[str, Any]
    made_at: datetime | None
    clock: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A command without an id, an inspection or a known kind: it can be answered, never taken."""

    uid: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Batch:
    """Commands in the order of their place."""

    device: str
    commands: tuple[Incoming, ...]
    unreadable: tuple[Unreadable, ...]


def read_batch(raw: Any, at: datetime) -> Batch:
    """The batch of a request. Raises Faults when it is no batch at all, or too large."""
    if not isinstance(raw, dict) or not isinstance(raw.get("commands"), list):
        raise Faults(_no_batch(raw))
    if len(raw["commands"]) > MOST:
        raise Faults(_too_many(len(raw["commands"])))
    read = [read_command(one, at) for one in raw["commands"]]
    commands = sorted((c for c in read if isinstance(c, Incoming)), key=lambda c: c.place)
    device = raw.get("device")
    return Batch(
        str(cleaned(device))[:64] if isinstance(device, str) else "",
        tuple(commands),
        tuple(c for c in read if isinstance(c, Unreadable)),
    )


def read_command(raw: Any, at: datetime) -> Incoming | Unreadable:
    """One command."""
    if not isinstance(raw, dict):
        return Unreadable("", _no_command("command", raw, "an object"))
    uid, inspection = as_uuid(raw.get("uid")), as_uuid(raw.get("inspection"))
    name = str(raw.get("uid"))[:64]
    if uid is None:
        return Unreadable(name, _no_command("uid", raw.get("uid"), "a UUID made on the device"))
    if inspection is None:
        return Unreadable(name, _no_command("inspection", raw.get("inspection"), "the UUID of an inspection"))
    kind, payload, place = raw.get("kind"), raw.get("payload", {}), raw.get("place", 0)
    if kind not in KINDS:
        return Unreadable(name, _no_command("kind", kind, ", ".join(KINDS)))
    if not isinstance(payload, dict):
        return Unreadable(name, _no_command("payload", payload, "an object"))
    if isinstance(place, bool) or not isinstance(place, int) or not 0 <= place <= LAST_PLACE:
        return Unreadable(name, _no_command("place", place, "a whole number from 0"))
    try:
        payload = cleaned(payload)
    except RecursionError:
        return Unreadable(name, _no_command("payload", "nested too deeply", f"at most {DEEPEST} levels"))
    made_at, clock = read_clock(raw.get("made_at"), at)
    return Incoming(uid, place, inspection, kind, payload, made_at, clock)


def cleaned(value: Any, level: int = 0) -> Any:
    """Plain data that both databases keep alike: NFC, no NUL or other control characters but line ends and
    tabs, no half characters, no infinite numbers. RecursionError when it is nested too deeply.
    """
    if level > DEEPEST:
        raise RecursionError
    if isinstance(value, dict):
        return {cleaned(str(k)): cleaned(v, level + 1) for k, v in value.items()}
    if isinstance(value, list):
        return [cleaned(v, level + 1) for v in value]
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float):
        return None if not math.isfinite(value) else int(value) if value.is_integer() else value
    return value


def _text(value: str) -> str:
    if value.isascii() and value.isprintable():
        return value
    ends = value.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in ends if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", kept)


def as_uuid(value: Any) -> UUID | None:
    """The UUID in a text, or None."""
    if not isinstance(value, str):
        return None
    try:
        return UUID(value)
    except ValueError:
        return None


def read_clock(value: Any, at: datetime) -> tuple[datetime | None, str]:
    """The moment by the device's clock, and what is wrong with that clock; the order never depends on it."""
    if value is None:
        return None, ""
    try:
        made_at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None, "unreadable"
    if made_at.tzinfo is None or made_at.year not in YEARS:
        return None, "unreadable"
    if made_at > at + AHEAD:
        return made_at, "ahead"
    return made_at, "behind" if made_at < at - BEHIND else ""


def _no_batch(got: Any) -> Fault:
    return Fault(
        "inspections.no_batch",
        "body",
        "Dữ liệu gửi lên không phải một gói lệnh; hãy cập nhật trang rồi gửi lại.",
        "What was sent is no batch of commands; reload the page and send again.",
        got=type(got).__name__,
        expected='{"device", "commands": [...]}',
    )


def _too_many(got: int) -> Fault:
    return Fault(
        "inspections.batch_too_large",
        "commands",
        f"Gói có {got} lệnh, nhiều nhất là {MOST}; hãy chia nhỏ.",
        f"The batch has {got} commands, at most {MOST} are taken; split it.",
        got=str(got),
        expected=f"<= {MOST}",
    )


def _no_command(where: str, got: Any, expected: str) -> Fault:
    return Fault(
        "inspections.no_command",
        where,
        f"Lệnh thiếu hoặc sai “{where}”; hãy lưu hàng đợi ra tệp và báo quản trị.",
        f"The command lacks “{where}” or has a wrong one; save the queue to a file, tell the administrator.",
        got=repr(got)[:80],
        expected=expected,
    )
