"""The synthesis reports of a plan: all of them, one of them, its files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.dashboards import queries
from lotrinh.office.dashboards.pages.synthesis_forms import PeriodForm
from lotrinh.office.dashboards.policies import may_draft_report, may_read_reports
from lotrinh.office.dashboards.reports import named
from lotrinh.office.inspections.papers.forms import CopyForm, RegisterForm
from lotrinh.office.inspections.papers.sheet import FILES
from lotrinh.office.planning import queries as planning_queries
from lotrinh.office.platform.files.answers import file_response, preview_response
from lotrinh.office.platform.files.previews import SCREEN
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.platform.pages.register import page

Context = dict[str, Any]


@page("reports", policy=may_read_reports, title=gettext_lazy("Synthesis reports"))
def reports(request: HttpRequest) -> HttpResponse:
    """The reports of the plan that is most likely meant; others are chosen there."""
    plan = queries.reporting_plan()
    if plan is None:
        return render(request, "dashboards/synthesis_none.html")
    return redirect("dashboards:synthesis", key=plan.key)


@page("synthesis", policy=may_read_reports, title=gettext_lazy("Synthesis reports"))
def synthesis(request: HttpRequest, key: str) -> HttpResponse:
    """Every report of a plan, and the form that drafts one."""
    return render(request, "dashboards/synthesis.html", all_of(request, key))


def all_of(request: HttpRequest, key: str) -> Context:
    """What the page of all reports shows."""
    actor = person(request)
    context = _frame(request, key)
    lines = queries.report_lines(actor, context["plan"])
    alive = (OfficialPaper.DRAFT, OfficialPaper.SIGNED)
    return context | {
        "lines": [line for line in lines if line.state in alive],
        "earlier": [line for line in lines if line.state not in alive],
        "form": PeriodForm(None, context["plan"]) if may_draft_report(actor) else None,
        "others": [p for p in planning_queries.plans(actor) if p.key != key],
    }


def _frame(request: HttpRequest, key: str) -> Context:
    plan = planning_queries.plan_of(person(request), key)
    return {"plan": plan, "papers_at": reverse("dashboards:synthesis", args=[plan.key])}


@page("synthesis-paper", policy=may_read_reports, title=gettext_lazy("Synthesis report"))
def synthesis_paper(request: HttpRequest, key: str, paper: UUID) -> HttpResponse:
    """One report, and the forms for what this person may do with it."""
    return render(request, "dashboards/synthesis_one.html", one_of(request, key, paper))


def one_of(request: HttpRequest, key: str, paper: UUID) -> Context:
    """What the page of one report shows."""
    context = _frame(request, key)
    plan = context["plan"]
    row = queries.report_of(plan, paper)
    sheet = queries.report_sheet(person(request), plan, row)
    draft = row.state == OfficialPaper.DRAFT
    lacks_copy = row.state == OfficialPaper.SIGNED and not sheet.signatures
    registers = sheet.line.may_register
    return context | {
        "paper": row,
        "sheet": sheet,
        "period": named(plan, str(row.context.get("period_name", ""))),
        "register": register_form(None, None, plan, row) if draft and registers else None,
        "copy": CopyForm() if lacks_copy and registers else None,
    }


def register_form(data: Any, files: Any, plan: Any, row: OfficialPaper) -> RegisterForm:
    """The form that gives a report its number."""
    return RegisterForm(data, files, plan, row, timezone.localdate())


@page("synthesis-file", policy=may_read_reports, title=gettext_lazy("File of a synthesis report"))
def synthesis_file(request: HttpRequest, key: str, paper: UUID, name: str) -> HttpResponseBase:
    """name: docx, pdf or signed_file."""
    row = queries.report_of(_frame(request, key)["plan"], paper)
    stored = getattr(row, name) if name in FILES else None
    if stored is None:
        raise Http404
    return file_response(stored, inline=name == "signed_file", request=request)


@page("synthesis-preview", policy=may_read_reports, title=gettext_lazy("Picture of a synthesis report"))
def synthesis_preview(request: HttpRequest, key: str, paper: UUID) -> HttpResponseBase:
    """The first page as a picture."""
    row = queries.report_of(_frame(request, key)["plan"], paper)
    if row.pdf is None:
        raise Http404
    return preview_response(row.pdf, SCREEN, request=request)


@page(
    "synthesis-signature",
    policy=may_read_reports,
    title=gettext_lazy("File of a signature on a synthesis report"),
)
def synthesis_signature(request: HttpRequest, key: str, paper: UUID, pk: int) -> HttpResponseBase:
    """What was brought with one signature."""
    row = queries.report_of(_frame(request, key)["plan"], paper)
    signature = row.signatures.filter(pk=pk, file__isnull=False).select_related("file").first()
    if signature is None or signature.file is None:
        raise Http404
    return file_response(signature.file, inline=True, request=request)
