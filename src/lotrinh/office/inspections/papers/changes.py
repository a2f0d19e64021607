"""What a decision that changes a running inspection says: the ``extra`` of its draft."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from lotrinh.office.inspections.papers.facts import seat_fact
from lotrinh.office.inspections.papers.people import cited

if TYPE_CHECKING:
    from lotrinh.office.inspections.models import Seat

LONGEST: Final = 2000
UNSAID: Final = "theo yêu cầu công tác"
MATTERS: Final = {
    "head": "thay đổi Trưởng đoàn kiểm tra",
    "deputy": "thay đổi Phó Trưởng đoàn kiểm tra",
    "secretary": "thay đổi thành viên Đoàn kiểm tra",
    "member": "thay đổi thành viên Đoàn kiểm tra",
}


def member_change(leaves: Seat | None, joins: Seat | None, reason: str, on: date) -> dict[str, Any]:
    """Somebody leaves, joins, or joins in the place of another. One of the two is given."""
    seat = joins or leaves
    if seat is None:
        raise ValueError("a change names who leaves or who joins")
    when = {"first": on.isoformat(), "reason": reason.strip()[:LONGEST] or UNSAID}
    role = seat_fact(seat)["role"]
    change: dict[str, Any] = {"matter": MATTERS[seat.role]}
    if leaves is not None and joins is not None:
        row = {"incoming": _who(joins), "outgoing": _who(leaves), "role": role, **when}
        return change | {"replaced": [row]}
    if joins is not None:
        return change | {"added": [{"incoming": _who(joins), "role": role, **when}]}
    return change | {"released": [{"outgoing": _who(leaves), **when}]}


def pause_change(reason: str, on: date, until: date | None = None) -> dict[str, Any]:
    """The inspection is paused, until a day where one is known."""
    last = {"last": until.isoformat()} if until else {}
    return {
        "matter": "tạm dừng cuộc kiểm tra",
        "pause": {"first": on.isoformat(), "reason": reason.strip() or UNSAID, **last},
    }


def resume_change(reason: str, on: date) -> dict[str, Any]:
    """The inspection goes on."""
    words = reason.strip() or "Lý do tạm dừng không còn."
    return {"matter": "tiếp tục cuộc kiểm tra", "resume": {"first": on.isoformat(), "reason": words}}


def stop_change(reason: str, on: date) -> dict[str, Any]:
    """The inspection is stopped for good."""
    return {
        "matter": "đình chỉ cuộc kiểm tra",
        "stop": {"first": on.isoformat(), "reason": reason.strip() or UNSAID},
    }


def _who(seat: Seat | None) -> dict[str, str]:
    assert seat is not None, "the caller has asked"
    return cited(seat_fact(seat))
