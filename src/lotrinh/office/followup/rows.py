"""Who sees which corrective actions: the one place that decides it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from lotrinh.method.definitions import Library
from lotrinh.method.workflows import Workflow, read_workflow
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.rows import OFFICE, READING, TEAM, UNIT, hidden_from_unit, side_of
from lotrinh.office.platform.guarded import GuardedRows
from lotrinh.office.registry.queries import codes_carried_by

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@cache
def workflow() -> Workflow:
    """The chain of one corrective action as it is defined."""
    return read_workflow(Library.open(settings.DEFINITIONS), "correction")


class CorrectionRows(GuardedRows[Any]):
    """Corrective actions: all for the office, the teams and other readers; its own for a unit."""

    def visible_to(self, actor: Account) -> CorrectionRows:
        """The actions this person may know of; they exist only after a conclusion, which hides nothing."""
        side = side_of(actor)
        if side in (OFFICE, TEAM, READING):
            return self
        return self.filter(self._of_unit(actor)) if side == UNIT and actor.unit_code else self.none()

    def _of_unit(self, actor: Account) -> Q:
        return Q(unit__code__in=codes_carried_by(actor.unit_code))


class OfCorrection(GuardedRows[Any]):
    """Entries, evidence and requests of corrective actions."""

    def visible_to(self, actor: Account) -> OfCorrection:
        """The rows of the actions this person may know of."""
        side = side_of(actor)
        if side in (OFFICE, TEAM, READING):
            return self
        if side == UNIT and actor.unit_code:
            return self.filter(correction__unit__code__in=codes_carried_by(actor.unit_code))
        return self.none()


class EntryRows(OfCorrection):
    """Entries: a re-inspection that comes unannounced stays unknown to the unit until it begins."""

    def visible_to(self, actor: Account) -> OfCorrection:
        """The entries of the actions this person may know of."""
        found = super().visible_to(actor)
        if side_of(actor) != UNIT:
            return found
        coming = Inspection.objects.for_actions().filter(
            hidden_from_unit(), reinspects=OuterRef("correction__inspection")
        )
        return found.exclude(Q(verb="order_reinspection") & Exists(coming))
