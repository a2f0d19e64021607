"""The plan: its contents, time, who, focus, basis and purposes, each line with its source and its mark."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.planning import queries
from lotrinh.office.planning.pages.candidates import plan_frame
from lotrinh.office.platform.pages.register import page


@page("plans", policy=verb_policy("read_plan"), title=_("Inspection plans"))
def plan_list(request: HttpRequest) -> HttpResponse:
    """All plans."""
    return render(request, "planning/plans.html", {"plans": queries.plans(person(request))})


@page("plan", policy=verb_policy("read_plan"), title=_("The plan"))
def plan_page(request: HttpRequest, key: str) -> HttpResponse:
    """One plan, line by line."""
    plan = queries.plan_of(person(request), key)
    context = plan_frame(request, plan, "plan")
    context["sheet"] = queries.plan_sheet(plan)
    context["work"] = queries.work_on(person(request), plan)
    return render(request, "planning/plan.html", context)
