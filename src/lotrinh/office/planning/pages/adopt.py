"""Adoption: what the verifier says, what will be frozen, and the button for a leader."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.planning import policies, queries
from lotrinh.office.planning.actions.adopt_roadmap import adopt_roadmap, verified, withdraw_roadmap
from lotrinh.office.planning.actions.amend_roadmap import amend_roadmap
from lotrinh.office.planning.answers import problem_of
from lotrinh.office.planning.judging import rules_checked
from lotrinh.office.planning.pages.roadmap import frame
from lotrinh.office.platform.pages.register import page


@page("adopt", policy=verb_policy("read_candidates"), title=gettext_lazy("Adopt the roadmap"))
def adopt_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Shown to the planning side; the button works for a leader."""
    context = frame(request, pk, "adopt")
    roadmap = context["roadmap"]
    if request.method == "POST":
        adopted = adopt_roadmap(person(request), roadmap, at=timezone.now())
        messages.success(
            request, _("Version %(version)s is adopted and frozen.") % {"version": adopted.version}
        )
        return redirect("planning:roadmap", pk=pk)
    context.update(
        verdict=verified(roadmap),
        rules=rules_checked(problem_of(roadmap)),
        board=queries.board(person(request), roadmap),
        decision=policies.may_adopt(person(request), roadmap),
        in_force=queries.in_force(person(request), roadmap.plan),
        aims=queries.aims_of(roadmap),
    )
    return render(request, "planning/adopt.html", context)


@page("amend", policy=verb_policy("replan_roadmap"), title=gettext_lazy("Amend the roadmap in force"))
@require_POST
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """A copy to be changed by hand; it names the roadmap that it will replace."""
    draft = amend_roadmap(person(request), queries.roadmap_of(person(request), pk), at=timezone.now())
    messages.success(
        request, _("Version %(version)s is a copy to be changed by hand.") % {"version": draft.version}
    )
    return redirect("planning:roadmap", pk=draft.pk)


@page("withdraw", policy=verb_policy("withdraw_roadmap"), title=gettext_lazy("Withdraw a draft"))
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a draft aside."""
    roadmap = queries.roadmap_of(person(request), pk)
    withdraw_roadmap(person(request), roadmap, at=timezone.now())
    messages.success(request, _("The draft was withdrawn."))
    return redirect("planning:roadmaps", key=roadmap.plan.key)
