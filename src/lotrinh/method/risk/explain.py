"""The risk of a body in sentences, each figure with its source."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lotrinh.method.risk.observations import Observation
from lotrinh.method.risk.results import Contribution, RiskResult
from lotrinh.method.risk.sentences import plain, short, vi_date, vi_number, vi_plain
from lotrinh.method.trace import Reason

INDEX_NAMES = {
    "par": ("Chỉ số CCHC", "PAR Index"),
    "sipas": ("SIPAS", "SIPAS"),
    "finding": ("kết quả kiểm tra", "inspection"),
    "late_dossiers": ("hồ sơ trễ hạn", "late dossiers"),
    "overdue_tasks": ("nhiệm vụ quá hạn", "overdue tasks"),
    "complaints": ("phản ánh, kiến nghị", "complaints"),
    "self_minus_appraised": ("tự chấm so với thẩm định", "self-score against appraised"),
}


def explain(result: RiskResult) -> list[Reason]:
    """The score and its range, the signals by points, what is unknown, what is shown only."""
    out = [_score(result)]
    spoken = sorted(
        (c for c in result.contributions if c.status in ("known", "bounded")),
        key=lambda c: (-c.points, c.signal),
    )
    for item in spoken:
        out += [_line(item), *item.reasons]
    blank = [c for c in result.contributions if c.status == "unknown"]
    out += [r for c in blank for r in c.reasons if r.source] + _unknown(blank)
    for item in result.contributions:
        if item.status == "not_applicable":
            out += item.reasons
    return out + [_shown_only(o) for o in result.shown_only]


def _score(result: RiskResult) -> Reason:
    score, low, high = short(result.score), short(result.low), short(result.high)
    gap = short(result.unknown_points)
    return Reason(
        "risk.score",
        f"{result.unit_name}: rủi ro {vi_number(score)}/100, trong khoảng {vi_number(low)} đến "
        f"{vi_number(high)} theo số liệu công bố đến ngày {vi_date(result.as_of)}; {vi_number(gap)} điểm là "
        "phần chưa biết được tính theo mức đã đặt trước.",
        f"{result.unit_name}: risk {score} of 100, between {low} and {high} by what was published until "
        f"{result.as_of}; {gap} points are unknown parts, counted at the level set beforehand.",
        {"score": str(result.score), "low": str(result.low), "high": str(result.high)},
    )


def _line(item: Contribution) -> Reason:
    points, full = short(item.points), short(item.weight)
    bounded = item.status == "bounded"
    return Reason(
        f"risk.{item.signal}",
        f"{item.title_vi}: {vi_number(points)} trên {vi_number(full)} điểm"
        + (", chỉ biết một phần." if bounded else "."),
        f"{item.title_en}: {points} of {full} points" + (", only partly known." if bounded else "."),
        {"points": str(item.points), "weight": str(item.weight), "shortfall": str(item.shortfall)},
    )


def _unknown(items: Sequence[Contribution]) -> list[Reason]:
    """One sentence for all signals without data, so that the rest can be read."""
    if not items:
        return []
    points = short(sum((c.points for c in items), Decimal(0)))
    full = short(sum((c.weight for c in items), Decimal(0)))
    return [
        Reason(
            "risk.unknown",
            f"Chưa có dữ liệu: {'; '.join(c.title_vi for c in items)}. Không coi là tốt, không coi là kém: "
            f"tính {vi_number(points)} trên {vi_number(full)} điểm theo mức đã đặt, thực tế có thể từ 0 đến "
            f"{vi_number(full)}.",
            f"No data: {'; '.join(c.title_en for c in items)}. Taken neither as good nor as bad: {points} of "
            f"{full} points by the level set; the truth may be anything from 0 to {full}.",
            {"points": str(points), "weight": str(full), "signals": [c.signal for c in items]},
        )
    ]


def _shown_only(item: Observation) -> Reason:
    name_vi, name_en = INDEX_NAMES.get(item.index, (item.index, item.index))
    told_vi = vi_plain(item.value) if item.value is not None else item.note
    told_en = plain(item.value) if item.value is not None else item.note_en or item.note
    return Reason(
        "risk.shown_only",
        f"Trước khi sáp nhập ({item.label}, {name_vi}, {item.year}): {told_vi}. "
        "Chỉ để tham khảo, không tính vào điểm của đơn vị mới.",
        f"Before the merger ({item.label}, {name_en}, {item.year}): {told_en}. "
        "For information only; it does not enter the score of the new body.",
        {"index": item.index, "year": item.year, "unit": item.subject},
        item.source,
    )
