"""Who sees which rows of inspections: the one place that decides it.

The office (whoever plans, or numbers its papers) sees everything. A team sees the inspections it sits in, and
those of others once they are concluded. Other readers see concluded ones. The inspected side sees its own: an
unannounced one only from the moment it begins, findings only once the minutes are signed, questions and
answers never.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from lotrinh.method.definitions import Library
from lotrinh.method.workflows import Workflow, read_workflow
from lotrinh.office.accounts.policies import may
from lotrinh.office.platform.guarded import GuardedRows
from lotrinh.office.platform.roles import roles
from lotrinh.office.registry.queries.lineage import codes_carried_by

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

OFFICE: Final = "office"
TEAM: Final = "team"
UNIT: Final = "unit"
READING: Final = "reading"
OUTSIDE: Final = "outside"
CONCLUDED = ("concluded", "closed")
MINUTED = ("minuted", "reported", "concluded", "closed")


@cache
def workflow() -> Workflow:
    """The chain as it is defined."""
    return read_workflow(Library.open(settings.DEFINITIONS), "inspection")


def side_of(actor: Account) -> str:
    """A role that belongs to a unit is the inspected side whatever else it may do."""
    if not may(actor, "read_inspections"):
        return OUTSIDE
    if roles()[actor.role].needs_unit:
        return UNIT
    if may(actor, "read_candidates") or may(actor, "register_paper"):
        return OFFICE
    return TEAM if may(actor, "record_answer") else READING


def hidden_from_unit(prefix: str = "") -> Q:
    """Unannounced and not begun, also while it is held or when it was stopped before it began."""
    hidden = list(workflow().hidden)
    unannounced = Q(**{f"{prefix}form": "unannounced"})
    state, held = Q(**{f"{prefix}state__in": hidden}), Q(**{f"{prefix}held_state__in": hidden})
    resting = Q(**{f"{prefix}state__in": ["postponed", "paused", "stopped"]})
    return unannounced & (state | (resting & held))


def sits_in(actor: Account, reference: str = "pk") -> Q:
    """Rows whose inspection has the actor in its team now; reference: the path to the inspection's key."""
    seats = actor.inspection_seats.filter(inspection=OuterRef(reference), ended_at__isnull=True)
    return Q(Exists(seats))


def seen_by_unit(actor: Account, prefix: str = "") -> Q:
    """Inspections of the actor's own unit (and of bodies that it carries on), less what is hidden."""
    own = Q(**{f"{prefix}unit__code__in": codes_carried_by(actor.unit_code)})
    return own & ~hidden_from_unit(prefix)


class InspectionRows(GuardedRows[Any]):
    """Inspections."""

    def visible_to(self, actor: Account) -> InspectionRows:
        """The inspections this person may know of."""
        side = side_of(actor)
        if side == OFFICE:
            return self
        if side == TEAM:
            return self.filter(sits_in(actor) | Q(state__in=CONCLUDED))
        if side == READING:
            return self.filter(state__in=CONCLUDED)
        return self.filter(seen_by_unit(actor)) if side == UNIT and actor.unit_code else self.none()


class TeamsOwn(GuardedRows[Any]):
    """Questions, answers, drafts, commands, conflicts: the office's and the team's own; never the unit's."""

    def visible_to(self, actor: Account) -> TeamsOwn:
        """The rows this person may see."""
        side = side_of(actor)
        if side == OFFICE:
            return self
        return self.filter(sits_in(actor, "inspection")) if side == TEAM else self.none()


class SharedWithUnit(GuardedRows[Any]):
    """Self-reports: the office's, the team's and the unit's own."""

    def visible_to(self, actor: Account) -> SharedWithUnit:
        """The rows this person may see."""
        side = side_of(actor)
        if side == OFFICE:
            return self
        if side == TEAM:
            return self.filter(sits_in(actor, "inspection"))
        if side == UNIT and actor.unit_code:
            return self.filter(seen_by_unit(actor, "inspection__"))
        return self.none()


class OnceMinuted(GuardedRows[Any]):
    """Findings and concluded items: the unit reads them once the minutes are signed."""

    def visible_to(self, actor: Account) -> OnceMinuted:
        """The rows this person may see."""
        side, concluded = side_of(actor), Q(inspection__state__in=CONCLUDED)
        if side == OFFICE:
            return self
        if side == TEAM:
            return self.filter(sits_in(actor, "inspection") | concluded)
        if side == READING:
            return self.filter(concluded)
        if side == UNIT and actor.unit_code:
            return self.filter(seen_by_unit(actor, "inspection__"), inspection__state__in=MINUTED)
        return self.none()


class FindingRows(OnceMinuted):
    """Findings: the unit reads none that was taken back."""

    def visible_to(self, actor: Account) -> OnceMinuted:
        """The rows this person may see."""
        found = super().visible_to(actor)
        return found.filter(withdrawn_at__isnull=True) if side_of(actor) == UNIT else found


class EvidenceRows(OnceMinuted):
    """Evidence: the unit sees what shows a finding that stands, and its own self-report's at any time; what
    hangs on a question alone is the team's.
    """

    def visible_to(self, actor: Account) -> OnceMinuted:
        """The rows this person may see."""
        found = super().visible_to(actor)
        if side_of(actor) == UNIT and actor.unit_code:
            own = self.filter(seen_by_unit(actor, "inspection__"), report_item__isnull=False)
            shown = found.filter(finding__isnull=False, finding__withdrawn_at__isnull=True)
            return shown.filter(withdrawn_at__isnull=True) | own
        return found
