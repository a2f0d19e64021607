"""Evidence: attaching a file, looking at it, taking it out, taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.inspections import queries
from lotrinh.office.inspections.actions.keep_evidence import KeptEvidence, On, keep_evidence
from lotrinh.office.inspections.actions.withdraw_evidence import withdraw_evidence
from lotrinh.office.inspections.models import Evidence
from lotrinh.office.inspections.policies import may_do
from lotrinh.office.inspections.recording.incoming import as_uuid
from lotrinh.office.platform.files.answers import file_response, preview_response
from lotrinh.office.platform.files.fields import upload_redirect
from lotrinh.office.platform.files.previews import SCREEN, THUMB, pages_to_see
from lotrinh.office.platform.pages.register import page

READING = verb_policy("read_inspections")


@page("add-evidence", policy=READING, title=_("Attach a file"))
@require_POST
def add(request: HttpRequest, uid: UUID) -> HttpResponse:
    """From the desk or a finding; then back there. Its script takes a refusal without leaving the page."""
    inspection = queries.inspection_of(person(request), uid)
    upload = request.FILES.get("file")
    if upload is None:
        raise Faults(_no_file())
    on = On(
        question=_text(request, "question"),
        slot=_text(request, "slot"),
        finding=as_uuid(_text(request, "finding")),
        piece=as_uuid(_text(request, "piece")),
        caption=_text(request, "caption")[:500],
        about_on=_day(request),
    )
    kept = keep_evidence(person(request), inspection, upload, upload.name or "", on, at=timezone.now())
    _tell(request, kept)
    return upload_redirect(request, _next(request) or inspection_page(kept.evidence))


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\0", "").strip()


def _day(request: HttpRequest) -> Any:
    try:
        return parse_date(_text(request, "about_on"))
    except ValueError:
        return None


def _next(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""


def _tell(request: HttpRequest, kept: KeptEvidence) -> None:
    messages.success(request, _now("The file is kept."))
    for notice in kept.notices:
        messages.info(request, notice.sentence(get_language() or "vi"))
    if kept.duplicates:
        messages.warning(request, _now("The same file is among the evidence of this inspection already."))


def _no_file() -> Fault:
    return Fault("inspections.no_file", "file", "Hãy chọn một tệp.", "Choose a file.", expected="a file")


def inspection_page(piece: Evidence) -> str:
    """Where a piece belongs."""
    if piece.finding_id and piece.finding:
        return f"/findings/{piece.finding.uid}/"
    return f"/inspections/{piece.inspection.uid}/record/"


def _piece(request: HttpRequest, uid: UUID) -> Evidence:
    rows = Evidence.objects.visible_to(person(request)).select_related(
        "file", "inspection__unit", "question", "finding", "by"
    )
    found: Evidence = get_object_or_404(rows, uid=uid)
    return found


@page("evidence", policy=READING, title=_("Evidence"))
@require_GET
def evidence(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One piece with its versions."""
    piece = _piece(request, uid)
    versions = Evidence.objects.visible_to(person(request)).filter(piece=piece.piece)
    context = {
        "piece": piece, "inspection": piece.inspection, "pages": range(1, pages_to_see(piece.file) + 1),
        "versions": versions.select_related("file", "by").order_by("-number"), "back": inspection_page(piece),
        "may": {"keep_evidence": may_do(person(request), piece.inspection, "keep_evidence")},
    }  # fmt: skip
    return render(request, "inspections/evidence.html", context)


@page("evidence-file", policy=READING, title=_("A file of evidence"))
@require_GET
def download(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """The file as it came."""
    inline = request.GET.get("show") == "1"
    return file_response(_piece(request, uid).file, inline=inline, request=request)


@page("evidence-preview", policy=READING, title=_("A preview of evidence"))
@require_GET
def preview(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """A small picture of an image, or of a page of a PDF."""
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdigit() and len(number) <= 2):
        raise Http404
    size = SCREEN if request.GET.get("size") == SCREEN else THUMB
    return preview_response(_piece(request, uid).file, size, int(number), request=request)


@page("withdraw-evidence", policy=READING, title=_("Take evidence back"))
@require_POST
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """With a reason; the file stays in the record."""
    piece = _piece(request, uid)
    withdraw_evidence(person(request), piece, _text(request, "reason"), at=timezone.now())
    messages.success(request, _now("The file was taken back; it stays in the record."))
    return redirect(inspection_page(piece))
