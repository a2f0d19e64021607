"""The self-report of the unit: written here as it is typed, handed in, read by the team."""

from __future__ import annotations

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
from lotrinh.office.inspections import queries
from lotrinh.office.inspections.actions.hand_in_self_report import hand_in_self_report
from lotrinh.office.inspections.limits import is_late
from lotrinh.office.inspections.models import SelfReport
from lotrinh.office.inspections.outlines import question_of
from lotrinh.office.inspections.pages.frame import frame
from lotrinh.office.inspections.policies import may_do, may_read_inspections
from lotrinh.office.platform.files.limits import LIMITS
from lotrinh.office.platform.pages.register import page


@page("self-report", policy=may_read_inspections, title=gettext_lazy("Self-report"))
def self_report(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Section by section; to write for the unit while it is open, to read for others."""
    return _page(request, uid)


@page("hand-in-self-report", policy=may_read_inspections, title=gettext_lazy("Hand in the self-report"))
@require_POST
def hand_in(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Handed in and locked, or everything that is still missing."""
    inspection = queries.inspection_of(person(request), uid)
    report = queries.report_of(person(request), inspection)
    try:
        hand_in_self_report(person(request), report, at=timezone.now())
    except Faults as error:
        return _page(request, uid, error)
    messages.success(request, _("The report is handed in. It is locked from now on."))
    return redirect("inspections:self_report", uid=uid)


def _page(request: HttpRequest, uid: UUID, error: Faults | None = None) -> HttpResponse:
    context, actor = frame(request, uid, "self_report"), person(request)
    inspection = context["inspection"]
    report = queries.report_of(actor, inspection)
    sheet = queries.report_sheet(actor, report)
    open_now = report.state != SelfReport.HANDED_IN
    context.update(
        report=report,
        sheet=sheet,
        may_write=open_now and may_do(actor, inspection, "write_self_report").allowed,
        may_return=may_do(actor, inspection, "return_self_report").allowed,
        late=sheet.deadline is not None and is_late(sheet.deadline, timezone.localdate()),
        open_questions=[question_of(queries.outline_of(inspection), key) for key in sheet.open_items],
        faults=error.faults if error else None,
        limits=LIMITS,
    )
    return render(request, "inspections/self_report.html", context, status=422 if error else 200)
