"""What inspections add to the register: inspections in the search and on the page of a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lotrinh.office.inspections import queries
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.policies import may_read_inspections
from lotrinh.office.inspections.rows import UNIT, side_of, workflow
from lotrinh.office.registry.panels import Panel, unit_panel
from lotrinh.office.registry.queries import codes_carried_by
from lotrinh.office.registry.searching import Hit, search_provider

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.registry.models import Unit

MOST_SHOWN = 30


@search_provider("inspections", order=25, title=_("Inspections"))
def search_inspections(actor: Account, words: str, limit: int) -> list[Hit]:
    """Inspections of bodies whose name holds every word; only those this person may know of."""
    if not may_read_inspections(actor):
        return []
    language = "en" if get_language() == "en" else "vi"
    found = queries.found_inspections(actor, queries.Wish(words=words))[:limit]
    return [
        Hit(
            row.unit.name,
            reverse("inspections:inspection", args=[row.uid]),
            f"{row.start_date:%d/%m/%Y}",
            workflow().state(row.state).sentence(language),
        )
        for row in found
    ]


@unit_panel("inspections", order=5)
def inspections_of_unit(actor: Account, unit: Unit) -> Panel | None:
    """The inspections of one body and of those that it carries on; no word of them when none may be seen."""
    if not may_read_inspections(actor):
        return None
    rows = Inspection.objects.visible_to(actor).filter(unit__code__in=codes_carried_by(unit.code))
    shown = list(rows.select_related("unit").order_by("-start_date", "-pk")[:MOST_SHOWN])
    context = {"inspections": shown, "unit": unit, "is_unit": side_of(actor) == UNIT}
    return Panel(_("Inspections"), "inspections/parts/unit_inspections.html", context) if shown else None
