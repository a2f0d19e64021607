"""The Word form of the self-report: taken from here, sent back, looked at, taken."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.inspections import queries
from lotrinh.office.inspections.actions.hand_in_self_report import values_of
from lotrinh.office.inspections.actions.take_word_report import (
    DOCX,
    preview_word_report,
    take_word_report,
)
from lotrinh.office.inspections.outlines import outline_of
from lotrinh.office.inspections.pages.frame import frame
from lotrinh.office.inspections.policies import may_do, may_read_inspections
from lotrinh.office.inspections.word_form import make_form
from lotrinh.office.platform.files.names import content_disposition
from lotrinh.office.platform.pages.register import page
from lotrinh.office.platform.policies import require


@page("self-report-form", policy=may_read_inspections, title=gettext_lazy("Word form of the self-report"))
def word_form(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A DOCX with what was written so far."""
    inspection = queries.inspection_of(person(request), uid)
    report = queries.report_of(person(request), inspection)
    data = make_form(inspection, outline_of(inspection), values_of(report))
    answer = HttpResponse(data, content_type=DOCX)
    name = f"bao-cao-tu-kiem-tra-{inspection.unit.code}.docx"
    answer.headers["Content-Disposition"] = content_disposition(name, inline=False)
    return answer


@page("self-report-word", policy=may_read_inspections, title=gettext_lazy("Send the filled Word form"))
def word(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The file sent: row by row what it says; taken: every row, or none when one is wrong."""
    context, actor = frame(request, uid, "self_report"), person(request)
    report = queries.report_of(actor, context["inspection"])
    require(may_do(actor, context["inspection"], "write_self_report"))
    context["report"] = report
    if request.method == "POST":
        try:
            if request.POST.get("take"):
                count = take_word_report(
                    actor, report, _uid(request.POST.get("take", "")), request.POST.get("seen", ""),
                    at=timezone.now(),
                )  # fmt: skip
                messages.success(request, _("Items taken from the form: %(n)s") % {"n": count})
                return redirect("inspections:self_report", uid=uid)
            upload = request.FILES.get("file")
            if upload is None:
                vi, en = "Hãy chọn phiếu đã ghi.", "Choose the filled form."
                raise Faults(Fault("inspections.no_file", "file", vi, en, expected="DOCX"))
            context["preview"] = preview_word_report(
                actor, report, upload, upload.name or "", at=timezone.now()
            )
        except Faults as error:
            context["faults"] = error.faults
    return render(request, "inspections/word.html", context, status=422 if context.get("faults") else 200)


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        vi, en = (
            "Không tìm thấy tệp đã xem trước; hãy gửi lại phiếu.",
            "The file is not there; send it again.",
        )
        raise Faults(Fault("inspections.no_form_file", "file", vi, en, got=text[:60])) from None
