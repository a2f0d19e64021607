"""Why each unit is visited, by this team, at this time; and for the others, what kept them out and what
would help.

Figures are those of the problem; exchanges that are named have passed the verifier.
"""

from __future__ import annotations

from dataclasses import replace

from lotrinh.method.roadmap.answer import LeftOut, Roadmap, Visit
from lotrinh.method.roadmap.explain.exchange import Market
from lotrinh.method.roadmap.explain.left_out import left_out_reasons
from lotrinh.method.roadmap.explain.ranks import standings
from lotrinh.method.roadmap.explain.room import Room
from lotrinh.method.roadmap.explain.visits import visit_reasons
from lotrinh.method.roadmap.problem import Problem

__all__ = ["explain"]


def explain(problem: Problem, roadmap: Roadmap) -> Roadmap:
    """The same roadmap with reasons on every visit and every unit left out, in the order of the problem."""
    room = Room(problem, roadmap)
    market = Market(problem, roadmap, room)
    standing = standings(problem.units, room.visits)
    visited = {v.unit for v in roadmap.visits}

    def told(visit: Visit) -> Visit:
        placed = room.visits.get(visit.unit)
        if placed is None:
            return visit
        return replace(visit, reasons=visit_reasons(room, market, standing[visit.unit], placed))

    left = tuple(
        LeftOut(unit.code, left_out_reasons(room, market, standing[unit.code], unit))
        for unit in problem.units
        if unit.code not in visited
    )
    return replace(roadmap, visits=tuple(told(v) for v in roadmap.visits), left_out=left)
