"""The papers of an inspection: all of them, one of them, their files, drafting, registering, replacing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lotrinh.method.faults import Faults
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.inspections import queries
from lotrinh.office.inspections.actions.register_paper import add_signed_copy, register_paper
from lotrinh.office.inspections.actions.return_team_report import return_team_report
from lotrinh.office.inspections.actions.sign_minutes import (
    sign_minutes,
    sign_minutes_digitally,
    unsigned_sides,
)
from lotrinh.office.inspections.actions.submit_team_report import submit_team_report
from lotrinh.office.inspections.pages.frame import frame
from lotrinh.office.inspections.papers.archive import archive_name, write_archive
from lotrinh.office.inspections.papers.drafting import draft_for, replace_for
from lotrinh.office.inspections.papers.forms import (
    CopyForm,
    DigitalForm,
    MinutesForm,
    ReasonForm,
    RegisterForm,
)
from lotrinh.office.inspections.papers.permissions import VERBS, may_draft, may_take_file, papers_of
from lotrinh.office.inspections.papers.sheet import FILES, is_by_sides, paper_sheet, papers_sheet
from lotrinh.office.inspections.policies import may_do, may_read_inspections
from lotrinh.office.platform.files.answers import file_response, preview_response
from lotrinh.office.platform.files.fields import upload_redirect
from lotrinh.office.platform.files.names import content_disposition
from lotrinh.office.platform.files.previews import SCREEN
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.platform.pages.register import page
from lotrinh.office.platform.papers.actions import withdraw_paper
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.inspections.models import Inspection

Context = dict[str, Any]
MADE_BY_THEIR_VERB = ("decision-change", "reminder")
"""Papers that are drafted where the thing they tell of is done, never from the list."""


@page("papers", policy=may_read_inspections, title=gettext_lazy("Papers of an inspection"))
def papers(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Every paper with its state, what is missing, and the whole file for those who may take it."""
    context, actor = frame(request, uid, "papers"), person(request)
    inspection = context["inspection"]
    context.update(
        sheet=papers_sheet(actor, inspection),
        may_take_file=may_take_file(actor, inspection).allowed,
        may_submit=may_do(actor, inspection, "submit_team_report").allowed,
        may_return=may_do(actor, inspection, "return_team_report").allowed,
        may_conclude=may_do(actor, inspection, "conclude").allowed,
    )
    return render(request, "inspections/papers.html", context)


@page("paper", policy=may_read_inspections, title=gettext_lazy("A paper"))
def paper(request: HttpRequest, uid: UUID, paper: UUID) -> HttpResponse:
    """One paper: what is known of it, and the forms for what this person may do with it."""
    context = _one(request, uid, paper)
    return render(request, "inspections/papers_one.html", context)


def _one(request: HttpRequest, uid: UUID, key: UUID) -> Context:
    context, actor = frame(request, uid, "papers"), person(request)
    row = paper_of(actor, context["inspection"], key)
    context.update(paper=row, sheet=paper_sheet(actor, context["inspection"], row))
    if row.state == OfficialPaper.DRAFT and context["sheet"].line.may_register and not is_by_sides(row):
        context["register"] = _register_form(None, None, context)
    if row.state == OfficialPaper.DRAFT and row.template == "minutes":
        decision = may_do(actor, context["inspection"], "sign_minutes")
        context["sign_decision"] = decision
        if decision.allowed:
            sides = unsigned_sides(row)
            context["sign"] = _minutes_form(None, None, context)
            context["digital"] = DigitalForm(None, None, sides) if sides else None
    context["copy"] = CopyForm() if _lacks_copy(context) else None
    context["reason"] = ReasonForm()
    return context


def _lacks_copy(context: Context) -> bool:
    row = context["paper"]
    return bool(
        row.state == OfficialPaper.SIGNED
        and not context["sheet"].signatures
        and context["sheet"].line.may_register
    )


def _register_form(data: Any, files: Any, context: Context) -> RegisterForm:
    return RegisterForm(data, files, context["inspection"].plan, context["paper"], timezone.localdate())


def _minutes_form(data: Any, files: Any, context: Context) -> MinutesForm:
    return MinutesForm(data, files, context["inspection"].plan, context["paper"], timezone.localdate())


def paper_of(actor: Account, inspection: Inspection, key: UUID) -> OfficialPaper:
    """A paper that this person may read; 404 for every other."""
    found = papers_of(actor, inspection).select_related("docx", "pdf", "signed_file").filter(uid=key).first()
    if found is None:
        raise Http404
    return found


@page("paper-file", policy=may_read_inspections, title=gettext_lazy("File of a paper"))
def paper_file(request: HttpRequest, uid: UUID, paper: UUID, name: str) -> HttpResponseBase:
    """name: docx, pdf or signed_file."""
    actor = person(request)
    row = paper_of(actor, queries.inspection_of(actor, uid), paper)
    stored = getattr(row, name) if name in FILES else None
    if stored is None:
        raise Http404
    return file_response(stored, inline=name == "signed_file", request=request)


@page("paper-preview", policy=may_read_inspections, title=gettext_lazy("Picture of a paper"))
def paper_preview(request: HttpRequest, uid: UUID, paper: UUID) -> HttpResponseBase:
    """The first page as a picture."""
    actor = person(request)
    row = paper_of(actor, queries.inspection_of(actor, uid), paper)
    if row.pdf is None:
        raise Http404
    return preview_response(row.pdf, SCREEN, request=request)


@page("signature-file", policy=may_read_inspections, title=gettext_lazy("File of a signature"))
def signature_file(request: HttpRequest, uid: UUID, paper: UUID, pk: int) -> HttpResponseBase:
    """What was brought with one signature."""
    actor = person(request)
    row = paper_of(actor, queries.inspection_of(actor, uid), paper)
    signature = row.signatures.filter(pk=pk, file__isnull=False).select_related("file").first()
    if signature is None or signature.file is None:
        raise Http404
    return file_response(signature.file, inline=True, request=request)


@page("draft-paper", policy=may_read_inspections, title=gettext_lazy("Draft a paper"))
@require_POST
def draft(request: HttpRequest, uid: UUID, template: str) -> HttpResponse:
    """Make or renew the draft of a paper, then show it."""
    actor = person(request)
    inspection = queries.inspection_of(actor, uid)
    if template not in VERBS or template in MADE_BY_THEIR_VERB:
        raise Http404
    signer = request.POST.get("signer", "")
    try:
        made = draft_for(
            actor, inspection, template, extra={"signer": signer} if signer else None, at=timezone.now()
        )
    except Faults as error:
        _told(request, error)
        return redirect("inspections:papers", uid=uid)
    messages.success(request, _("The draft is made; read it before it is signed."))
    return redirect("inspections:paper", uid=uid, paper=made.uid)


def _address(row: OfficialPaper, uid: UUID) -> str:
    return reverse("inspections:paper", args=[uid, row.uid])


def _told(request: HttpRequest, error: Faults) -> None:
    language = "en" if request.LANGUAGE_CODE == "en" else "vi"
    for fault in error.faults:
        messages.error(request, fault.sentence(language))


def _tried(request: HttpRequest, context: Context, faults: Faults | None) -> HttpResponse:
    context["faults"] = faults.faults if faults else None
    return render(request, "inspections/papers_one.html", context, status=422)


@page("register-paper", policy=may_read_inspections, title=gettext_lazy("Register a signed paper"))
@require_POST
def register(request: HttpRequest, uid: UUID, paper: UUID) -> HttpResponse:
    """Number and date, the signer, the signed copy."""
    context, actor = _one(request, uid, paper), person(request)
    form = context["register"] = _register_form(request.POST, request.FILES, context)
    if not form.is_valid():
        return _tried(request, context, None)
    said = form.cleaned_data
    try:
        row = register_paper(
            actor, context["inspection"], context["paper"], signed_on=said["signed_on"],
            signer_name=said["signer_name"], signer_office=said["signer_office"],
            signed_file=form.bytes_of("copy"),
            expected_revision=said["revision"], at=timezone.now(),
        )  # fmt: skip
    except Faults as error:
        return _tried(request, context, error)
    number = f"{row.number:02d}/{row.symbol}"
    messages.success(request, _("Registered as number %(number)s.") % {"number": number})
    return upload_redirect(request, _address(row, uid))


@page("sign-minutes", policy=may_read_inspections, title=gettext_lazy("Sign the minutes"))
@require_POST
def sign(request: HttpRequest, uid: UUID, paper: UUID) -> HttpResponse:
    """Both sides by hand, or the unit's refusal; the step of the chain is taken."""
    context, actor = _one(request, uid, paper), person(request)
    form = context["sign"] = _minutes_form(request.POST, request.FILES, context)
    if not form.is_valid():
        return _tried(request, context, None)
    try:
        sign_minutes(
            actor, context["inspection"], signed_on=form.cleaned_data["signed_on"], offices=form.offices(),
            signed_file=form.bytes_of("copy"), expected_revision=form.cleaned_data["revision"],
            at=timezone.now(),
        )  # fmt: skip
    except Faults as error:
        return _tried(request, context, error)
    messages.success(request, _("The minutes are signed; answers and findings are closed."))
    return upload_redirect(request, _address(context["paper"], uid))


@page(
    "sign-minutes-digitally",
    policy=may_read_inspections,
    title=gettext_lazy("Digital signature on the minutes"),
)
@require_POST
def sign_digitally(request: HttpRequest, uid: UUID, paper: UUID) -> HttpResponse:
    """One side's signed PDF."""
    context, actor = _one(request, uid, paper), person(request)
    form = context["digital"] = DigitalForm(request.POST, request.FILES, unsigned_sides(context["paper"]))
    if not form.is_valid():
        return _tried(request, context, None)
    said = form.cleaned_data
    try:
        sign_minutes_digitally(
            actor, context["inspection"], said["side"], signer_name=said["signer_name"],
            signer_office=said["signer_office"], file=said["signed"][0].read(), at=timezone.now(),
        )  # fmt: skip
    except Faults as error:
        return _tried(request, context, error)
    messages.success(request, _("The signature is recorded."))
    return upload_redirect(request, _address(context["paper"], uid))


@page("paper-copy", policy=may_read_inspections, title=gettext_lazy("Add the signed copy"))
@require_POST
def add_copy(request: HttpRequest, uid: UUID, paper: UUID) -> HttpResponse:
    """The scan of a paper that was registered without one."""
    context, actor = _one(request, uid, paper), person(request)
    form = context["copy"] = CopyForm(request.POST, request.FILES)
    if not form.is_valid():
        return _tried(request, context, None)
    try:
        data = form.cleaned_data["copy"][0].read()
        add_signed_copy(actor, context["inspection"], context["paper"], data, at=timezone.now())
    except Faults as error:
        return _tried(request, context, error)
    messages.success(request, _("The signed copy is kept."))
    return upload_redirect(request, _address(context["paper"], uid))


@page("replace-paper", policy=may_read_inspections, title=gettext_lazy("Replace a signed paper"))
@require_POST
def replace(request: HttpRequest, uid: UUID, paper: UUID) -> HttpResponse:
    """A new draft that names the signed one; the old one counts until the new one is signed."""
    context, actor = _one(request, uid, paper), person(request)
    try:
        reason = request.POST.get("reason", "")
        made = replace_for(actor, context["inspection"], context["paper"], reason, at=timezone.now())
    except Faults as error:
        return _tried(request, context, error)
    messages.success(request, _("The replacement is drafted; the old paper counts until it is signed."))
    return redirect("inspections:paper", uid=uid, paper=made.uid)


@page("withdraw-paper", policy=may_read_inspections, title=gettext_lazy("Withdraw the draft of a paper"))
@require_POST
def withdraw(request: HttpRequest, uid: UUID, paper: UUID) -> HttpResponse:
    """The draft is put aside, with the reason."""
    context, actor = _one(request, uid, paper), person(request)
    row = context["paper"]
    try:
        decision = may_draft(actor, context["inspection"], row.template)
        withdraw_paper(
            actor, row, decision=decision, reason=request.POST.get("reason", ""), at=timezone.now()
        )
    except Faults as error:
        return _tried(request, context, error)
    messages.success(request, _("The draft is withdrawn."))
    return redirect("inspections:papers", uid=uid)


@page("submit-team-report", policy=may_read_inspections, title=gettext_lazy("Submit the team report"))
@require_POST
def submit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The signed report goes to whoever concludes."""
    actor = person(request)
    inspection = queries.inspection_of(actor, uid)
    try:
        submit_team_report(actor, inspection, at=timezone.now())
    except Faults as error:
        _told(request, error)
    else:
        messages.success(request, _("The report is submitted."))
    return redirect("inspections:papers", uid=uid)


@page("return-team-report", policy=may_read_inspections, title=gettext_lazy("Return the team report"))
@require_POST
def send_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Back to the team with the reason."""
    actor = person(request)
    inspection = queries.inspection_of(actor, uid)
    try:
        return_team_report(actor, inspection, request.POST.get("reason", ""), at=timezone.now())
    except Faults as error:
        _told(request, error)
    else:
        messages.success(request, _("The report is returned to the team."))
    return redirect("inspections:papers", uid=uid)


@page("inspection-file", policy=may_read_inspections, title=gettext_lazy("File of the inspection"))
def whole_file(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """The file of the inspection as one archive, sent as it is packed."""
    actor = person(request)
    inspection = queries.inspection_of(actor, uid)
    require(may_take_file(actor, inspection))
    answer = StreamingHttpResponse(
        write_archive(inspection, taken_by=str(actor), at=timezone.now()), content_type="application/zip"
    )
    answer.headers["Content-Disposition"] = content_disposition(archive_name(inspection), inline=False)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
