"""One finding: everything about it, changing and explaining it, taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from lotrinh.method.faults import Faults
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.inspections.actions.record_finding import record_finding
from lotrinh.office.inspections.actions.withdraw_finding import withdraw_finding
from lotrinh.office.inspections.models import Finding
from lotrinh.office.inspections.pages.finding_form import content_from, form_words
from lotrinh.office.inspections.pages.record import whole_number
from lotrinh.office.inspections.policies import may_do
from lotrinh.office.inspections.queries import findings as queries
from lotrinh.office.inspections.recording.finding_content import KEYS
from lotrinh.office.inspections.recording.loading import content_of
from lotrinh.office.inspections.similar import mended_by, similar_findings
from lotrinh.office.platform.pages.register import page

READING = verb_policy("read_findings")


@page("finding", policy=READING, title=_("Finding"))
@require_http_methods(["GET", "POST"])
def finding(request: HttpRequest, uid: UUID) -> HttpResponse:
    """All of one; whoever may changes it here, after the minutes only its explanation."""
    actor = person(request)
    sheet = queries.finding_sheet(actor, uid)
    inspection, held, faults, status = sheet.finding.inspection, content_of(sheet.finding), [], 200
    if request.method == "POST":
        held = {**held, **_sent(request, sheet.finding)}
        content = {k: v for k, v in held.items() if k in KEYS}
        base = whole_number(request, "base_revision")
        try:
            result = record_finding(
                actor, inspection, content, at=timezone.now(), uid=uid, base_revision=base
            )
        except Faults as error:
            faults, status = error.faults, 422
        else:
            return _told(request, sheet.finding, result)
    context = {
        "sheet": sheet, "finding": sheet.finding, "inspection": inspection, "typed": held, "faults": faults,
        "may_write": may_do(actor, inspection, "record_finding"),
        "may_explain": may_do(actor, inspection, "explain_finding"),
        "may": {"keep_evidence": may_do(actor, inspection, "keep_evidence")},
        "mended": mended_by(actor, [sheet.finding.pk]).get(sheet.finding.pk, ()),
        "similar": similar_findings(actor, sheet.finding.text, besides=sheet.finding, most=4),
        "olds": queries.earlier_findings(actor, inspection), **form_words(inspection),
    }  # fmt: skip
    return render(request, "inspections/finding.html", context, status=status)


def _sent(request: HttpRequest, row: Finding) -> dict[str, Any]:
    """Of a form that explains alone, the facts are those that stand."""
    sent = content_from(request.POST)
    return {name: value for name, value in sent.items() if name in request.POST or name == "causes"}


def _told(request: HttpRequest, row: Finding, result: dict[str, Any]) -> HttpResponse:
    if result["outcome"] == "conflict":
        messages.warning(request, _now("Somebody else has changed this finding; both versions are kept."))
        return redirect("inspections:conflicts", uid=row.inspection.uid)
    messages.success(request, _now("The finding is recorded."))
    return redirect("inspections:finding", uid=row.uid)


@page("withdraw-finding", policy=READING, title=_("Take a finding back"))
@require_POST
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """With a reason; it stays in the record."""
    row = queries.finding_sheet(person(request), uid).finding
    reason, base = request.POST.get("reason", ""), whole_number(request, "base_revision")
    result = withdraw_finding(person(request), row, reason, base_revision=base, at=timezone.now())
    return _told(request, row, result)
