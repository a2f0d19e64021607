"""One printed page for the weekly meeting."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.dashboards import queries
from lotrinh.office.dashboards.policies import may_hold_meeting, may_read_reports
from lotrinh.office.platform.pages.register import page


@page("meeting", policy=may_hold_meeting, title=_("Weekly meeting"))
def meeting(request: HttpRequest) -> HttpResponse:
    """Figures, what is late, what has to be decided, this week and the next; fits an A4 page."""
    today = timezone.localdate()
    actor = person(request)
    context = {
        "found": queries.meeting_of(actor, today),
        "today": today,
        "may_report": may_read_reports(actor).allowed,
    }
    return render(request, "dashboards/meeting.html", context)
