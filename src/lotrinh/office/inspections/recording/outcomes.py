"""What a device is told of a command."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lotrinh.method.faults import Fault
from lotrinh.method.trace import Reason
from lotrinh.office.inspections.recording.standing import OpenConflict

TAKEN, CONFLICT, REFUSED, AGAIN = "taken", "conflict", "refused", "again"


@dataclass(slots=True)
class Outcome:
    """kind: taken, conflict, refused or again. told: further parts of the answer, plain data."""

    kind: str
    told: dict[str, Any] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    conflict: OpenConflict | None = None


def taken(revision: int | None = None, **told: Any) -> Outcome:
    """It is done, as this revision."""
    return Outcome(TAKEN, ({} if revision is None else {"revision": revision}) | told)


def refused(faults: Iterable[Fault] | Fault) -> Outcome:
    """It can never be done, and why."""
    return Outcome(REFUSED, faults=(faults,) if isinstance(faults, Fault) else tuple(faults))


def again(fault: Fault) -> Outcome:
    """Not now; the device keeps it."""
    return Outcome(AGAIN, faults=(fault,))


def conflicting(conflict: OpenConflict) -> Outcome:
    """Both are kept."""
    return Outcome(CONFLICT, conflict=conflict)


def from_reason(reason: Reason) -> Fault:
    """A refusal as a fault."""
    return Fault(reason.code, "inspection", reason.vi, reason.en, got=str(reason.data.get("state", "")))


def wrong(code: str, where: str, vi: str, en: str, got: Any = "", expected: str = "") -> Fault:
    """A fault of a command's payload."""
    return Fault(
        f"inspections.{code}", where, vi, en, got=repr(got)[:80] if got != "" else "", expected=expected
    )
