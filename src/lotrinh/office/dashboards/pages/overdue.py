"""Everything overdue."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.dashboards import queries
from lotrinh.office.dashboards.policies import may_read_overdue
from lotrinh.office.platform.pages.register import page


@page("overdue", policy=may_read_overdue, title=_("Everything overdue"))
def overdue(request: HttpRequest) -> HttpResponse:
    """Limits of inspections and corrective actions, who has to act, and for how many days."""
    today = timezone.localdate()
    context = {"found": queries.overdue_of(person(request), today), "today": today}
    return render(request, "dashboards/overdue.html", context)
