"""One corrective action, and the forms of what this person may do with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lotrinh.method.faults import Faults
from lotrinh.office.accounts.models import Account
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.followup import queries
from lotrinh.office.followup.models import Correction
from lotrinh.office.followup.pages.doing import DO
from lotrinh.office.followup.pages.forms import FORMS, VerbForm
from lotrinh.office.followup.pages.frame import language, too_late
from lotrinh.office.followup.policies import may_do, may_read_corrections
from lotrinh.office.followup.rows import workflow
from lotrinh.office.platform.files.fields import upload_redirect
from lotrinh.office.platform.pages.register import page
from lotrinh.office.platform.policies import Refused, require


@page("correction", policy=may_read_corrections, title=gettext_lazy("Corrective action"))
def correction(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What is ordered, what was found, everything said and shown, and what can be done now."""
    actor = person(request)
    return _shown(request, actor, queries.correction_of(actor, uid))


def _shown(
    request: HttpRequest,
    actor: Account,
    row: Correction,
    *,
    tried: VerbForm | None = None,
    faults: list[Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    sheet = queries.sheet_of(actor, row, timezone.localdate())
    forms = [
        (verb, tried if tried and tried.verb == verb.key else _form(actor, row, verb.key, sheet))
        for verb in sheet.verbs
    ]
    context = {
        "correction": row,
        "sheet": sheet,
        "forms": forms,
        "tried": tried.verb if tried else "",
        "faults": faults or [],
        "today": timezone.localdate(),
    }
    return render(request, "followup/correction.html", context, status=status)


def _form(actor: Account, row: Correction, verb: str, sheet: queries.Sheet) -> VerbForm:
    initial: dict[str, Any] = {}
    if verb == "decide_extension" and sheet.open_extension:
        initial = {"until": sheet.open_extension.asked_until}
    return FORMS[verb](initial=initial, **_extras(actor, row, verb))


def _extras(actor: Account, row: Correction, verb: str) -> dict[str, Any]:
    extras: dict[str, Any] = {"language": language()}
    if verb == "report_done":
        extras["linkable"] = queries.evidence_to_link(actor, row)
    return extras


@page("act-on-correction", policy=may_read_corrections, title=gettext_lazy("Do something with a correction"))
@require_POST
def act(request: HttpRequest, uid: UUID, verb: str) -> HttpResponse:
    """The verb; what is wrong is said on the page of it, with everything that was typed."""
    if verb not in FORMS:
        raise Http404
    actor = person(request)
    row = queries.correction_of(actor, uid)
    form = FORMS[verb](request.POST, request.FILES, **_extras(actor, row, verb))
    if not form.is_valid():
        require(may_do(actor, row, verb))
        return _shown(request, actor, row, tried=form, status=422)
    try:
        DO[verb](actor, row, form.cleaned_data, timezone.now())
    except Faults as error:
        return _shown(request, actor, row, tried=form, faults=error.faults, status=422)
    except Refused as refused:
        late = too_late(refused)
        return _shown(request, actor, queries.correction_of(actor, uid), tried=form, faults=late, status=409)
    title = workflow().verb(verb).sentence(language())
    messages.success(request, _("Done: %(verb)s.") % {"verb": title})
    address = reverse("followup:correction", args=[uid])
    if not Correction.objects.visible_to(actor).filter(pk=row.pk).exists():
        address = reverse("followup:corrections")
    return upload_redirect(request, address)
