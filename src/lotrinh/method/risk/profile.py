"""The risk profile: which signals count, how much, on which scale, and where an unknown stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from lotrinh.method.definitions import Library
from lotrinh.method.faults import Fault, Faults

Share = Annotated[Decimal, Field(ge=0, le=1)]
Weight = Annotated[Decimal, Field(ge=0)]
Measure = Literal[
    "index_level",
    "index_fall",
    "papi_sectors",
    "latest_value",
    "open_findings",
    "oldest_finding",
    "days_since_inspection",
]


class _Strict(BaseModel):
    """No unknown keys, never changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SignalDefinition(_Strict):
    """One signal: its measure, its weight and its fixed scale (``best`` is shortfall 0, ``worst`` is 1)."""

    key: str
    measure: Measure
    index: str
    title_vi: str
    title_en: str
    weight: Weight
    unit_vi: str
    unit_en: str
    best: Decimal
    worst: Decimal
    kinds: tuple[str, ...]
    reason_vi: str
    reason_en: str
    mark: str
    max_age_years: int | None = None
    breaks: tuple[int, ...] = ()
    unknown_at: Share | None = None
    source: str = ""


class PapiSettings(_Strict):
    """How Hanoi's place among the provinces becomes a shortfall, and when a year is called old."""

    combine: dict[Literal["quantile", "distance"], Weight]
    best_quarter: Share
    breaks: tuple[int, ...]
    old_after_years: Annotated[int, Field(ge=1)]
    mapping: str


class SectorRow(_Strict):
    """One link from a PAPI sub-dimension to a sector, with its reason."""

    subdimension: str
    sector: str
    weight: Weight
    reason_vi: str
    reason_en: str


class NotMapped(_Strict):
    """A sub-dimension that speaks of no sector, with the reason."""

    subdimension: str
    reason_vi: str
    reason_en: str


class SectorMapping(_Strict):
    """All links; ``valid_years`` because names changed in 2016 and 2018."""

    key: str
    version: int
    valid_years: dict[Literal["from", "to"], int]
    licence: str
    mark: str
    not_mapped: tuple[NotMapped, ...]
    rows: tuple[SectorRow, ...]


class StabilitySettings(_Strict):
    """weight_sigma: standard deviation of the logarithm of a weight in a draw; draws: how many."""

    weight_sigma: Weight
    draws: Annotated[int, Field(gt=0)]


class LowRule(_Strict):
    """A field is low when more than this share of the other provinces is better."""

    better_share_above: Share


class ProfileFile(_Strict):
    """``definitions/risk/<key>.yaml`` as it stands."""

    key: str
    version: int
    title_vi: str
    title_en: str
    effective_from: date
    province: str
    licence: str
    mark: str
    note_vi: str
    note_en: str
    unknown_at: Share
    unknown_reason_vi: str
    unknown_reason_en: str
    remedy_unknown: Literal["open", "unknown"]
    stability: StabilitySettings
    low_when: LowRule
    papi: PapiSettings
    signals: tuple[SignalDefinition, ...]


class RiskProfile(ProfileFile):
    """The whole profile, with the mapping that it names read in."""

    mapping: SectorMapping

    def weights(self, override: Mapping[str, Any] | None = None) -> dict[str, Decimal]:
        """Weights by signal key, a plan's override on top; an unknown key or a negative weight is a fault."""
        weights = {s.key: s.weight for s in self.signals}
        for key, value in (override or {}).items():
            weight = Decimal(str(value))
            if key not in weights or weight < 0:
                raise Faults(_bad_weight(key, weight, sorted(weights)))
            weights[key] = weight
        return weights


def read_profile(library: Library, key: str = "hanoi") -> RiskProfile:
    """The profile ``risk/<key>.yaml`` of the library with its mapping. Raises Faults with file and line."""
    file = library.read(ProfileFile, "risk", f"{key}.yaml")
    mapping = library.read(SectorMapping, "risk", file.papi.mapping)
    return RiskProfile(**file.model_dump(), mapping=mapping)


def method_breaks(library: Library, key: str = "hanoi") -> dict[str, tuple[int, ...]]:
    """Years from which an index was made in another way, by index; no line and no difference crosses one."""
    file = library.read(ProfileFile, "risk", f"{key}.yaml")
    found: dict[str, set[int]] = {"papi": set(file.papi.breaks)}
    for signal in file.signals:
        found.setdefault(signal.index, set()).update(signal.breaks)
    return {index: tuple(sorted(years)) for index, years in sorted(found.items()) if years}


def _bad_weight(key: str, weight: Decimal, known: list[str]) -> Fault:
    return Fault(
        "risk.weight",
        f"weights.{key}",
        "Trọng số phải thuộc một dấu hiệu đã định nghĩa và không âm.",
        "A weight belongs to a defined signal and is not negative.",
        got=str(weight),
        expected=", ".join(known),
    )
