"""Somebody in the team knows the field, and nobody inspects his own body.

Settings: ``own_body`` (true, and never soft). A unit with fields needs a team in which one member knows one
of them; a unit without fields may be visited by any team. Amount: one a visit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from lotrinh.method.roadmap.answer import Roadmap
from lotrinh.method.roadmap.constraints.record import PLAN, Record, Violation
from lotrinh.method.roadmap.problem import Member, Problem, Team, Unit
from lotrinh.method.roadmap.timetable import is_hard, is_on
from lotrinh.method.roadmap.wording import field_en, field_vi, team_en, team_vi
from lotrinh.method.trace import Reason

if TYPE_CHECKING:
    from lotrinh.method.roadmap.solve.grid import Grid

KEY = "competence"

RECORD = Record(
    "Chuyên môn và khách quan",
    "Competence and impartiality",
    "Trong đoàn có người am hiểu lĩnh vực của đơn vị; không thành viên nào kiểm tra cơ quan của chính mình.",
    "Somebody in the team knows a field of the unit; no member inspects his own body.",
    PLAN,
)


def violations(problem: Problem, roadmap: Roadmap) -> list[Violation]:
    """Own bodies always; fields when the rule is on."""
    units = {u.code: u for u in problem.units}
    teams = {t.id: t for t in problem.teams}
    pairs = [(units[v.unit], teams[v.team]) for v in roadmap.visits if v.unit in units and v.team in teams]
    found = [v for unit, team in pairs for v in _own_body(unit, team)]
    if is_on(problem, KEY):
        found += [_unknown_field(problem, u, t) for u, t in pairs if not knows(u, t)]
    return found


def knows(unit: Unit, team: Team) -> bool:
    """Whether one member knows one of the unit's fields; a unit without fields asks for none."""
    return not unit.fields or any(field in member.fields for member in team.members for field in unit.fields)


def insiders(unit: Unit, team: Team) -> tuple[Member, ...]:
    """Members whom the unit itself has sent."""
    return tuple(m for m in team.members if m.body == unit.code)


def _own_body(unit: Unit, team: Team) -> Iterator[Violation]:
    for member in insiders(unit, team):
        yield Violation(
            KEY,
            (unit.code,),
            1.0,
            Reason(
                "competence.own_body",
                f"{member.name} của {team_vi(team)} là người của {unit.name}, không được kiểm tra cơ quan "
                "mình.",
                f"{member.name} of {team_en(team)} comes from {unit.name} and may not inspect his own body.",
                {"unit": unit.code, "team": team.id, "member": member.name},
            ),
            True,
            (team.id,),
        )


def _unknown_field(problem: Problem, unit: Unit, team: Team) -> Violation:
    fields_vi = ", ".join(field_vi(problem, f) for f in unit.fields)
    fields_en = ", ".join(field_en(problem, f) for f in unit.fields)
    return Violation(
        KEY,
        (unit.code,),
        1.0,
        Reason(
            "competence.field",
            f"Không ai trong {team_vi(team)} am hiểu lĩnh vực của {unit.name} ({fields_vi}).",
            f"Nobody in {team_en(team)} knows a field of {unit.name} ({fields_en}).",
            {"unit": unit.code, "team": team.id, "fields": list(unit.fields)},
        ),
        is_hard(problem, KEY),
        (team.id,),
    )


def encode_visits(grid: Grid) -> None:
    """Teams with an insider never; teams that know no field of the unit as the rule has it."""
    everywhere = np.ones(grid.axis.size)
    for number, unit in enumerate(grid.problem.units):
        for place, team in enumerate(grid.problem.teams):
            if unit.code in {m.body for m in team.members}:
                grid.forbid(number, place, everywhere > 0)
            known = {field for m in team.members for field in m.fields}
            if grid.on(KEY) and unit.fields and known.isdisjoint(unit.fields):
                grid.breach(KEY, number, place, everywhere)
