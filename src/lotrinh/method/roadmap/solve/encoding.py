"""From a problem to its model: every rule's own encoding, in the order that they need."""

from __future__ import annotations

import numpy as np

from lotrinh.method.roadmap.answer import Visit
from lotrinh.method.roadmap.constraints import (
    calendar,
    competence,
    coverage,
    grouping,
    lists,
    notice,
    occupied,
    pace,
    rotation,
    unannounced,
)
from lotrinh.method.roadmap.problem import Problem
from lotrinh.method.roadmap.solve.axis import Floats
from lotrinh.method.roadmap.solve.grid import Grid
from lotrinh.method.roadmap.solve.linear import RowKey
from lotrinh.method.roadmap.solve.model import Model

_VISITS = (unannounced, calendar, pace, competence, occupied, rotation, lists, notice)
"""Rules that judge one visit alone; the draw first, because notice asks who is announced."""
_ROWS = (pace, coverage, grouping, unannounced)
"""Rules that tie visits together."""


def open_grid(problem: Problem) -> Grid:
    """Every visit that could be, as the rules for single visits leave it."""
    grid = Grid(problem)
    for rule in _VISITS:
        rule.encode_visits(grid)
    return grid


def encode(problem: Problem) -> Model:
    """The model of the whole problem."""
    model = Model(open_grid(problem))
    for rule in _ROWS:
        rule.encode(model)
    _demands(model)
    return model


def _demands(model: Model) -> None:
    """What lists, rotation and the draw want visited."""
    for number, item in enumerate(model.items):
        for rule in item.demands:
            key, size = RowKey(rule, ("demand", number)), float(item.size)
            model.at_least(key, model.of_item(number), 1.0, size, size)


def visits_of(model: Model, values: Floats) -> tuple[Visit, ...]:
    """The visits of a solution, in order of time. Units of one item are told apart by the groups taken."""
    left = _places(model, values)
    axis, grid = model.grid.axis, model.grid
    found = []
    for column in np.nonzero(values[: len(model.item)] > 0.5)[0]:
        start, team = int(model.start[column]), int(model.team[column])
        unit = left[int(model.item[column]), team].pop(0)
        end = axis.half_days[start + int(model.length[column]) - 1]
        code = grid.problem.units[unit].code
        announced = bool(grid.announced[unit])
        found.append((start, Visit(code, grid.problem.teams[team].id, axis.half_days[start], end, announced)))
    return tuple(v for _, v in sorted(found, key=lambda pair: (pair[0], pair[1].team, pair[1].unit)))


def _places(model: Model, values: Floats) -> dict[tuple[int, int], list[int]]:
    """Which units of an item each team takes."""
    out: dict[tuple[int, int], list[int]] = {}
    waiting = {
        (n, g): list(group) for n, item in enumerate(model.items) for g, group in enumerate(item.groups)
    }
    for (number, g, team), column in model.takes.items():
        count = round(float(values[column]))
        out.setdefault((number, team), []).extend(waiting[number, g][:count])
        del waiting[number, g][:count]
    for number, item in enumerate(model.items):
        if len(item.groups) == 1:
            shared = waiting[number, 0]
            out |= {(number, team): shared for team in range(len(model.grid.problem.teams))}
    return out
