"""What planning adds to the register: plans and visits in the search, visits on the page of a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lotrinh.method.text import fold
from lotrinh.office.planning import states
from lotrinh.office.planning.models import Plan, Visit
from lotrinh.office.planning.policies import may_read_plan
from lotrinh.office.registry.panels import Panel, unit_panel
from lotrinh.office.registry.searching import Hit, search_provider

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.registry.models import Unit


@search_provider("plans", order=20, title=_("Plans"))
def search_plans(actor: Account, words: str, limit: int) -> list[Hit]:
    """Plans whose number or title holds every word."""
    if not may_read_plan(actor):
        return []
    wanted = fold(words).split()
    plans = [plan for plan in Plan.objects.only("key", "number", "title") if _holds(plan, wanted)]
    return [Hit(plan.number, reverse("planning:plan", args=[plan.key]), plan.title) for plan in plans[:limit]]


def _holds(plan: Plan, wanted: list[str]) -> bool:
    text = fold(f"{plan.number} {plan.title}")
    return all(word in text for word in wanted)


@search_provider("visits", order=30, title=_("Visits"))
def search_visits(actor: Account, words: str, limit: int) -> list[Hit]:
    """Visits of adopted roadmaps to bodies whose name holds every word; only those this person may see."""
    condition = Q()
    for word in fold(words).split():
        condition &= Q(unit__folded__contains=word)
    rows = _adopted(actor).filter(condition).values("pk", "roadmap_id", "unit__name", *_SHOWN)[:limit]
    return [
        Hit(
            row["unit__name"],
            reverse("planning:visit", args=[row["roadmap_id"], row["pk"]]),
            f"{row['start_date']:%d/%m/%Y} · {row['roadmap__plan__number']}",
            _("announced") if row["announced"] else _("unannounced"),
        )
        for row in rows
    ]


_SHOWN = ("start_date", "announced", "roadmap__plan__number")


def _adopted(actor: Account) -> Any:
    """Visits of roadmaps in force, cut down to what the actor may see."""
    return Visit.objects.visible_to(actor).filter(roadmap__status=states.ADOPTED)


@unit_panel("visits", order=10)
def visits_to_unit(actor: Account, unit: Unit) -> Panel | None:
    """The visits to one body; no panel, and so no word of it, when this person may see none."""
    rows = _adopted(actor).filter(unit=unit).order_by("-start_date").values("pk", "roadmap_id", *_SHOWN)
    visits = list(rows)
    return Panel(_("Visits"), "planning/parts/unit_visits.html", {"visits": visits}) if visits else None
