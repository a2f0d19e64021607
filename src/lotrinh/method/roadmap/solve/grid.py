"""Every visit that could be: unit x team x start, what it is worth and what forbids it.

Rules that look at one visit alone write here (``encode_visits`` in the rule's file); rules that tie visits
together add rows to the model afterwards (``encode``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lotrinh.method.roadmap.aims import day_trip, weight, worth
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.solve.axis import Axis, Bools, Floats


@dataclass(frozen=True, slots=True)
class Demand:
    """A unit that some rule wants visited; a soft rule pays for leaving it out."""

    rule: str
    unit: int


class Grid:
    """allowed[u, t, s], charge[u, t, s] (points lost to soft rules), announced[u], demands."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.axis = Axis(problem.half_days)
        units, teams = len(problem.units), len(problem.teams)
        self.duration = np.array([u.duration for u in problem.units], dtype=np.int64)
        self.worth: Floats = np.array([worth(problem, u) for u in problem.units], dtype=float)
        self.number = {u.code: i for i, u in enumerate(problem.units)}
        self.announced: Bools = np.ones(units, dtype=bool)
        self.demands: list[Demand] = []
        self.allowed: Bools = np.zeros((units, teams, self.axis.size), dtype=bool)
        self.charge: Floats = np.zeros((units, teams, self.axis.size))
        for duration in np.unique(self.duration):
            self.allowed[self.duration == duration] = self.axis.fits(int(duration))
        self.trip = self._trips()

    def _trips(self) -> Floats:
        """Kilometres of one return trip by unit and team; 0 where a place is unknown."""
        units = {u.code: u for u in self.problem.units}
        trips = [
            [day_trip(self.problem, t, u, units.get(u.parent or "")) for t in self.problem.teams]
            for u in self.problem.units
        ]
        known = [[0.0 if km is None else km for km in row] for row in trips]
        return np.array(known, dtype=float).reshape(len(self.problem.units), len(self.problem.teams))

    def forbid(self, unit: int, team: int | slice, starts: Bools) -> None:
        """Take visits out for good."""
        self.allowed[unit, team] &= ~starts

    def breach(self, rule: str, unit: int, team: int | slice, amount: Floats) -> None:
        """Amounts by start that break a rule: out when it is hard, charged when it is soft."""
        if self.hard(rule):
            self.allowed[unit, team] &= amount <= 0
        else:
            self.charge[unit, team] += self.penalty(rule) * np.maximum(amount, 0)

    def demand(self, rule: str, unit: int) -> None:
        """The rule wants the unit visited."""
        self.demands.append(Demand(rule, unit))

    def on(self, rule: str) -> bool:
        """Whether the plan uses the rule."""
        return bool(self.problem.rule(rule).get("mode", "off") != "off")

    def hard(self, rule: str) -> bool:
        """Whether the rule forbids."""
        return bool(self.problem.rule(rule).get("mode", "off") == "hard")

    def penalty(self, rule: str) -> float:
        """Points per violation unit of a soft rule."""
        return float(self.problem.rule(rule).get("penalty", 0.0))

    def gain(self, unit: int, *, with_km: bool) -> Floats:
        """Points of a visit by team and start: risk, earliness, charges, and the kilometres if wanted."""
        problem, size = self.problem, self.axis.size
        early = weight(problem, "earliness") * (1 - np.arange(size) / max(size, 1))
        points = self.worth[unit] * (weight(problem, "risk") + early) - self.charge[unit]
        if with_km:
            days = self.axis.days_of(int(self.duration[unit]))
            points = points - weight(problem, "km") * self.trip[unit][:, None] * days
        return np.asarray(points)
