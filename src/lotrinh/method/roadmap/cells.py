"""Neighbourhood cells: communes that one team can see on one tour, where no district stands above them.

Recursive bisection: as long as a group is larger than the target, it is cut in two halves of equal number
across its longer side (km). Deterministic: ties are broken by unit code. A unit without a point has no cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians

Place = tuple[str, float, float]
KM_PER_DEGREE = 111.195


def neighbourhood_cells(places: Iterable[Place], target_size: int) -> dict[str, str]:
    """Unit code → cell id (c01, c02 … from one corner to the other), from (code, lat, lon) in degrees."""
    groups = _split(sorted(places), target_size)
    return {code: f"c{i:02d}" for i, group in enumerate(groups, 1) for code, _, _ in group}


def _split(places: list[Place], target_size: int) -> list[list[Place]]:
    if len(places) <= target_size:
        return [places] if places else []
    axis = _longer_side(places)
    ordered = sorted(places, key=lambda p: (p[axis], p[0]))
    middle = len(ordered) // 2
    return _split(ordered[:middle], target_size) + _split(ordered[middle:], target_size)


def _longer_side(places: list[Place]) -> int:
    """1 to cut by latitude, 2 to cut by longitude."""
    lats, lons = [p[1] for p in places], [p[2] for p in places]
    height = (max(lats) - min(lats)) * KM_PER_DEGREE
    width = (max(lons) - min(lons)) * KM_PER_DEGREE * cos(radians(sum(lats) / len(lats)))
    return 1 if height >= width else 2
