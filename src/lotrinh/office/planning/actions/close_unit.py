"""Record days on which a unit cannot receive a team."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.accounts.policies import may
from lotrinh.office.planning.models import Closure
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.registry.models import Unit


def in_order(start: date, end: date) -> None:
    """Refuse an end before the start."""
    if end < start:
        raise Faults(
            Fault(
                "planning.end_before_start",
                "end",
                "Ngày cuối đứng trước ngày đầu; hãy sửa một trong hai.",
                "The last day is before the first; mend one of them.",
                got=end.isoformat(),
                expected=f"≥ {start}",
            )
        )


@transaction.atomic
def close_unit(
    actor: Account,
    unit: Unit,
    start: date,
    end: date,
    reason: str,
    *,
    at: datetime,
    kind: str = Closure.CLOSED,
) -> Closure:
    """Both days are included; kind is 'closed' or 'inspection' (another body is there)."""
    require(may(actor, "close_unit"))
    in_order(start, end)
    closure = Closure.objects.create(unit=unit, start=start, end=end, reason=reason, kind=kind)
    audit.record(
        actor,
        "close_unit",
        unit,
        at=at,
        after={"start": start.isoformat(), "end": end.isoformat(), "kind": kind, "reason": reason},
    )
    return closure


@transaction.atomic
def reopen_unit(actor: Account, closure: Closure, *, at: datetime) -> None:
    """Take a closure back; the row stays."""
    require(may(actor, "close_unit"))
    open_rows = Closure.objects.for_actions().filter(pk=closure.pk, withdrawn_at__isnull=True)
    if open_rows.update(withdrawn_at=at):
        audit.record(
            actor,
            "reopen_unit",
            closure.unit,
            at=at,
            before={"start": closure.start.isoformat(), "end": closure.end.isoformat()},
        )
