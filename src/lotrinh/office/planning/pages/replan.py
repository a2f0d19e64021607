"""Replan after a change: choose the change, see the moves, take them as a new version."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.planning.pages.roadmap import frame
from lotrinh.office.platform.pages.register import page


@page("replan", policy=verb_policy("replan_roadmap"), title=_("Replan after a change"))
def replan_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The form."""
    return render(request, "planning/replan.html", frame(request, pk, "replan"))
