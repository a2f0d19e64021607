"""One inspection: where it stands, what comes next and what that needs, limits, team, history."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.inspections import queries
from lotrinh.office.inspections.pages.frame import frame, where_done
from lotrinh.office.inspections.policies import may_read_inspections
from lotrinh.office.platform.pages.register import page


@page("inspection", policy=may_read_inspections, title=_("Inspection"))
def overview(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The whole of it at a glance."""
    context = frame(request, uid, "overview")
    inspection = context["inspection"]
    chain = queries.chain_of(person(request), inspection, timezone.localdate())
    context.update(
        chain=chain,
        team=queries.team_sheet(inspection),
        forward_url=where_done(chain.forward.verb.key, inspection) if chain.forward else "",
        others=[(n, url) for n in chain.others if (url := where_done(n.verb.key, inspection))],
    )
    return render(request, "inspections/inspection.html", context)
