"""What risk returns: contributions that add up exactly to the score of a body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from lotrinh.method.risk.observations import Observation
from lotrinh.method.risk.readings import Status
from lotrinh.method.trace import Reason


@dataclass(frozen=True, slots=True)
class Contribution:
    """One signal of one body.

    weight: points at full shortfall (the weights of the applicable signals of a body add up to exactly 100).
    shortfall: 0-1, where the signal is counted; low and high: the points at its best and worst end.
    points = weight x shortfall, exactly. status: known | bounded | unknown | not_applicable.
    """

    signal: str
    title_vi: str
    title_en: str
    weight: Decimal
    shortfall: Decimal
    points: Decimal
    low: Decimal
    high: Decimal
    status: Status
    observations: tuple[Observation, ...]
    reasons: tuple[Reason, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain data; decimals as text."""
        return {
            "signal": self.signal,
            "title_vi": self.title_vi,
            "title_en": self.title_en,
            "weight": str(self.weight),
            "shortfall": str(self.shortfall),
            "points": str(self.points),
            "low": str(self.low),
            "high": str(self.high),
            "status": self.status,
            "observations": [o.as_dict() for o in self.observations],
            "reasons": [r.as_dict() for r in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class RiskResult:
    """score = sum of the points, low = sum of the lows, high = sum of the highs; 0-100, not rounded.

    unknown_points: how much of the score is there only because an unknown is counted where the profile
    says. last_inspected: the last visit known, None = no data (not 'never'). open_findings: known and
    counted as open, None = no data. shown_only: results of merged bodies, which enter nothing.
    """

    unit_code: str
    unit_name: str
    kind: str
    as_of: date
    score: Decimal
    low: Decimal
    high: Decimal
    contributions: tuple[Contribution, ...]
    last_inspected: date | None = None
    open_findings: int | None = None
    shown_only: tuple[Observation, ...] = ()

    @property
    def unknown_points(self) -> Decimal:
        """Points above the low end."""
        return self.score - self.low

    def contribution(self, signal: str) -> Contribution:
        """The contribution of one signal; KeyError when the profile has none."""
        return {c.signal: c for c in self.contributions}[signal]

    def as_dict(self) -> dict[str, Any]:
        """Plain data; decimals as text."""
        return {
            "unit": self.unit_code,
            "name": self.unit_name,
            "kind": self.kind,
            "as_of": self.as_of.isoformat(),
            "score": str(self.score),
            "low": str(self.low),
            "high": str(self.high),
            "last_inspected": self.last_inspected.isoformat() if self.last_inspected else None,
            "open_findings": self.open_findings,
            "contributions": [c.as_dict() for c in self.contributions],
            "shown_only": [o.as_dict() for o in self.shown_only],
        }


def ranked(results: Sequence[RiskResult]) -> list[tuple[int, RiskResult]]:
    """(rank within its kind, result) by falling score; equal scores share the better rank (1, 2, 2, 4)."""
    out: list[tuple[int, RiskResult]] = []
    for kind in sorted({r.kind for r in results}):
        rows = sorted((r for r in results if r.kind == kind), key=lambda r: (-r.score, r.unit_code))
        rank = 0
        for place, row in enumerate(rows, start=1):
            if place == 1 or row.score != rows[place - 2].score:
                rank = place
            out.append((rank, row))
    return out
