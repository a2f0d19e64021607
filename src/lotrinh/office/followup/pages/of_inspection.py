"""The corrective actions of one inspection, issuing its conclusion, and closing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lotrinh.method.faults import Faults
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.followup import queries
from lotrinh.office.followup.actions.close_inspection import close_inspection
from lotrinh.office.followup.actions.issue_conclusion import conclude as issue
from lotrinh.office.followup.needs import corrections_done
from lotrinh.office.followup.pages.frame import said, too_late
from lotrinh.office.followup.policies import may_read_corrections
from lotrinh.office.inspections.pages.frame import frame
from lotrinh.office.inspections.policies import may_do
from lotrinh.office.inspections.queries import inspection_of
from lotrinh.office.platform.pages.register import page
from lotrinh.office.platform.policies import Refused


@page("of-inspection", policy=may_read_corrections, title=gettext_lazy("Corrections of an inspection"))
def of_inspection(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Every item of the conclusion with its state; the button that closes, when everything is verified."""
    actor, today = person(request), timezone.localdate()
    context = frame(request, uid, "corrections")
    inspection = context["inspection"]
    rows = queries.corrections(actor, queries.Wish(inspection=str(uid)), today)
    context.update(
        lines=queries.correction_lines(rows, today),
        may_close=may_do(actor, inspection, "close"),
        in_the_way=corrections_done(inspection, {}),
        today=today,
    )
    return render(request, "followup/of_inspection.html", context)


@page("close-inspection", policy=verb_policy("close"), title=gettext_lazy("Close an inspection"))
@require_POST
def close(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Close it, or say which corrective actions are still open."""
    inspection = inspection_of(person(request), uid)
    try:
        close_inspection(person(request), inspection, at=timezone.now())
    except Faults as error:
        messages.error(request, said(error))
    else:
        messages.success(request, _("The inspection is closed."))
    return redirect("followup:of_inspection", uid=uid)


@page("conclude", policy=verb_policy("draft_conclusion"), title=gettext_lazy("Issue the conclusion"))
def conclude(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What will happen, item by item; and, for a leader, the button."""
    faults: list[Any] = []
    if request.method == "POST":
        answer, faults = _issue(request, uid)
        if answer is not None:
            return answer
    context, today = frame(request, uid, "conclude"), timezone.localdate()
    sheet = queries.conclusion_sheet(person(request), context["inspection"], today)
    context.update(sheet=sheet, faults=faults, today=today)
    return render(request, "followup/conclude.html", context, status=409 if faults else 200)


def _issue(request: HttpRequest, uid: UUID) -> tuple[HttpResponse | None, list[Any]]:
    try:
        made = issue(person(request), inspection_of(person(request), uid), at=timezone.now())
    except Faults as error:
        return None, list(error.faults)
    except Refused as refused:
        return None, too_late(refused)
    messages.success(
        request, _("The conclusion is issued; corrective actions ordered: %(n)s.") % {"n": len(made)}
    )
    return redirect("followup:of_inspection", uid=uid), []
