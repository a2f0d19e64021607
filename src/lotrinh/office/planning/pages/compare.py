"""Two roadmaps side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.planning import queries
from lotrinh.office.planning.models import Roadmap
from lotrinh.office.planning.pages.roadmap import frame
from lotrinh.office.platform.pages.register import page


@page("compare-choose", policy=verb_policy("compare_roadmaps"), title=_("Compare with"))
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Goes to the pair chosen in the form; without a choice, to the version before."""
    roadmap = queries.roadmap_of(person(request), pk)
    others = [r for r in queries.roadmaps_of(person(request), roadmap.plan) if r.pk != pk]
    wanted = request.GET.get("with", "")
    if not others:
        return render(request, "planning/compare_none.html", frame(request, pk, "compare"))
    other = next((r for r in others if str(r.pk) == wanted), others[0])
    return redirect("planning:compare", pk=pk, other=other.pk)


@page("compare", policy=verb_policy("compare_roadmaps"), title=_("Compare two roadmaps"))
def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """From the other to this one: what was added, removed, moved; the aims of both."""
    context = frame(request, pk, "compare")
    others = queries.roadmaps_of(person(request), context["plan"])
    rows = Roadmap.objects.visible_to(person(request)).filter(plan=context["plan"])
    second = get_object_or_404(rows.select_related("plan"), pk=other)
    context.update(
        other=second,
        others=[r for r in others if r.pk != pk],
        changes=queries.comparison(person(request), second, context["roadmap"]),
        pairs=queries.aim_pairs(second, context["roadmap"]) if context["sees_all"] else [],
    )
    return render(request, "planning/compare.html", context)
