"""My work today."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import may
from lotrinh.office.dashboards import queries
from lotrinh.office.dashboards.policies import may_read_reports
from lotrinh.office.planning import queries as planning_queries
from lotrinh.office.platform.pages.register import page
from lotrinh.office.platform.policies import signed_in


@page("work", policy=signed_in, title=_("My work today"))
def work(request: HttpRequest) -> HttpResponse:
    """What waits for this person, each line with its place, its age and why it is there."""
    actor, today = person(request), timezone.localdate()
    sections = queries.work_of(actor, today)
    context: dict[str, Any] = {
        "sections": sections,
        "today": today,
        "late": sum(line.tone == "bad" for one in sections for line in one.lines),
        "may_report": may_read_reports(actor).allowed,
        "desks": planning_queries.desks(actor) if may(actor, "read_candidates") else [],
    }
    return render(request, "dashboards/work.html", context)
