"""Put a unit on a plan's must or never list with a reason, or take the mark back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.planning.models import Plan, SelectionMark
from lotrinh.office.planning.policies import may_mark_unit
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.registry.models import Unit


def _given(reason: str) -> str:
    text = " ".join(reason.replace("\0", "").split())
    if not text:
        raise Faults(
            Fault(
                "planning.reason_missing",
                "reason",
                "Hãy ghi lý do: danh sách này được đọc lại sau nhiều năm.",
                "Give the reason: this list is read again years later.",
                expected="1–500 characters",
            )
        )
    return text[:500]


@transaction.atomic
def mark_unit(
    actor: Account, plan: Plan, unit: Unit, kind: str, reason: str, *, at: datetime
) -> SelectionMark:
    """Mark the unit; a mark in force is taken back first, so the newest word counts."""
    require(may_mark_unit(actor))
    text = _given(reason)
    in_force = (
        SelectionMark.objects.for_actions()
        .select_for_update()
        .filter(plan=plan, unit=unit, withdrawn_at__isnull=True)
    )
    before = [{"kind": m.kind, "reason": m.reason} for m in in_force]
    in_force.update(withdrawn_at=at)
    mark = SelectionMark.objects.create(plan=plan, unit=unit, kind=kind, reason=text, by=actor, at=at)
    audit.record(
        actor,
        "mark_unit",
        unit,
        at=at,
        before=before[0] if before else None,
        after={"plan": plan.key, "kind": kind, "reason": text},
    )
    return mark


@transaction.atomic
def withdraw_mark(actor: Account, mark: SelectionMark, *, at: datetime) -> None:
    """Take a mark back; the row stays, with the time."""
    require(may_mark_unit(actor))
    changed = (
        SelectionMark.objects.for_actions()
        .filter(pk=mark.pk, withdrawn_at__isnull=True)
        .update(withdrawn_at=at)
    )
    if changed:
        audit.record(
            actor,
            "withdraw_mark",
            mark.unit,
            at=at,
            before={"plan": mark.plan.key, "kind": mark.kind, "reason": mark.reason},
        )
