"""The weakest signals of the unit's risk under the plan: what stands behind them?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from lotrinh.method.trace import Reason
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.questioning.sources import Proposed, key_of, question_source
from lotrinh.office.registry.models import RiskMark

MOST = 5
MEASURED = ("known", "bounded")


@question_source("risk", order=30)
def from_risk(inspection: Inspection, at: datetime) -> list[Proposed]:
    """The five largest contributions that rest on figures; what is not known is no weakness of the unit."""
    if inspection.plan is None:
        return []
    marks = RiskMark.objects.filter(unit=inspection.unit, plan_key=inspection.plan.key, current=True)
    mark = marks.order_by("-as_of", "-pk").first()
    if mark is None:
        return []
    parts = [p for p in mark.contributions if p.get("status") in MEASURED and Decimal(p["points"]) > 0]
    parts.sort(key=lambda p: (-Decimal(p["points"]), p["signal"]))
    return [_question(part, mark) for part in parts[:MOST]]


def _question(part: Mapping[str, Any], mark: RiskMark) -> Proposed:
    points = f"{Decimal(part['points']):.1f}"
    why = [r for r in part.get("reasons", []) if r.get("vi")]
    vi = " ".join(
        [f"Điểm rủi ro {points.replace('.', ',')} ({mark.as_of:%d/%m/%Y}).", *(r["vi"] for r in why)]
    )
    en = " ".join([f"{points} points of risk ({mark.as_of:%d/%m/%Y}).", *(r["en"] for r in why)])
    return Proposed(
        key_of("risk", part["signal"]),
        "risk",
        f"{part['title_vi']}: vì sao kết quả thấp và đơn vị đã làm gì để cải thiện?",
        f"{part['title_en']}: why is the result weak, and what has the body done to improve it?",
        Reason("inspections.weak_signal", vi, en, {"signal": part["signal"], "points": part["points"]}),
        answer="text",
        subject=str(part["signal"])[:120],
    )
