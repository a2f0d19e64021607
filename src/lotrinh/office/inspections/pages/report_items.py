"""What the page of the self-report sends as one types: an item, a file, in JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.inspections import queries
from lotrinh.office.inspections.actions.keep_report_evidence import (
    keep_report_evidence,
    withdraw_report_evidence,
)
from lotrinh.office.inspections.actions.write_self_report import save_item
from lotrinh.office.inspections.models import Evidence, SelfReport
from lotrinh.office.inspections.policies import may_read_inspections
from lotrinh.office.platform.files.answers import file_response
from lotrinh.office.platform.pages.register import page

MOST_BYTES = 2_000_000


@page("self-report-item", policy=may_read_inspections, title=_("Save an item of the self-report"), json=True)
@require_POST
def item(request: HttpRequest, uid: UUID, key: str) -> HttpResponse:
    """200 with the new revision; 409 with what somebody else has written meanwhile; 422 with the faults."""
    report = _report(request, uid)
    try:
        value, base = _sent(request)
        saved = save_item(person(request), report, key, value, base, at=timezone.now())
    except Faults as error:
        return faulty(error)
    told = queries.item_json(saved.item, key) | {"now": timezone.now().isoformat()}
    return (
        JsonResponse(told) if saved.taken else JsonResponse({"code": "conflict", "theirs": told}, status=409)
    )


def _sent(request: HttpRequest) -> tuple[Any, int]:
    """The value and the revision that the writer had before him."""
    try:
        body = request.body
    except RequestDataTooBig:
        raise Faults(_too_large()) from None
    if len(body) > MOST_BYTES:
        raise Faults(_too_large())
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or not isinstance(said.get("base_revision"), int):
        raise Faults(
            Fault(
                "inspections.bad_item",
                "body",
                "Máy chủ không đọc được nội dung gửi lên; nội dung vẫn còn trên trang, hãy tải lại trang.",
                "The server could not read what was sent; it is still on the page, load the page again.",
                got=f"{len(body)} bytes",
                expected='{"value", "base_revision"}',
            )
        )
    return said.get("value"), said["base_revision"]


@page(
    "self-report-evidence", policy=may_read_inspections, title=_("Add evidence to the self-report"), json=True
)
@require_POST
def evidence(request: HttpRequest, uid: UUID, key: str) -> HttpResponse:
    """A file with the day that it is about; 422 with the faults of the file."""
    report, upload = _report(request, uid), request.FILES.get("file")
    try:
        if upload is None:
            raise Faults(_no_file())
        kept, notices = keep_report_evidence(
            person(request),
            report,
            key,
            upload,
            upload.name or "",
            caption=request.POST.get("caption", ""),
            about_on=_day(request.POST.get("about_on", "")),
            at=timezone.now(),
        )
    except Faults as error:
        return faulty(error)
    return JsonResponse({"evidence": _told(kept), "notices": [n.as_dict() for n in notices]})


@page("self-report-evidence-withdraw", policy=may_read_inspections, title=_("Take evidence back"), json=True)
@require_POST
def withdraw(request: HttpRequest, uid: UUID, evidence: UUID) -> HttpResponse:
    """Taken back; it stays on record."""
    try:
        withdraw_report_evidence(person(request), _report(request, uid), evidence, at=timezone.now())
    except Faults as error:
        return faulty(error)
    return JsonResponse({"withdrawn": str(evidence)})


@page("self-report-file", policy=may_read_inspections, title=_("A file of the self-report"))
def report_file(request: HttpRequest, uid: UUID, evidence: UUID) -> HttpResponseBase:
    """The file itself, for whoever may see the evidence."""
    found = queries.evidence_file(person(request), _report(request, uid), evidence)
    return file_response(found.file, inline=True, request=request)


def _report(request: HttpRequest, uid: UUID) -> SelfReport:
    inspection = queries.inspection_of(person(request), uid)
    return queries.report_of(person(request), inspection)


def faulty(error: Faults) -> JsonResponse:
    """422 with every fault."""
    return JsonResponse({"code": "faults", "faults": [f.as_dict() for f in error.faults]}, status=422)


def _told(kept: Evidence) -> dict[str, Any]:
    return {
        "uid": str(kept.uid),
        "name": kept.file.name,
        "size": kept.file.size,
        "caption": kept.caption,
        "about_on": kept.about_on.isoformat() if kept.about_on else "",
    }


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        vi = "Ngày của minh chứng chưa đúng; hãy chọn lại."
        en = "The day of the evidence is not right; choose it again."
        raise Faults(
            Fault("inspections.about_on", "about_on", vi, en, got=text[:40], expected="yyyy-mm-dd")
        ) from None


def _too_large() -> Fault:
    return Fault(
        "inspections.item_too_large",
        "body",
        "Nội dung quá dài; nội dung vẫn còn trên trang, hãy rút gọn hoặc đính kèm tệp.",
        "The text is too long; it is still on the page, shorten it or attach it as a file.",
        expected=f"<= {MOST_BYTES} bytes",
    )


def _no_file() -> Fault:
    return Fault("inspections.no_file", "file", "Hãy chọn một tệp.", "Choose a file.", expected="a file")
