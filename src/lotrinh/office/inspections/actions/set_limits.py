"""Set the days of a limit for a plan, in place of the default of the workflow."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.limits import spans_of
from lotrinh.office.inspections.models import LimitSetting
from lotrinh.office.inspections.policies import may_set_limits
from lotrinh.office.planning.models import Plan
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

MOST_DAYS = 366
UNITS = ("working", "calendar")


@transaction.atomic
def set_limit(
    actor: Account, plan: Plan, key: str, days: int, unit: str, reason: str, *, at: datetime
) -> LimitSetting:
    """days of the unit 'working' or 'calendar'; counts for what is computed from now on. Raises Faults."""
    require(may_set_limits(actor))
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    _check(key, days, unit, reason)
    before = spans_of(plan)[key]
    LimitSetting.objects.filter(plan=plan, key=key, current=True).update(current=False)
    row = LimitSetting.objects.create(
        plan=plan, key=key, days=days, unit=unit, reason=reason.strip(), by=actor, at=at
    )
    audit.record(
        actor,
        "set_limits",
        plan,
        at=at,
        before={"limit": key, "days": before.days, "unit": before.unit},
        after={"limit": key, "days": days, "unit": unit},
        note=reason.strip(),
    )
    return row


@transaction.atomic
def reset_limit(actor: Account, plan: Plan, key: str, *, at: datetime) -> None:
    """Back to the default of the workflow; what was set stays on record. Raises Faults."""
    require(may_set_limits(actor))
    _known(key)
    rows = LimitSetting.objects.filter(plan=plan, key=key, current=True)
    if rows.update(current=False):
        span = spans_of(plan)[key]
        after = {"limit": key, "days": span.days, "unit": span.unit}
        audit.record(actor, "set_limits", plan, at=at, before={"limit": key}, after=after)


def _known(key: str) -> None:
    keys = list(spans_of(None))
    if key not in keys:
        raise Faults(
            Fault(
                "inspections.no_such_limit",
                "key",
                "Quy trình không có thời hạn này; hãy chọn một trong các thời hạn đã nêu.",
                "The workflow has no such limit; choose one of those that are named.",
                got=key,
                expected=", ".join(keys),
            )
        )


def _check(key: str, days: int, unit: str, reason: str) -> None:
    _known(key)
    faults = []
    if not 0 <= days <= MOST_DAYS:
        vi, en = "Số ngày phải từ 0 đến 366.", "The days are between 0 and 366."
        faults.append(Fault("inspections.limit_days", "days", vi, en, got=str(days), expected="0–366"))
    if unit not in UNITS:
        vi, en = "Hãy chọn ngày làm việc hoặc ngày.", "Choose working days or calendar days."
        faults.append(Fault("inspections.limit_unit", "unit", vi, en, got=unit, expected=", ".join(UNITS)))
    if not reason.strip():
        vi, en = "Hãy ghi lý do hoặc căn cứ.", "Give the reason or the basis."
        faults.append(Fault("inspections.limit_reason", "reason", vi, en, expected="text"))
    if faults:
        raise Faults(faults)
