"""The figures of a roadmap counted anew from its visits, and compared with what the roadmap states.

The definition is that of lotrinh.method.roadmap.aims; this is a second reckoning of the same sums, so that
a slip in one of them shows. Great circle by the haversine formula on a sphere of the mean radius 6371.0088
km (IUGG).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import chain

from lotrinh.method.roadmap.answer import Objective, Roadmap
from lotrinh.method.roadmap.constraints.record import Violation
from lotrinh.method.roadmap.problem import Problem, Team, Unit
from lotrinh.method.roadmap.timetable import Placed, Timetable
from lotrinh.method.roadmap.wording import number_en, number_vi
from lotrinh.method.trace import Reason

EARTH_KM = 6371.0088
_AIMS = (
    ("risk", "rủi ro được kiểm tra", "risk covered"),
    ("earliness", "rủi ro cao làm sớm", "earliness"),
    ("km", "quãng đường (km)", "kilometres"),
    ("balance", "chênh lệch giữa các đoàn", "balance"),
)


def recount(problem: Problem, roadmap: Roadmap) -> Objective:
    """The four aims of the visits that can be read."""
    table = Timetable(problem)
    placed = table.placed(roadmap)
    weight = problem.aims.get("kind_weight", {})
    worth = [p.unit.risk * weight.get(p.unit.kind, 1.0) for p in placed]
    horizon = len(problem.half_days)
    early = math.fsum(w * (1 - p.first / horizon) for w, p in zip(worth, placed, strict=True))
    return Objective(
        math.fsum(worth), early, math.fsum(_road(table, p) for p in placed), _spread(problem, placed)
    )


def total_of(problem: Problem, objective: Objective, soft: Iterable[Violation]) -> float:
    """The weighted sum less what the soft breaches cost."""
    w = problem.aims
    gain = w.get("risk", 0.0) * objective.risk + w.get("earliness", 0.0) * objective.earliness
    cost = w.get("km", 0.0) * objective.km + w.get("balance", 0.0) * objective.balance
    return float(gain - cost - math.fsum(problem.rule(v.rule).get("penalty", 0.0) * v.amount for v in soft))


def point_of(table: Timetable, unit: Unit) -> tuple[float, float] | None:
    """The unit's point, else its parent's, else None."""
    if unit.lat is not None and unit.lon is not None:
        return unit.lat, unit.lon
    parent = table.units.get(unit.parent) if unit.parent else None
    if parent is not None and parent.lat is not None and parent.lon is not None:
        return parent.lat, parent.lon
    return None


def road_km(table: Timetable, team: Team, unit: Unit) -> float | None:
    """Kilometres one way by the plan's road factor; None when one of the two places is not known."""
    point = point_of(table, unit)
    if team.home is None or point is None:
        return None
    return float(table.problem.aims.get("road_factor", 1.0)) * _great_circle(team.home, point)


def _road(table: Timetable, placed: Placed) -> float:
    """Both ways on every day of the visit; a place that is not known adds nothing."""
    one_way = road_km(table, placed.team, placed.unit)
    days = len({h.date for h in table.halves(placed)})
    return 0.0 if one_way is None else 2 * days * one_way


def _great_circle(one: tuple[float, float], other: tuple[float, float]) -> float:
    lat, lon, lat2, lon2 = map(math.radians, chain(one, other))
    chord = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(chord))


def _spread(problem: Problem, placed: Iterable[Placed]) -> float:
    load = {t.id: 0 for t in problem.teams}
    for p in placed:
        load[p.team.id] += p.last - p.first + 1
    return float(max(load.values()) - min(load.values())) if load else 0.0


def differences(problem: Problem, roadmap: Roadmap, objective: Objective, total: float) -> tuple[Reason, ...]:
    """Stated figures that are not true. A roadmap without a total states none."""
    found = []
    if roadmap.total is not None:
        for aim, vi, en in _AIMS:
            found += _differs(aim, vi, en, getattr(roadmap.objective, aim), getattr(objective, aim))
        found += _differs("total", "tổng điểm", "total", roadmap.total, total)
    if roadmap.bound is not None and roadmap.total is not None:
        found += _bound(roadmap.total, roadmap.bound, roadmap.gap)
    return tuple(found)


def _differs(key: str, vi: str, en: str, stated: float, counted: float) -> list[Reason]:
    if math.isclose(stated, counted, rel_tol=1e-6, abs_tol=1e-3):
        return []
    return [
        Reason(
            f"figures.{key}",
            f"Lộ trình ghi {vi} {number_vi(stated, 4)}, tính lại được {number_vi(counted, 4)}.",
            f"The roadmap states {en} {number_en(stated, 4)}; counted anew it is {number_en(counted, 4)}.",
            {"stated": stated, "counted": counted},
        )
    ]


def _bound(total: float, bound: float, gap: float | None) -> list[Reason]:
    """The bound is no smaller than the total, and the gap is what they give."""
    found = []
    if total > bound + 1e-6 * max(1.0, abs(bound)) + 1e-3:
        found.append(
            Reason(
                "figures.bound",
                f"Tổng điểm {number_vi(total, 4)} vượt cận trên {number_vi(bound, 4)}.",
                f"The total {number_en(total, 4)} exceeds the bound {number_en(bound, 4)}.",
                {"total": total, "bound": bound},
            )
        )
    true_gap = (bound - total) / abs(bound) if bound else 0.0
    if gap is not None and not math.isclose(gap, max(true_gap, 0.0), rel_tol=1e-3, abs_tol=1e-6):
        found += _differs_gap(gap, true_gap)
    return found


def _differs_gap(gap: float, true_gap: float) -> list[Reason]:
    return [
        Reason(
            "figures.gap",
            f"Lộ trình ghi khoảng cách {number_vi(gap * 100, 4)} %, tính lại được "
            f"{number_vi(true_gap * 100, 4)} %.",
            f"The roadmap states a gap of {number_en(gap * 100, 4)} %; counted anew it is "
            f"{number_en(true_gap * 100, 4)} %.",
            {"stated": gap, "counted": true_gap},
        )
    ]
