"""Findings: of one inspection with a form to write one, and all that a person may see."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from lotrinh.method.faults import Faults
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import may, verb_policy
from lotrinh.office.inspections.actions.export_findings import export_findings
from lotrinh.office.inspections.actions.record_finding import record_finding
from lotrinh.office.inspections.exports.findings_csv import csv_lines
from lotrinh.office.inspections.exports.findings_excel import findings_workbook
from lotrinh.office.inspections.pages.finding_form import content_from, form_words
from lotrinh.office.inspections.pages.frame import frame
from lotrinh.office.inspections.policies import may_do
from lotrinh.office.inspections.queries import findings as queries
from lotrinh.office.inspections.queries import recording
from lotrinh.office.inspections.rows import UNIT, side_of
from lotrinh.office.inspections.similar import similar_findings
from lotrinh.office.platform.pages.register import page

A_PAGE: Final = 50
MOST_EXPORTED: Final = 50_000
READING = verb_policy("read_findings")


@page("findings-of", policy=READING, title=_("Findings of the inspection"))
@require_http_methods(["GET", "POST"])
def findings_of(request: HttpRequest, uid: UUID) -> HttpResponse:
    """All of one inspection; the form to write one more stands below."""
    context = frame(request, uid, "findings")
    actor, inspection = person(request), context["inspection"]
    status, faults, content = 200, [], {}
    if request.method == "POST":
        content = content_from(request.POST)
        try:
            record_finding(actor, inspection, content, at=timezone.now())
        except Faults as error:
            status, faults = 422, error.faults
        else:
            messages.success(request, _now("The finding is recorded."))
            return redirect("inspections:findings_of", uid=uid)
    context |= {
        "findings": queries.findings_of(actor, inspection),
        "words": queries.finding_words(),
        "faults": faults,
        "may_write": may_do(actor, inspection, "record_finding"),
        "may_attach": may_do(actor, inspection, "keep_evidence"),
    }
    if context["may_write"]:
        context |= _new(request, context, content)
    return render(request, "inspections/findings_of.html", context, status=status)


def _new(request: HttpRequest, context: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
    """What the form begins with: what was typed, or what the answer to a question suggests."""
    actor, inspection = person(request), context["inspection"]
    line, key = None, request.GET.get("question", "").replace("\0", "")
    if key:
        line = recording.line_of(actor, inspection, key)
    held = content or queries.prefilled(
        inspection, line.row if line else None, line.suggestion if line else None
    )
    olds = queries.earlier_findings(actor, inspection)
    text = held.get("text") or (line.row.text["vi"] if line else "")
    candidates = queries.found_before(inspection, olds, text, field=held.get("field", ""), item=key)
    return {"typed": held, "line": line, "olds": olds, "candidates": candidates, **form_words(inspection)}


@page("findings", policy=READING, title=_("Findings"))
@require_GET
def findings(request: HttpRequest) -> HttpResponse:
    """Fifty a page, by what was asked for."""
    actor = person(request)
    wish = queries.FindingWish.read(request.GET)
    found = Paginator(queries.found_findings(actor, wish), A_PAGE).get_page(request.GET.get("page"))
    found.object_list = queries.for_page(found.object_list)  # type: ignore[arg-type]
    context = {
        "wish": wish,
        "rows_page": found,
        "choices": queries.choices_of(actor),
        "words": queries.finding_words(),
        "may_export": may(actor, "export_findings"),
        "sort": wish.sort,
        "is_unit": side_of(actor) == UNIT,
    }
    return render(request, "inspections/findings.html", context)


@page("export-findings", policy=verb_policy("export_findings"), title=_("Export findings"))
@require_GET
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """What was asked for as a file; the export stands in the audit trail."""
    actor, at = person(request), timezone.now()
    if form not in ("xlsx", "csv"):
        raise Http404
    export_findings(actor, request.GET.dict(), form, at=at)
    wish = queries.FindingWish.read(request.GET)
    rows = queries.for_export(queries.found_findings(actor, wish))[:MOST_EXPORTED].iterator(chunk_size=2000)
    language = get_language() or "vi"
    words = queries.finding_words()
    name = f"phat-hien-{timezone.localtime(at):%Y%m%d-%H%M}.{form}"
    if form == "xlsx":
        data = findings_workbook(rows, words, language, at)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        response: HttpResponseBase = HttpResponse(data, content_type=kind)
    else:
        response = StreamingHttpResponse(
            csv_lines(rows, words, language), content_type="text/csv; charset=utf-8"
        )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@page("similar-findings", policy=READING, title=_("Similar findings"))
@require_GET
def similar(request: HttpRequest) -> HttpResponse:
    """While somebody types: similar findings elsewhere, and what mended them."""
    text = request.GET.get("text", "").replace("\0", "").strip()
    found = similar_findings(person(request), text) if len(text) >= 8 else []
    return render(request, "inspections/parts/similar.html", {"similar": found, "asked": text})
