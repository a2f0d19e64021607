"""One visit: why this unit, this team, this time, and its neighbours on the chart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from lotrinh.method.trace import Reason
from lotrinh.office.planning.models import Roadmap, Visit
from lotrinh.office.planning.queries.board import Chip, chip_of
from lotrinh.office.planning.queries.plans import sector_names, team_names
from lotrinh.office.planning.queries.roadmaps import reasons_from, sees_everything, visits_of

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the team and the body that sent him."""

    name: str
    body: str
    role: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitSheet:
    """Facts, people and reasons; risk, reasons and slots only for the planning side."""

    chip: Chip
    team_name: str
    members: tuple[Member, ...]
    fields: tuple[str, ...]
    risk: float | None
    reasons: tuple[Reason, ...]
    days: tuple[date, ...]
    teams: tuple[tuple[str, str], ...]
    before: Chip | None
    after: Chip | None


def visit_sheet(actor: Account, roadmap: Roadmap, visit: Visit) -> VisitSheet:
    """Everything this person may know of the visit."""
    all_of_it = sees_everything(actor)
    unit = next(u for u in roadmap.problem["units"] if u["code"] == visit.unit.code)
    team = next(t for t in roadmap.problem["teams"] if t["id"] == visit.team_id)
    names = team_names(roadmap.plan)
    same_team = [chip_of(v, names) for v in visits_of(actor, roadmap) if v.team_id == visit.team_id]
    place = next(i for i, c in enumerate(same_team) if c.pk == visit.pk)
    keys = list(dict.fromkeys([*unit["fields"], *(f for m in team["members"] for f in m.get("fields", []))]))
    fields = dict(zip(keys, sector_names(keys), strict=True))
    return VisitSheet(
        same_team[place],
        names.get(team["id"], team["id"]),
        _members(roadmap, team, fields),
        tuple(fields[k] for k in unit["fields"]),
        unit["risk"] if all_of_it else None,
        tuple(reasons_from(visit.reasons)) if all_of_it else (),
        _days(roadmap) if all_of_it else (),
        tuple((t["id"], names.get(t["id"], t["id"])) for t in roadmap.problem["teams"]) if all_of_it else (),
        same_team[place - 1] if place else None,
        same_team[place + 1] if place + 1 < len(same_team) else None,
    )


def _members(roadmap: Roadmap, team: dict[str, Any], names: dict[str, str]) -> tuple[Member, ...]:
    bodies = {u["code"]: u["name"] for u in roadmap.problem["units"]}
    return tuple(
        Member(
            m["name"],
            bodies.get(m["body"], m["body"]),
            m.get("role", "member"),
            tuple(names[f] for f in m.get("fields", [])),
        )
        for m in team["members"]
    )


def _days(roadmap: Roadmap) -> tuple[date, ...]:
    return tuple(sorted({date.fromisoformat(h["date"]) for h in roadmap.problem["half_days"]}))
