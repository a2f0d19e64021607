"""The teams' week."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.dashboards import queries
from lotrinh.office.dashboards.policies import may_read_week
from lotrinh.office.platform.pages.register import page


@page("week", policy=may_read_week, title=_("The teams' week"))
def week(request: HttpRequest) -> HttpResponse:
    """Teams down, days across; one week, one team or all."""
    today = timezone.localdate()
    team = request.GET.get("team", "").replace("\0", "")[:150]
    monday = queries.monday_of(request.GET.get("week", ""), today)
    context = {"week": queries.week_of(person(request), monday, team), "team": team, "today": today}
    return render(request, "dashboards/week.html", context)
