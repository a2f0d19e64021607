"""The what-if curve as a drawing: points in the space of an SVG, with what each one says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lotrinh.method.trace import Reason
from lotrinh.office.planning.models import WhatIfCurve

LEFT, RIGHT, TOP, BOTTOM = 70.0, 620.0, 20.0, 260.0


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One number of teams; x and y in the drawing, top: where its bound stands."""

    x: float
    y: float
    top: float | None
    teams: int
    days: float
    visits: int
    risk: float
    bound: float | None
    now: bool
    verified: bool
    reason: Reason


@dataclass(frozen=True, slots=True)
class Chart:
    """The points from few teams to many, the line through them, and lines across with their figures."""

    points: tuple[ChartPoint, ...]
    path: str
    lines: tuple[tuple[float, float], ...]
    missing: tuple[int, ...]


def chart_of(curve: WhatIfCurve | None) -> Chart | None:
    """None while there is nothing to draw."""
    raw = [p for p in curve.points if p["risk"] is not None] if curve is not None else []
    if not raw:
        return None
    low, high = _span(raw)
    now = next((p["risk"] for p in raw if p["step"] == 0), None)
    points = tuple(_point(i, len(raw), p, low, high, now) for i, p in enumerate(raw))
    path = "M" + "L".join(f"{p.x:.1f} {p.y:.1f}" for p in points)
    lines = tuple((_y(low + (high - low) * k / 4, low, high), low + (high - low) * k / 4) for k in range(5))
    gone = tuple(p["teams"] for p in (curve.points if curve else ()) if p["risk"] is None)
    return Chart(points, path, lines, gone)


def _span(raw: list[dict[str, Any]]) -> tuple[float, float]:
    values = [float(v) for p in raw for v in (p["risk"], p["risk_bound"]) if v is not None]
    room = max(max(values) - min(values), 1.0) * 0.1
    return max(0.0, min(values) - room), max(values) + room


def _y(value: float, low: float, high: float) -> float:
    return BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP)


def _point(
    place: int, count: int, raw: dict[str, Any], low: float, high: float, now: float | None
) -> ChartPoint:
    x = (LEFT + RIGHT) / 2 if count == 1 else LEFT + 30 + (RIGHT - LEFT - 60) * place / (count - 1)
    bound = raw["risk_bound"]
    return ChartPoint(
        x, _y(raw["risk"], low, high), None if bound is None else _y(bound, low, high), raw["teams"],
        raw["team_days"], raw["visits"], raw["risk"], bound, raw["step"] == 0, raw["verified"],
        _says(raw["step"], raw["risk"], now),
    )  # fmt: skip


def _says(step: int, risk: float, now: float | None) -> Reason:
    if step == 0 or now is None:
        return Reason("whatif.now", "Số đoàn của kế hoạch.", "The teams of the plan.")
    change, share = risk - now, 100 * (risk - now) / now if now else 0.0
    more_vi, more_en = ("Thêm", "more") if step > 0 else ("Bớt", "fewer")
    figure = f"{change:+.0f}", f"{share:+.1f}"
    return Reason(
        "whatif.change",
        f"{more_vi} {abs(step)} đoàn: {figure[0]} điểm rủi ro ({figure[1].replace('.', ',')} %).",
        f"{abs(step)} {more_en}: {figure[0]} points of risk ({figure[1]} %).",
        {"step": step, "change": change},
    )
