"""The four aims of a roadmap, measured in their own units, and the total that is maximised.

With kind weights k, positions of starts 0 ... H-1 over the H half days of the period:

* risk: sum of risk_u x k over the visits;
* earliness: the same sum, each visit weighted by 1 - position / H;
* km: road factor x 2 x great circle (team's home, unit) for every day on which a half day of the visit lies;
  a unit without a point has that of its parent; where one of the two places is unknown nothing is added;
* balance: half days on the spot of the most loaded team less those of the least loaded.

total = w.risk x risk + w.earliness x earliness - w.km x km - w.balance x balance - penalties of soft
breaches.
Great circle on a sphere of radius 6371.0088 km (mean radius, IUGG).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from lotrinh.method.roadmap.answer import Objective, Visit
from lotrinh.method.roadmap.constraints.record import Violation
from lotrinh.method.roadmap.problem import Problem, Team, Unit

EARTH_KM = 6371.0088


def worth(problem: Problem, unit: Unit) -> float:
    """What a visit to the unit counts towards the aim of risk."""
    return float(unit.risk * problem.aims.get("kind_weight", {}).get(unit.kind, 1.0))


def weight(problem: Problem, aim: str) -> float:
    """Weight of risk, earliness, km or balance; an aim that is not named does not count."""
    return float(problem.aims.get(aim, 0.0))


def place(unit: Unit, parent: Unit | None) -> tuple[float, float] | None:
    """(lat, lon) of the unit, else of its parent, else None."""
    for body in (unit, parent):
        if body is not None and body.lat is not None and body.lon is not None:
            return body.lat, body.lon
    return None


def day_trip(problem: Problem, team: Team, unit: Unit, parent: Unit | None) -> float | None:
    """Kilometres by road there and back once; None when a place is unknown."""
    there = place(unit, parent)
    if team.home is None or there is None:
        return None
    return float(problem.aims.get("road_factor", 1.0)) * 2 * great_circle(team.home, there)


def great_circle(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points in degrees, by the haversine formula."""
    lat, lon = math.radians(one[0]), math.radians(one[1])
    lat2, lon2 = math.radians(other[0]), math.radians(other[1])
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def measure(problem: Problem, visits: Sequence[Visit]) -> Objective:
    """The four aims of visits that lie on half days of the problem; KeyError when one does not."""
    units = {u.code: u for u in problem.units}
    teams = {t.id: t for t in problem.teams}
    position = {h: i for i, h in enumerate(problem.half_days)}
    load = dict.fromkeys(teams, 0)
    risk, early, km = [], [], []
    for v in visits:
        unit, first, last = units[v.unit], position[v.start], position[v.end]
        load[v.team] += last - first + 1
        value = worth(problem, unit)
        risk.append(value)
        early.append(value * (1 - first / len(position)))
        trip = day_trip(problem, teams[v.team], unit, units.get(unit.parent or ""))
        days = {h.date for h in problem.half_days[first : last + 1]}
        km.append(0.0 if trip is None else trip * len(days))
    spread = max(load.values()) - min(load.values()) if load else 0
    return Objective(math.fsum(risk), math.fsum(early), math.fsum(km), float(spread))


def total(problem: Problem, objective: Objective, violations: Iterable[Violation] = ()) -> float:
    """The weighted sum less penalty x amount of every soft breach; hard breaches cost nothing here."""
    penalties = math.fsum(
        float(problem.rule(v.rule).get("penalty", 0.0)) * v.amount for v in violations if not v.hard
    )
    return (
        weight(problem, "risk") * objective.risk
        + weight(problem, "earliness") * objective.earliness
        - weight(problem, "km") * objective.km
        - weight(problem, "balance") * objective.balance
        - penalties
    )
