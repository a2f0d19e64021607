"""How the fields that a plan names stand by PAPI alone, and whether that agrees with the plan.

The rule is stated in the profile: a field is low when, over its sub-dimensions, the mean share of the other
provinces that are better is above ``low_when.better_share_above``. A mean that is nearer to that line than
one province is at the border, and nothing is concluded from it. What the data says is reported as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from lotrinh.method.risk.observations import Observation
from lotrinh.method.risk.papi import PapiYear, Standing, papi_year, sector_shortfall
from lotrinh.method.risk.profile import RiskProfile
from lotrinh.method.risk.sentences import short, standing
from lotrinh.method.trace import Reason

Verdict = Literal["low", "at_the_border", "not_low", "not_measured"]
VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    "low": ("thấp, khớp với kế hoạch", "low, as the plan says"),
    "at_the_border": (
        "sát mốc, chênh chưa đến một tỉnh nên chưa kết luận được",
        "at the line, nearer than one province, so that nothing can be concluded",
    ),
    "not_low": ("không thấp, không khớp với kế hoạch", "not low, other than the plan says"),
    "not_measured": ("PAPI không đo", "not measured by PAPI"),
}
_STEP = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class FocusField:
    """One field. better_share: mean over its sub-dimensions (weights of the mapping), 0-1; None when not
    measured.

    lowest_quarter: sub-dimensions in which three quarters or more of the others are better. agrees: the
    plan calls the field low and the data does too; None at the border and where PAPI does not measure the
    field.
    """

    sector: str
    name_vi: str
    name_en: str
    year: int
    verdict: Verdict
    agrees: bool | None
    better_share: Decimal | None
    shortfall: Decimal | None
    standings: tuple[Standing, ...]
    lowest_quarter: tuple[str, ...]
    rows_without_score: int
    reasons: tuple[Reason, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain data; decimals as text."""
        return {
            "sector": self.sector,
            "name_vi": self.name_vi,
            "name_en": self.name_en,
            "year": self.year,
            "verdict": self.verdict,
            "agrees": self.agrees,
            "better_share": _text(self.better_share),
            "shortfall": _text(self.shortfall),
            "lowest_quarter": list(self.lowest_quarter),
            "rows_without_score": self.rows_without_score,
            "standings": [_standing_dict(s) for s in self.standings],
            "reasons": [r.as_dict() for r in self.reasons],
        }


def focus_fields(
    profile: RiskProfile,
    observations: Iterable[Observation],
    fields: Sequence[str],
    *,
    year: int = 2019,
    names: Mapping[str, tuple[str, str]] | None = None,
) -> list[FocusField]:
    """The fields in the order of the plan; empty when the province has no scores that year."""
    papi = papi_year(profile, observations, year)
    if papi is None:
        return []
    return [_field(profile, papi, key, (names or {}).get(key, (key, key))) for key in fields]


def _field(profile: RiskProfile, papi: PapiYear, key: str, name: tuple[str, str]) -> FocusField:
    share, used, without = sector_shortfall(profile, papi, key)
    weights = {r.subdimension: r.weight for r in profile.mapping.rows if r.sector == key}
    if share is None:
        reason = _not_measured(name, papi.year)
        return FocusField(key, *name, papi.year, "not_measured", None, None, None, (), (), without, (reason,))
    total = sum((weights[s.subdimension] for s in used), Decimal(0))
    better = (sum((weights[s.subdimension] * s.better_share for s in used), Decimal(0)) / total).quantize(
        _STEP
    )
    verdict = _judge(better, profile, used)
    agrees = None if verdict == "at_the_border" else verdict == "low"
    worst = tuple(s.subdimension for s in used if s.better_share >= Decimal("0.75"))
    reasons = (_verdict(name, papi.year, better, verdict, profile), *(standing(s) for s in used))
    return FocusField(
        key, *name, papi.year, verdict, agrees, better, share, tuple(used), worst, without, reasons
    )


def _judge(better: Decimal, profile: RiskProfile, used: Sequence[Standing]) -> Verdict:
    """One province more or fewer must not decide."""
    line = profile.low_when.better_share_above
    one = Decimal(1) / (min(s.provinces for s in used) - 1)
    if abs(better - line) < one:
        return "at_the_border"
    return "low" if better > line else "not_low"


def _verdict(
    name: tuple[str, str], year: int, better: Decimal, verdict: Verdict, profile: RiskProfile
) -> Reason:
    percent, rule = short(better * 100, 0), short(profile.low_when.better_share_above * 100, 0)
    vi, en = VERDICTS[verdict]
    return Reason(
        "risk.focus.verdict",
        f"{name[0]}: trung bình {percent}% số tỉnh khác cao hơn Hà Nội theo PAPI {year} (mốc {rule}%): {vi}.",
        f"{name[1]}: on average {percent} % of the other provinces are above Hanoi in PAPI {year} "
        f"(rule: {rule} %): {en}.",
        {"year": year, "better_share": str(better), "verdict": verdict},
    )


def _not_measured(name: tuple[str, str], year: int) -> Reason:
    return Reason(
        "risk.focus.not_measured",
        f"{name[0]}: PAPI {year} không đo lĩnh vực này.",
        f"{name[1]}: PAPI {year} does not measure this field.",
        {"year": year},
    )


def _standing_dict(item: Standing) -> dict[str, Any]:
    return {
        "subdimension": item.subdimension,
        "name_vi": item.observation.label,
        "name_en": item.observation.label_en,
        "score": str(item.score),
        "rank": item.rank,
        "provinces": item.provinces,
        "missing": item.missing,
        "better_share": str(item.better_share),
        "median": str(item.median),
        "best_quarter": str(item.best_quarter),
        "distance": str(item.distance),
        "shortfall": str(item.shortfall),
        "source": item.observation.source.as_dict(),
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
