"""What pages draw: the parts of a risk as a stacked bar, the figures of an index as runs of points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lotrinh.office.registry.models import RiskMark
from lotrinh.office.registry.queries.results import Line, ResultTable

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 560, 170, 40, 24, 22, 26


def risk_segments(mark: RiskMark, language: str, *, small: bool = False) -> list[dict[str, Any]]:
    """What is known first, in the order of the profile, then what is counted without being known.

    small: the unknown parts as one, for a bar in a table.
    """
    known, unknown = [], []
    for place, part in enumerate(mark.contributions):
        low, points = Decimal(part["low"]), Decimal(part["points"])
        name = part["title_en"] if language == "en" else part["title_vi"]
        tone = place % 8 + 1
        if low > 0:
            known.append({"label": f"{name}: {low:.1f}", "value": low, "tone": tone})
        if points > low:
            unknown.append(
                {"label": f"{name}: {points - low:.1f} (?)", "value": points - low, "unknown": True}
            )
    if small and unknown:
        label = "No data" if language == "en" else "Chưa có dữ liệu"
        total = sum((Decimal(str(part["value"])) for part in unknown), Decimal(0))
        unknown = [{"label": f"{label}: {total:.1f}", "value": total, "unknown": True}]
    return [*known, *unknown]


def risk_parts(mark: RiskMark) -> dict[str, list[dict[str, Any]]]:
    """The contributions with their tone: known (or in part), unknown, not applicable; heaviest first."""
    parts = [
        {
            **part,
            "tone": place % 8 + 1,
            "points": Decimal(part["points"]),
            "weight": Decimal(part["weight"]),
            "low": Decimal(part["low"]),
            "high": Decimal(part["high"]),
        }
        for place, part in enumerate(mark.contributions)
    ]
    parts.sort(key=lambda part: -part["points"])
    groups: dict[str, list[dict[str, Any]]] = {"known": [], "unknown": [], "not_applicable": []}
    for part in parts:
        groups["known" if part["status"] == "bounded" else part["status"]].append(part)
    return groups


@dataclass(frozen=True)
class Dot:
    """One figure of a chart."""

    x: float
    y: float
    year: int
    value: Decimal


@dataclass(frozen=True)
class Chart:
    """Runs of points in the units of the drawing; a run never crosses a break."""

    runs: list[list[Dot]]
    breaks: list[tuple[float, int]]
    years: list[tuple[float, int]]
    levels: list[tuple[float, Decimal]]

    @property
    def paths(self) -> list[str]:
        """One polyline a run."""
        return [" ".join(f"{dot.x:.1f},{dot.y:.1f}" for dot in run) for run in self.runs if len(run) > 1]

    @property
    def dots(self) -> list[Dot]:
        """Every figure."""
        return [dot for run in self.runs for dot in run]


def chart(table: ResultTable, line: Line) -> Chart | None:
    """The figures of one component by year; None when there are fewer than two."""
    values: Mapping[int, Decimal] = {
        year: row.value for year, row in line.by_year.items() if row.value is not None
    }
    if len(values) < 2:
        return None
    years = list(range(min(table.years), max(table.years) + 1))
    low, high = _levels(list(values.values()))
    step = (WIDTH - LEFT - RIGHT) / max(len(years) - 1, 1)
    xs = {year: LEFT + step * place for place, year in enumerate(years)}

    def height(value: Decimal) -> float:
        return TOP + float((high - value) / (high - low)) * (HEIGHT - TOP - BOTTOM)

    runs = [[Dot(xs[y], height(values[y]), y, values[y]) for y in run if y in values] for run in table.runs()]
    breaks = [(xs[year] - step / 2, year) for year in sorted(table.breaks)]
    grid = [(height(level), level) for level in (low, (low + high) / 2, high)]
    return Chart([run for run in runs if run], breaks, [(xs[year], year) for year in years], grid)


def _levels(values: list[Decimal]) -> tuple[Decimal, Decimal]:
    """Round ends of the scale below and above the figures."""
    low, high = min(values), max(values)
    step = next(
        (s for s in map(Decimal, ("0.1", "0.5", "1", "2", "5", "10", "50")) if (high - low) <= 4 * s),
        Decimal(100),
    )
    return (low // step) * step, (high // step + 1) * step
