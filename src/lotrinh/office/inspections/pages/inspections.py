"""The list of inspections: filters, counts, fifty rows a page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.inspections import queries
from lotrinh.office.inspections.policies import may_open_inspections, may_read_inspections
from lotrinh.office.inspections.rows import UNIT, side_of, workflow
from lotrinh.office.platform.pages.register import page

A_PAGE = 50


@page("inspections", policy=may_read_inspections, title=_("Inspections"))
def inspections(request: HttpRequest) -> HttpResponse:
    """Those this person may know of, by day."""
    actor, wish = person(request), queries.Wish.read(request.GET)
    found = Paginator(queries.found_inspections(actor, wish), A_PAGE).get_page(request.GET.get("page"))
    plans = queries.plans_with_inspections(actor)
    teams = queries.teams_by_plan(plans)
    context: dict[str, Any] = {
        "found": found,
        "rows": [(row, teams.get(row.plan_id or 0, {}).get(row.team_id, row.team_id)) for row in found],
        "wish": wish,
        "counts": queries.counts(actor),
        "plans": plans,
        "teams": _teams(teams),
        "states": workflow().states,
        "forms": workflow().forms,
        "today": timezone.localdate(),
        "is_unit": side_of(actor) == UNIT,
        "may_open": may_open_inspections(actor).allowed,
    }
    return render(request, "inspections/inspections.html", context)


def _teams(by_plan: dict[int, dict[str, str]]) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for names in by_plan.values():
        found |= {key: name for key, name in names.items() if key not in found}
    return sorted(found.items())
