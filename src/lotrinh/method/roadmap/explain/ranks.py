"""Where a unit stands by risk among its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lotrinh.method.roadmap.problem import Unit


@dataclass(frozen=True, slots=True)
class Standing:
    """rank 1 is the highest risk; units of equal risk share a rank, equal counts the others. units: how
    many of the kind; visited: how many.
    """

    rank: int
    equal: int
    units: int
    visited: int
    lowest_visited: Unit | None


def standings(units: Iterable[Unit], visited: Iterable[str]) -> dict[str, Standing]:
    """The standing of every unit by code."""
    kinds: dict[str, list[Unit]] = {}
    for unit in units:
        kinds.setdefault(unit.kind, []).append(unit)
    codes = frozenset(visited)
    return {code: s for alike in kinds.values() for code, s in _kind(alike, codes).items()}


def _kind(units: list[Unit], visited: frozenset[str]) -> dict[str, Standing]:
    ordered = sorted(units, key=lambda u: (-u.risk, u.code))
    chosen = [u for u in ordered if u.code in visited]
    last = chosen[-1] if chosen else None
    out: dict[str, Standing] = {}
    alike = Counter(u.risk for u in units)
    rank, before = 0, None
    for place, unit in enumerate(ordered, start=1):
        if unit.risk != before:
            rank, before = place, unit.risk
        out[unit.code] = Standing(rank, alike[unit.risk] - 1, len(ordered), len(chosen), last)
    return out


def place_vi(standing: Standing) -> str:
    """đứng thứ 3 (cùng 2 đơn vị khác)."""
    tail = f" (cùng {standing.equal} đơn vị khác)" if standing.equal else ""
    return f"đứng thứ {standing.rank}{tail}"


def place_en(standing: Standing) -> str:
    """number 3 (with 2 others)."""
    tail = f" (with {standing.equal} others)" if standing.equal else ""
    return f"number {standing.rank}{tail}"
