"""Who sees which rows of planning: the one place that decides it.

The inspected side sees its own unit's announced visits of an adopted roadmap and nothing else; an
inspector sees
his team's visits, announced or not; the planning side sees everything; whoever is not named sees
announced visits
of adopted roadmaps only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from lotrinh.office.planning import states
from lotrinh.office.planning.guarded import GuardedRows

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

PLANNING_SIDE = frozenset({"leader", "planner", "auditor"})
INSPECTED_SIDE = frozenset({"inspected_unit"})
TEAM_SIDE = frozenset({"inspector"})
ADOPTED_SIDE = frozenset({"appraiser", "administrator"})


class OfficeOnly(GuardedRows[Any]):
    """Rows of the planning side alone: marks, closures, absences, builds, moves."""

    def visible_to(self, actor: Account) -> OfficeOnly:
        """Everything for the planning side, nothing for others."""
        return self if actor.is_authenticated and actor.role in PLANNING_SIDE else self.none()


class RoadmapRows(GuardedRows[Any]):
    """Roadmaps: drafts are the planning side's; adopted ones (and those they replaced) are read by
    the office.
    """

    def visible_to(self, actor: Account) -> RoadmapRows:
        """The roadmaps this person may open; what they show inside is decided by the visits."""
        if not actor.is_authenticated:
            return self.none()
        if actor.role in PLANNING_SIDE:
            return self
        if actor.role in TEAM_SIDE | ADOPTED_SIDE:
            return self.filter(status__in=[states.ADOPTED, states.SUPERSEDED])
        if actor.role in INSPECTED_SIDE:
            return self.filter(status=states.ADOPTED)
        return self.none()


class VisitRows(GuardedRows[Any]):
    """Visits: an unannounced one is invisible to the inspected side everywhere."""

    def visible_to(self, actor: Account) -> VisitRows:
        """The visits this person may know of."""
        if not actor.is_authenticated:
            return self.none()
        if actor.role in PLANNING_SIDE:
            return self
        in_force = self.filter(roadmap__status__in=[states.ADOPTED, states.SUPERSEDED])
        if actor.role in TEAM_SIDE:
            return in_force.filter(self._sits_in_team(actor))
        if actor.role in ADOPTED_SIDE:
            return in_force.filter(announced=True)
        if actor.role in INSPECTED_SIDE and actor.unit_code:
            return self.filter(roadmap__status=states.ADOPTED, announced=True, unit__code=actor.unit_code)
        return self.none()

    def _sits_in_team(self, actor: Account) -> Q:
        seats = actor.team_seats.filter(plan=OuterRef("roadmap__plan"), team_id=OuterRef("team_id"))
        return Q(Exists(seats))


class FeedRows(GuardedRows[Any]):
    """Calendar feeds: the planning side's, and an inspector's own."""

    def visible_to(self, actor: Account) -> FeedRows:
        """The feeds this person may see and revoke."""
        if not actor.is_authenticated:
            return self.none()
        if actor.role in PLANNING_SIDE:
            return self
        return self.filter(created_by=actor) if actor.role in TEAM_SIDE else self.none()
