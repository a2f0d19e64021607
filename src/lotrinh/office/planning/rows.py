"""Who sees which rows of planning: the one place that decides it.

The inspected side sees its own unit's announced visits of an adopted roadmap and nothing else; a team sees
its own visits, announced or not; the planning side sees everything; others who may read a roadmap see the
announced visits of adopted ones. Which side a person is on follows from the verbs of the role.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db.models import Exists, OuterRef, Q

from lotrinh.office.accounts.policies import may
from lotrinh.office.planning import states
from lotrinh.office.platform.guarded import GuardedRows
from lotrinh.office.platform.roles import roles

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

PLANNING: Final = "planning"
TEAM: Final = "team"
INSPECTED: Final = "inspected"
READING: Final = "reading"
OUTSIDE: Final = "outside"
IN_FORCE = (states.ADOPTED, states.SUPERSEDED)


def side_of(actor: Account) -> str:
    """The side of a person; a role that belongs to a unit is the inspected side whatever else it may do."""
    if not may(actor, "read_roadmap"):
        return OUTSIDE
    if roles()[actor.role].needs_unit:
        return INSPECTED
    if may(actor, "read_candidates"):
        return PLANNING
    return TEAM if may(actor, "make_feed") else READING


class OfficeOnly(GuardedRows[Any]):
    """Rows of the planning side alone: marks, closures, absences, builds, moves."""

    def visible_to(self, actor: Account) -> OfficeOnly:
        """Everything for the planning side, nothing for others."""
        return self if side_of(actor) == PLANNING else self.none()


class RoadmapRows(GuardedRows[Any]):
    """Roadmaps: drafts are the planning side's; adopted ones (and those they replaced) are read by
    the office.
    """

    def visible_to(self, actor: Account) -> RoadmapRows:
        """The roadmaps this person may open; what they show inside is decided by the visits."""
        side = side_of(actor)
        if side == PLANNING:
            return self
        if side in (TEAM, READING):
            return self.filter(status__in=IN_FORCE)
        return self.filter(status=states.ADOPTED) if side == INSPECTED else self.none()


class VisitRows(GuardedRows[Any]):
    """Visits: an unannounced one is invisible to the inspected side everywhere."""

    def visible_to(self, actor: Account) -> VisitRows:
        """The visits this person may know of."""
        side = side_of(actor)
        if side == PLANNING:
            return self
        if side == TEAM:
            return self.filter(self._sits_in_team(actor), roadmap__status__in=IN_FORCE)
        if side == READING:
            return self.filter(announced=True, roadmap__status__in=IN_FORCE)
        if side == INSPECTED and actor.unit_code:
            own = self.filter(unit__code=actor.unit_code)
            return own.filter(announced=True, roadmap__status=states.ADOPTED)
        return self.none()

    def _sits_in_team(self, actor: Account) -> Q:
        seats = actor.team_seats.filter(plan=OuterRef("roadmap__plan"), team_id=OuterRef("team_id"))
        return Q(Exists(seats))


class FeedRows(GuardedRows[Any]):
    """Calendar feeds: the planning side's, and an inspector's own."""

    def visible_to(self, actor: Account) -> FeedRows:
        """The feeds this person may see and revoke."""
        side = side_of(actor)
        if side == PLANNING:
            return self
        return self.filter(created_by=actor) if side == TEAM else self.none()
