"""Candidates: sorted, filtered, each with its risk drawn as contributions; one of them in a drawer."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.planning import policies, queries
from lotrinh.office.planning.models import Plan
from lotrinh.office.platform.pages.register import page

A_PAGE = 50
KINDS = ("department", "district", "commune")


def plan_frame(request: HttpRequest, plan: Plan, tab: str) -> dict[str, Any]:
    """What every page of a plan shows round its own part."""
    return {
        "plan": plan,
        "tab": tab,
        "sees_all": queries.sees_everything(person(request)),
        "may_feed": verb_policy("make_feed")(person(request)).allowed,
        "may_mark": policies.may_mark_unit(person(request)).allowed,
        "may_build": policies.may_build(person(request)).allowed,
    }


@page("candidates", policy=verb_policy("read_candidates"), title=_("Candidates"))
def candidates(request: HttpRequest, key: str) -> HttpResponse:
    """Fifty rows a page."""
    plan = queries.plan_of(person(request), key)
    chosen = queries.Filters.read(request.GET)
    found = Paginator(queries.candidates(person(request), plan, chosen), A_PAGE).get_page(
        request.GET.get("page")
    )
    context = plan_frame(request, plan, "candidates")
    context.update(
        chosen=chosen,
        sort=chosen.sort,
        kinds=KINDS,
        rows_page=found,
        rows=queries.candidate_rows(plan, list(found)),
        choices=queries.candidate_choices(plan),
        roadmap=queries.newest(person(request), plan),
        signals=queries.signal_legend(list(found)),
    )
    return render(request, "planning/candidates.html", context)


@page("candidate", policy=verb_policy("read_candidates"), title=_("Candidate"))
def drawer(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """The whole page, or only its part when it opens beside the list."""
    if "\0" in code:
        raise Http404
    plan = queries.plan_of(person(request), key)
    context = plan_frame(request, plan, "candidates")
    context["sheet"] = queries.candidate_sheet(person(request), plan, code)
    context["back"] = request.headers.get("Referer", "")
    part = bool(request.headers.get("HX-Request"))
    return render(request, "planning/parts/candidate.html" if part else "planning/candidate.html", context)
