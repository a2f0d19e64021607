"""Take the plans of the definitions into the database; a known plan changes only with its digest."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from lotrinh.method.definitions import Library
from lotrinh.office.planning.models import Plan
from lotrinh.office.platform import audit
from lotrinh.office.registry.models import Register

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@transaction.atomic
def load_plans(actor: Account | None, library: Library, *, at: datetime) -> list[Plan]:
    """All plans, new or known; again idempotent."""
    return [_load(actor, definition, at) for definition in map(library.plan, library.plans())]


def _load(actor: Account | None, definition: Any, at: datetime) -> Plan:
    raw = definition.model_dump(mode="json", by_alias=True)
    digest = hashlib.sha256(json.dumps(raw, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    known = Plan.objects.filter(key=definition.key).first()
    if known is not None and known.digest == digest:
        return known
    values = {
        "number": definition.number,
        "title": definition.title.vi,
        "issued_on": definition.date,
        "period_start": definition.period.start,
        "period_end": definition.period.end,
        "register": Register.objects.get(key=definition.register_key),
        "definition": raw,
        "digest": digest,
    }
    plan, _ = Plan.objects.update_or_create(key=definition.key, defaults=values)
    audit.record(
        actor,
        "load_plan",
        plan,
        at=at,
        before={"digest": known.digest} if known else None,
        after={"digest": digest},
    )
    return plan
