"""Hanoi's place among the provinces, by PAPI sub-dimension and year.

PAPI is made for provinces. A score means little alone, so it is measured against the other provinces of the
same year: the share of them that is better (quantile) and the distance to the best quarter. Years are never
joined, so the changes of 2016, 2018 and 2021 cannot leak in; provinces without a score are left out and
counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lotrinh.method.risk.observations import Observation
from lotrinh.method.risk.profile import PapiSettings, RiskProfile
from lotrinh.method.risk.readings import ONE, ZERO

_STEP = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Standing:
    """One sub-dimension in one year.

    rank: 1 + provinces better. better_share: (better + half of the equal others) / others, 0-1.
    best_quarter: the score at the border of the best quarter (linear between neighbours). distance: points
    below it, at least 0. shortfall: the stated combination of better_share and distance / (border -
    lowest), 0-1.
    """

    subdimension: str
    year: int
    observation: Observation
    score: Decimal
    rank: int
    provinces: int
    missing: int
    better_share: Decimal
    best_quarter: Decimal
    median: Decimal
    distance: Decimal
    shortfall: Decimal


@dataclass(frozen=True, slots=True)
class PapiYear:
    """Standings of the province by sub-dimension in one year."""

    year: int
    standings: Mapping[str, Standing]


def papi_year(
    profile: RiskProfile, observations: Iterable[Observation], year: int | None = None
) -> PapiYear | None:
    """The newest year with scores of the province (or the one asked for); None when there is none."""
    by_year: dict[int, list[Observation]] = {}
    for item in observations:
        if item.index == "papi" and _mapped(profile, item.year):
            by_year.setdefault(item.year, []).append(item)
    own = [
        y
        for y, rows in by_year.items()
        if any(o.subject == profile.province and o.value is not None for o in rows)
    ]
    chosen = year if year is not None else max(own, default=None)
    if chosen not in own:
        return None
    return PapiYear(chosen, _standings(profile, chosen, by_year[chosen]))


def sector_shortfall(
    profile: RiskProfile, papi: PapiYear, sector: str
) -> tuple[Decimal | None, list[Standing], int]:
    """Weighted mean of the shortfalls of the sector's sub-dimensions; the standings used; how many rows had
    none.

    None when no row of the sector has a score (or none exists): PAPI says nothing about it.
    """
    rows = [r for r in profile.mapping.rows if r.sector == sector]
    used = [(r.weight, papi.standings[r.subdimension]) for r in rows if r.subdimension in papi.standings]
    total = sum((w for w, _ in used), ZERO)
    if not total:
        return None, [], len(rows)
    mean = sum((w * s.shortfall for w, s in used), ZERO) / total
    return mean.quantize(_STEP), [s for _, s in used], len(rows) - len(used)


def _mapped(profile: RiskProfile, year: int) -> bool:
    years = profile.mapping.valid_years
    return years["from"] <= year <= years["to"]


def _standings(profile: RiskProfile, year: int, rows: list[Observation]) -> dict[str, Standing]:
    provinces = {o.subject for o in rows}
    out: dict[str, Standing] = {}
    for key in sorted({o.component for o in rows}):
        scored = [o for o in rows if o.component == key and o.value is not None]
        own = [o for o in scored if o.subject == profile.province]
        if own and len(scored) > 1:
            out[key] = _standing(profile.papi, year, own[0], scored, len(provinces) - len(scored))
    return out


def _standing(
    settings: PapiSettings, year: int, own: Observation, scored: list[Observation], missing: int
) -> Standing:
    score = own.value if own.value is not None else ZERO
    others = [o.value for o in scored if o is not own and o.value is not None]
    better = sum(v > score for v in others)
    equal = sum(v == score for v in others)
    share = (Decimal(better) + Decimal(equal) / 2) / len(others)
    values = sorted([*others, score])
    border = _quantile(values, settings.best_quarter)
    distance = max(ZERO, border - score)
    far = distance / (border - values[0]) if border > values[0] else ZERO
    weights = settings.combine
    mixed = (weights["quantile"] * share + weights["distance"] * far) / sum(weights.values(), ZERO)
    return Standing(
        own.component,
        year,
        own,
        score,
        1 + better,
        len(scored),
        missing,
        share.quantize(_STEP),
        border.quantize(_STEP),
        _quantile(values, Decimal("0.5")).quantize(_STEP),
        distance.quantize(_STEP),
        min(ONE, mixed).quantize(_STEP),
    )


def _quantile(values: list[Decimal], share: Decimal) -> Decimal:
    """Linear interpolation at (n - 1) x share, the rule of R's type 7 and of numpy's default."""
    place = share * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)
