"""What is done with the synthesis reports of a plan."""

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
from lotrinh.office.dashboards.actions.draft_report import draft_report
from lotrinh.office.dashboards.actions.register_report import add_report_copy, register_report
from lotrinh.office.dashboards.actions.replace_report import replace_report
from lotrinh.office.dashboards.actions.withdraw_report import withdraw_report
from lotrinh.office.dashboards.pages.synthesis import Context, all_of, one_of, register_form
from lotrinh.office.dashboards.pages.synthesis_forms import PeriodForm
from lotrinh.office.dashboards.policies import may_draft_report, may_read_reports, may_register_report
from lotrinh.office.inspections.papers.forms import CopyForm
from lotrinh.office.platform.files.fields import upload_redirect
from lotrinh.office.platform.pages.register import page
from lotrinh.office.platform.policies import require


def _tried(request: HttpRequest, context: Context, error: Faults | None, template: str) -> HttpResponse:
    context["faults"] = error.faults if error else None
    return render(request, f"dashboards/{template}.html", context, status=422)


def _one(request: HttpRequest, context: Context) -> HttpResponse:
    return upload_redirect(request, f"{context['papers_at']}{context['paper'].uid}/")


@page("draft-synthesis", policy=may_read_reports, title=gettext_lazy("Draft a synthesis report"))
@require_POST
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """Make or renew the draft of a period, then show it."""
    actor = person(request)
    require(may_draft_report(actor))
    context = all_of(request, key)
    form = context["form"] = PeriodForm(request.POST, context["plan"])
    if not form.is_valid():
        return _tried(request, context, None, "synthesis")
    try:
        made = draft_report(actor, context["plan"], form.chosen(), at=timezone.now())
    except Faults as error:
        return _tried(request, context, error, "synthesis")
    messages.success(request, _("The draft is made; read it before it is signed."))
    return redirect("dashboards:synthesis_paper", key=key, paper=made.uid)


@page("redraft-synthesis", policy=may_read_reports, title=gettext_lazy("Make a synthesis report anew"))
@require_POST
def redraft(request: HttpRequest, key: str, paper: UUID) -> HttpResponse:
    """The draft of the same period, counted anew."""
    context, actor = one_of(request, key, paper), person(request)
    try:
        made = draft_report(actor, context["plan"], context["period"], at=timezone.now())
    except Faults as error:
        return _tried(request, context, error, "synthesis_one")
    messages.success(request, _("The draft is made; read it before it is signed."))
    return redirect("dashboards:synthesis_paper", key=key, paper=made.uid)


@page("register-synthesis", policy=may_read_reports, title=gettext_lazy("Register a synthesis report"))
@require_POST
def register(request: HttpRequest, key: str, paper: UUID) -> HttpResponse:
    """Number and date, the signer, the signed copy."""
    context, actor = one_of(request, key, paper), person(request)
    require(may_register_report(actor))
    plan, row = context["plan"], context["paper"]
    form = context["register"] = register_form(request.POST, request.FILES, plan, row)
    if not form.is_valid():
        return _tried(request, context, None, "synthesis_one")
    said = form.cleaned_data
    try:
        row = register_report(
            actor, plan, row, signed_on=said["signed_on"], signer_name=said["signer_name"],
            signer_office=said["signer_office"], signed_file=form.bytes_of("copy"),
            expected_revision=said["revision"], at=timezone.now(),
        )  # fmt: skip
    except Faults as error:
        return _tried(request, context, error, "synthesis_one")
    number = f"{row.number:02d}/{row.symbol}"
    messages.success(request, _("Registered as number %(number)s.") % {"number": number})
    return _one(request, context)


@page("synthesis-copy", policy=may_read_reports, title=gettext_lazy("Add the signed copy of a report"))
@require_POST
def add_copy(request: HttpRequest, key: str, paper: UUID) -> HttpResponse:
    """The scan of a report that was registered without one."""
    context, actor = one_of(request, key, paper), person(request)
    require(may_register_report(actor))
    form = context["copy"] = CopyForm(request.POST, request.FILES)
    if not form.is_valid():
        return _tried(request, context, None, "synthesis_one")
    try:
        data = form.cleaned_data["copy"][0].read()
        add_report_copy(actor, context["plan"], context["paper"], data, at=timezone.now())
    except Faults as error:
        return _tried(request, context, error, "synthesis_one")
    messages.success(request, _("The signed copy is kept."))
    return _one(request, context)


@page("replace-synthesis", policy=may_read_reports, title=gettext_lazy("Replace a synthesis report"))
@require_POST
def replace(request: HttpRequest, key: str, paper: UUID) -> HttpResponse:
    """A new draft that names the signed one, which counts until the new one is signed."""
    context, actor = one_of(request, key, paper), person(request)
    reason = request.POST.get("reason", "").replace("\0", "")
    try:
        made = replace_report(actor, context["plan"], context["paper"], reason, at=timezone.now())
    except Faults as error:
        return _tried(request, context, error, "synthesis_one")
    messages.success(request, _("The replacement is drafted; the old report counts until it is signed."))
    return redirect("dashboards:synthesis_paper", key=key, paper=made.uid)


@page("withdraw-synthesis", policy=may_read_reports, title=gettext_lazy("Withdraw a draft report"))
@require_POST
def withdraw(request: HttpRequest, key: str, paper: UUID) -> HttpResponse:
    """The draft is put aside, with the reason."""
    context, actor = one_of(request, key, paper), person(request)
    reason = request.POST.get("reason", "").replace("\0", "")
    try:
        withdraw_report(actor, context["plan"], context["paper"], reason, at=timezone.now())
    except Faults as error:
        return _tried(request, context, error, "synthesis_one")
    messages.success(request, _("The draft is withdrawn."))
    return redirect("dashboards:synthesis", key=key)
