"""Two roadmaps side by side: what was added, removed, moved, and the aims of both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lotrinh.office.planning.models import Roadmap, Visit
from lotrinh.office.planning.queries.plans import team_names
from lotrinh.office.planning.queries.roadmaps import visits_of

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@dataclass(frozen=True, slots=True)
class Place:
    """Where a visit stands."""

    team: str
    date: date
    part: str
    announced: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One unit whose visit differs; kind is added | removed | moved."""

    unit: str
    code: str
    kind: str
    was: Place | None
    now: Place | None

    @property
    def other_team(self) -> bool:
        """Whether the team differs."""
        return self.was is not None and self.now is not None and self.was.team != self.now.team


@dataclass(frozen=True, slots=True)
class Comparison:
    """Changes in order of unit name, with counts."""

    changes: tuple[Change, ...]
    same: int

    @property
    def added(self) -> int:
        """Units that only the second visits."""
        return sum(c.kind == "added" for c in self.changes)

    @property
    def removed(self) -> int:
        """Units that only the first visits."""
        return sum(c.kind == "removed" for c in self.changes)

    @property
    def moved(self) -> int:
        """Units with another team or time."""
        return sum(c.kind == "moved" for c in self.changes)


def comparison(actor: Account, first: Roadmap, second: Roadmap) -> Comparison:
    """What would change from the first to the second, as far as the actor may know."""
    old = {v.unit_id: v for v in visits_of(actor, first)}
    new = {v.unit_id: v for v in visits_of(actor, second)}
    changes, same, names = [], 0, team_names(first.plan)
    for unit in old.keys() | new.keys():
        was, now = old.get(unit), new.get(unit)
        if was is not None and now is not None and _place(was, names) == _place(now, names):
            same += 1
            continue
        changes.append(_change(was, now, names))
    changes.sort(key=lambda c: ({"removed": 0, "added": 1, "moved": 2}[c.kind], c.unit))
    return Comparison(tuple(changes), same)


def _place(visit: Visit, names: dict[str, str]) -> Place:
    return Place(names.get(visit.team_id, visit.team_id), visit.start_date, visit.start_part, visit.announced)


def _change(was: Visit | None, now: Visit | None, names: dict[str, str]) -> Change:
    some = now if now is not None else was
    assert some is not None
    kind = "added" if was is None else "removed" if now is None else "moved"
    return Change(
        some.unit.name,
        some.unit.code,
        kind,
        _place(was, names) if was else None,
        _place(now, names) if now else None,
    )
