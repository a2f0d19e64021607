"""Ask for a roadmap: a row that waits and a job that takes it, in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.planning import states
from lotrinh.office.planning.models import Build, Plan
from lotrinh.office.planning.policies import may_build
from lotrinh.office.planning.tasks import run_build_task
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

LONGEST = 600.0


@transaction.atomic
def request_build(actor: Account, plan: Plan, *, seed: int, limit: float, at: datetime) -> Build:
    """limit: work limit in seconds, at most ten minutes."""
    require(may_build(actor))
    if not 0 < limit <= LONGEST:
        raise Faults(
            Fault(
                "planning.limit_out_of_range",
                "limit",
                "Giới hạn phải từ 1 đến 600 giây.",
                "The limit is between 1 and 600 seconds.",
                got=str(limit),
                expected="1–600",
            )
        )
    build = Build.objects.create(
        plan=plan, status=states.QUEUED, seed=seed, limit=limit, requested_by=actor, requested_at=at
    )
    audit.record(actor, "request_build", plan, at=at, after={"build": build.pk, "seed": seed, "limit": limit})
    run_build_task.enqueue(build.pk)
    return build
