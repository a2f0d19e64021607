"""Where each person starts: the plans he has to do with, and the next thing to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.planning import queries
from lotrinh.office.platform.pages.register import page


@page("today", policy=verb_policy("read_plan"), title=_("What to do next"))
def today(request: HttpRequest) -> HttpResponse:
    """One desk a plan."""
    return render(request, "planning/today.html", {"desks": queries.desks(person(request))})
