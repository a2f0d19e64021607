"""How good each aim alone could be, by the relaxation over weeks: what the others cost it can be read off.

Each figure bounds its aim over all roadmaps of the problem, whatever the other aims are. They do not add up
to the bound of the total, which weighs all aims at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from lotrinh.method.roadmap.aims import weight
from lotrinh.method.roadmap.solve.axis import Floats
from lotrinh.method.roadmap.solve.coarse import Coarse
from lotrinh.method.roadmap.solve.model import Model
from lotrinh.method.roadmap.solve.relaxation import relax


def aim_bounds(model: Model, coarse: Coarse, seconds: float) -> dict[str, float]:
    """By aim: the most risk and earliness, the fewest kilometres; loads that do not differ at all."""
    found = {"balance": 0.0}
    for aim, sign, gain in _gains(model):
        best = np.full(len(coarse.gain), -np.inf)
        np.maximum.at(best, coarse.bucket, gain)
        relaxed = relax(replace(coarse, gain=best), seconds)
        if relaxed.feasible and np.isfinite(relaxed.bound):
            found[aim] = sign * relaxed.bound
    return found


def _gains(model: Model) -> Iterator[tuple[str, float, Floats]]:
    """(aim, 1 when it is maximised and -1 when minimised, gain of every column)."""
    grid, visits = model.grid, len(model.item)
    units = np.array([i.unit for i in model.items], dtype=np.int64)[model.item]
    risk = np.zeros(model.linear.columns)
    risk[:visits] = grid.worth[units]
    yield "risk", 1.0, risk
    early = np.zeros(model.linear.columns)
    early[:visits] = grid.worth[units] * (1 - model.start / max(grid.axis.size, 1))
    yield "earliness", 1.0, early
    if weight(grid.problem, "km") > 0:
        yield "km", -1.0, -_kilometres(model)


def _kilometres(model: Model) -> Floats:
    """Of visits of items that are one group, and of what teams take of the others."""
    km = np.zeros(model.linear.columns)
    for number, item in enumerate(model.items):
        days = model.grid.axis.days_of(int(model.grid.duration[item.unit]))
        own = model.of_item(number)
        if len(item.groups) == 1:
            km[own] = model.grid.trip[item.unit, model.team[own]] * days[model.start[own]]
    for (number, group, team), column in model.takes.items():
        unit = model.items[number].groups[group][0]
        days = model.grid.axis.days_of(int(model.grid.duration[unit]))
        taken = days[model.grid.allowed[unit].any(axis=0)]
        km[column] = model.grid.trip[unit, team] * int(taken[0])
    return km
