"""Keep the risk of the bodies of a plan as dated records; what held before stays and no longer holds."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from lotrinh.method.risk.results import RiskResult, ranked
from lotrinh.office.platform import audit
from lotrinh.office.registry.models import RiskMark, Unit

BATCH = 200


@transaction.atomic
def mark_risk(
    plan_key: str,
    results: Sequence[RiskResult],
    *,
    at: dt.datetime,
    stability: Mapping[str, Decimal] | None = None,
    actor: Any = None,
) -> int:
    """Store the risk of a plan's bodies. Returns how many rows; 0 when exactly these hold already.

    stability: by unit code, 0-1, how often the body stays in the chosen set. at: the moment, for the audit.
    """
    stability = stability or {}
    digest = _digest(plan_key, results, stability)
    holding = RiskMark.objects.filter(plan_key=plan_key, current=True)
    before = holding.values_list("digest", flat=True).first()
    if before == digest:
        return 0
    holding.update(current=False)
    units = dict(Unit.objects.values_list("code", "id"))
    rows = [
        _row(plan_key, rank, result, stability.get(result.unit_code), units[result.unit_code], digest, at)
        for rank, result in ranked(results)
    ]
    RiskMark.objects.bulk_create(rows, BATCH)
    audit.record(
        actor, "mark_risk", ("registry.risk", plan_key, plan_key), at=at, before={"digest": before},
        after={"digest": digest, "units": len(rows)},
    )  # fmt: skip
    return len(rows)


def _row(
    plan_key: str,
    rank: int,
    result: RiskResult,
    stability: Decimal | None,
    unit_id: int,
    digest: str,
    at: dt.datetime,
) -> RiskMark:
    return RiskMark(
        unit_id=unit_id, plan_key=plan_key, as_of=result.as_of, score=result.score, low=result.low,
        high=result.high, contributions=[part.as_dict() for part in result.contributions], rank=rank,
        stability=stability, last_inspected=result.last_inspected, open_findings=result.open_findings,
        shown_only=[item.as_dict() for item in result.shown_only], digest=digest, marked_at=at,
    )  # fmt: skip


def _digest(plan_key: str, results: Sequence[RiskResult], stability: Mapping[str, Decimal]) -> str:
    plain = sorted((result.as_dict() for result in results), key=lambda row: str(row["unit"]))
    steady = {code: str(share) for code, share in sorted(stability.items())}
    text = json.dumps([plan_key, plain, steady], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
