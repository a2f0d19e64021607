"""The team of an inspection: set up by decision, changed with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.method.faults import Faults
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.inspections import queries
from lotrinh.office.inspections.actions.change_member import change_member
from lotrinh.office.inspections.actions.set_up_team import arrange_team, set_up_team
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.pages.frame import frame
from lotrinh.office.inspections.pages.people import accounts_by_key, line_count, people_from, person_from
from lotrinh.office.inspections.policies import may_do, may_read_inspections
from lotrinh.office.inspections.seating import ROLES
from lotrinh.office.platform.pages.register import page

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

FREE_LINES = 2


@page("inspection-team", policy=may_read_inspections, title=gettext_lazy("Team"))
def team(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Who sits in it; with the forms of whoever may set it up or change it."""
    context, actor = frame(request, uid, "team"), person(request)
    inspection = context["inspection"]
    if request.method == "POST":
        try:
            _do(actor, inspection, request.POST)
        except Faults as error:
            context["faults"] = error.faults
        else:
            messages.success(request, _("The team is kept."))
            return redirect("inspections:team", uid=uid)
    may_set_up = may_do(actor, inspection, "set_up_team").allowed
    may_change = may_do(actor, inspection, "change_member").allowed
    context.update(
        team=queries.team_sheet(inspection), may_set_up=may_set_up, may_change=may_change, roles=ROLES
    )
    if may_set_up or may_change:
        context.update(
            accounts=queries.accounts_to_seat(),
            bodies=queries.bodies_to_name(inspection),
            lines=_lines(request, inspection),
            typed=request.POST if context.get("faults") else {},
        )
    return render(request, "inspections/team.html", context, status=422 if context.get("faults") else 200)


def _do(actor: Account, inspection: Inspection, said: Mapping[str, Any]) -> None:
    at = timezone.now()
    if said.get("do") == "change":
        seats = {str(s.pk): s for s in inspection.seats.all()}
        leaves = seats.get(str(said.get("leaves", "")))
        joins = person_from(inspection, said, "", accounts_by_key())
        change_member(actor, inspection, leaves, joins, str(said.get("reason", "")), at=at)
    elif said.get("do") == "arrange":
        arrange_team(actor, inspection, people_from(inspection, said), at=at)
    else:
        set_up_team(actor, inspection, people_from(inspection, said), at=at)


def _lines(request: HttpRequest, inspection: Inspection) -> list[dict[str, Any]]:
    """The lines of the form: as they were typed, else as they stand, with free ones below."""
    if request.method == "POST" and request.POST.get("do") != "change":
        return [
            {
                name: request.POST.get(f"{name}-{n}", "")
                for name in ("name", "role", "office", "body", "nomination")
            }
            | {"number": n, "account": request.POST.get(f"account-{n}", "")}
            for n in range(line_count(request.POST))
        ]
    seats = [s for s in inspection.seats.all() if s.ended_at is None]
    lines = [
        {"number": n, "name": s.name, "role": s.role, "office": s.office, "body": s.body_code,
         "nomination": s.nomination, "account": str(s.account_id or "")}
        for n, s in enumerate(seats)
    ]  # fmt: skip
    free = {"name": "", "role": "member", "office": "", "body": "", "nomination": "", "account": ""}
    return [*lines, *({**free, "number": len(lines) + n} for n in range(FREE_LINES))]
