"""One visit: why this unit, this team, this time; on a draft, the form that moves it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.planning import queries
from lotrinh.office.planning.pages.roadmap import frame
from lotrinh.office.platform.pages.register import page


@page("visit", policy=verb_policy("read_roadmap"), title=_("Visit"))
def visit_page(request: HttpRequest, pk: int, visit_pk: int) -> HttpResponse:
    """The whole page, or only its part when the wall chart opens it beside itself."""
    context = frame(request, pk, "board")
    visit = queries.visit_of(person(request), context["roadmap"], visit_pk)
    context["sheet"] = queries.visit_sheet(person(request), context["roadmap"], visit)
    part = bool(request.headers.get("HX-Request"))
    return render(request, "planning/parts/visit.html" if part else "planning/visit.html", context)
