"""A first division of the work: every cluster of visits that go together is given to one team.

A parent with its children, or a neighbourhood, has one team anyway. The relaxation spreads such clusters over
teams that are alike, and a search loses its time with that. Here each cluster gets the team that the
relaxation leans to and that has room left. This is a guess for the first search only: no bound rests on it.
"""

from __future__ import annotations

import numpy as np

from lotrinh.method.roadmap.solve.axis import Bools, Floats, Ints
from lotrinh.method.roadmap.solve.coarse import alike_teams
from lotrinh.method.roadmap.solve.model import Model

LEAN = 0.2
WORTH_FIXING = 1.5
"""Clusters with fewer visits than this in the relaxation stay free."""


def divided(model: Model, values: Floats) -> Bools:
    """Columns that agree with the division; all true where nothing goes together."""
    cluster, teams = _cluster_of_items(model), len(model.grid.problem.teams)
    visits = len(model.item)
    mine = values[:visits]
    load, count = np.zeros((cluster.max(initial=0) + 1, teams)), np.zeros(cluster.max(initial=0) + 1)
    np.add.at(load, (cluster[model.item], model.team), mine * model.length)
    np.add.at(count, cluster[model.item], mine)
    possible = np.zeros(load.shape, dtype=bool)
    possible[cluster[model.item], model.team] = True
    choice = _choose(load, possible, count > WORTH_FIXING, alike_teams(model.grid.problem))
    chosen = choice[cluster[model.item]]
    agreed = np.ones(model.linear.columns, dtype=bool)
    agreed[:visits] = (chosen < 0) | (chosen == model.team)
    return agreed


def _choose(load: Floats, possible: Bools, fixed: Bools, alike: Ints) -> Ints:
    """The largest cluster first; a team's room is what the relaxation gave it of these clusters."""
    room, whole = load[fixed].sum(axis=0), load.sum(axis=1)
    choice = np.full(len(load), -1, dtype=np.int64)
    shares = np.stack([load[:, alike == g].sum(axis=1) for g in alike], axis=1)
    for c in np.argsort(-whole, kind="stable"):
        if fixed[c] and whole[c] > 0:
            fits = np.minimum(1.0, np.maximum(room, 0.0) / whole[c])
            score = fits + (shares[c] + LEAN * load[c]) / whole[c]
            choice[c] = int(np.argmax(np.where(possible[c], score, -1.0)))
            room[choice[c]] -= whole[c]
    return choice


def _cluster_of_items(model: Model) -> Ints:
    """A number for each item: that of its parent or its cell when it has to go with it, else its own."""
    grid, rule = model.grid, model.grid.problem.rule("grouping")
    cells, kinds = grid.problem.meta.get("cells", {}), tuple(rule.get("kinds", ("commune",)))
    by_cell = rule.get("by", "parent") == "neighbourhood"
    names: list[str] = []
    for item in model.items:
        unit = grid.problem.units[item.unit]
        together = grid.on("grouping") and bool(grid.announced[item.unit]) and unit.kind in kinds
        above = cells.get(unit.code) if by_cell else unit.parent
        names.append(f"{'cell ' if by_cell else ''}{above}" if together and above is not None else unit.code)
    numbers = {name: n for n, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names], dtype=np.int64)
