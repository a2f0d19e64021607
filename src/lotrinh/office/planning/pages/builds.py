"""Roadmaps of a plan: start a build, follow it, open what came of it."""

from __future__ import annotations

import secrets

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.planning import policies, queries
from lotrinh.office.planning.actions.request_build import request_build
from lotrinh.office.planning.pages.candidates import plan_frame
from lotrinh.office.planning.pages.dressed import DressedForm
from lotrinh.office.platform.pages.register import page
from lotrinh.office.platform.policies import require

MOST_SEED = 2**31 - 1


class BuildForm(DressedForm):
    """Seed and work limit of a build."""

    seed = forms.IntegerField(
        label=_("Seed"),
        min_value=0,
        max_value=MOST_SEED,
        help_text=_("Same input, same seed, same limit: same roadmap."),
    )
    limit = forms.FloatField(
        label=_("Work limit, seconds"),
        min_value=1,
        max_value=600,
        help_text=_("More time narrows the distance from the bound."),
    )


@page("roadmaps", policy=verb_policy("read_candidates"), title=_("Roadmaps of the plan"))
def roadmaps(request: HttpRequest, key: str) -> HttpResponse:
    """The list with the form; sending the form starts a build."""
    plan = queries.plan_of(person(request), key)
    # The plan is public: with its own seed anybody could repeat the draw of the unannounced visits.
    first = {"seed": secrets.randbelow(MOST_SEED), "limit": plan.definition.get("limit_seconds", 30)}
    form = BuildForm(request.POST or None, initial=first)
    if request.method == "POST":
        require(policies.may_build(person(request)))
        if form.is_valid():
            build = request_build(person(request), plan, at=timezone.now(), **form.cleaned_data)
            return redirect("planning:build", pk=build.pk)
    context = plan_frame(request, plan, "roadmaps")
    context.update(
        form=form,
        roadmaps=queries.roadmaps_of(person(request), plan),
        builds=queries.builds_of(person(request), plan),
        requests=queries.open_requests(person(request), plan),
        in_force=queries.in_force(person(request), plan),
        may_replan=verb_policy("replan_roadmap")(person(request)).allowed,
    )
    return render(request, "planning/roadmaps.html", context, status=422 if form.errors else 200)


@page("build", policy=verb_policy("read_candidates"), title=_("Build of a roadmap"))
def build(request: HttpRequest, pk: int) -> HttpResponse:
    """Progress, log, and what came of it."""
    found = queries.build_of(person(request), pk)
    context = plan_frame(request, found.plan, "roadmaps")
    context["build"] = found
    return render(request, "planning/build.html", context)


@page("build-progress", policy=verb_policy("read_candidates"), title=_("Progress of a build"))
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part that asks again every second until the build has ended."""
    found = queries.build_of(person(request), pk)
    return render(request, "planning/parts/progress.html", {"build": found, "plan": found.plan})
