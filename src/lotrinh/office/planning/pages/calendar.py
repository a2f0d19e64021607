"""The roadmap as month calendars."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.planning import queries
from lotrinh.office.planning.pages.roadmap import frame
from lotrinh.office.platform.pages.register import page


@page("calendar", policy=verb_policy("read_roadmap"), title=_("Month calendar"))
def calendar_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Every month of the period."""
    context = frame(request, pk, "calendar")
    context["months"] = queries.months(person(request), context["roadmap"])
    return render(request, "planning/calendar.html", context)
