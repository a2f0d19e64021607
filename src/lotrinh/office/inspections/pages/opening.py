"""Open inspections from the adopted roadmap, or follow a newer one: shown first, then done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.inspections import queries
from lotrinh.office.inspections.actions.follow_roadmap import follow_roadmap
from lotrinh.office.inspections.actions.open_inspections import open_inspections
from lotrinh.office.inspections.policies import may_open_inspections
from lotrinh.office.planning.queries import plan_of
from lotrinh.office.planning.queries.plans import team_names
from lotrinh.office.platform.pages.register import page


@page(
    "open-inspections", policy=may_open_inspections, title=gettext_lazy("Open inspections from the roadmap")
)
def opening(request: HttpRequest, key: str) -> HttpResponse:
    """What would be opened and moved; sent, it is done."""
    plan, actor = plan_of(person(request), key), person(request)
    if request.method == "POST":
        at = timezone.now()
        if request.POST.get("do") == "follow":
            found = follow_roadmap(actor, plan, at=at)
            messages.success(
                request, _("Inspections that follow the new roadmap: %(n)s") % {"n": len(found.moves)}
            )
        else:
            opened = open_inspections(actor, plan, at=at)
            messages.success(request, _("Inspections opened: %(n)s") % {"n": len(opened)})
        return redirect("inspections:opening", key=key)
    context = {"plan": plan, "found": queries.opening_of(actor, plan), "teams": team_names(plan)}
    return render(request, "inspections/opening.html", context)
