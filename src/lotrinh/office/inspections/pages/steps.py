"""Verbs of the chain that need no more than a reason or a day: a small form, in the drawer or as a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.method.faults import Faults
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.inspections import queries
from lotrinh.office.inspections.actions.announce_visit import announce_visit
from lotrinh.office.inspections.actions.pause import pause
from lotrinh.office.inspections.actions.postpone import postpone
from lotrinh.office.inspections.actions.reschedule import reschedule
from lotrinh.office.inspections.actions.resume import resume
from lotrinh.office.inspections.actions.return_self_report import return_self_report
from lotrinh.office.inspections.actions.stop import stop
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.pages.frame import IN_A_FORM, frame
from lotrinh.office.inspections.policies import may_do, may_read_inspections
from lotrinh.office.inspections.rows import workflow
from lotrinh.office.planning.pages.dressed import DressedForm
from lotrinh.office.platform.pages.register import page
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

PARTS = [("am", gettext_lazy("morning")), ("pm", gettext_lazy("afternoon"))]


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NothingForm(DressedForm):
    """No more than the decision itself."""


class ReasonForm(DressedForm):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class HoldForm(ReasonForm):
    """Why, and until when."""

    until = forms.DateField(
        label=gettext_lazy("Possible again from"),
        required=False,
        widget=_day(),
        help_text=gettext_lazy("Leave it empty when it is not known."),
    )


class DaysForm(DressedForm):
    """From when to when."""

    start = forms.DateField(label=gettext_lazy("First day"), widget=_day())
    start_part = forms.ChoiceField(label=gettext_lazy("First half day"), choices=PARTS)
    end = forms.DateField(label=gettext_lazy("Last day"), widget=_day())
    end_part = forms.ChoiceField(label=gettext_lazy("Last half day"), choices=PARTS, initial="pm")
    reason = forms.CharField(label=gettext_lazy("Note"), max_length=2000, required=False)


Said = dict[str, Any]
Do = Callable[["Account", Inspection, Said, datetime], Inspection]
FORMS: dict[str, tuple[type[DressedForm], Do]] = {
    "announce_visit": (NothingForm, lambda who, what, said, at: announce_visit(who, what, at=at)),
    "postpone": (HoldForm, lambda who, what, said, at: postpone(who, what, **said, at=at)),
    "reschedule": (DaysForm, lambda who, what, said, at: reschedule(who, what, **said, at=at)),
    "pause": (HoldForm, lambda who, what, said, at: pause(who, what, **said, at=at)),
    "resume": (NothingForm, lambda who, what, said, at: resume(who, what, at=at)),
    "stop": (ReasonForm, lambda who, what, said, at: stop(who, what, **said, at=at)),
    "return_self_report": (
        ReasonForm,
        lambda who, what, said, at: return_self_report(who, queries.report_of(who, what), **said, at=at),
    ),
}
assert set(FORMS) == IN_A_FORM, "each verb that is done in a form has one"


@page("inspection-step", policy=may_read_inspections, title=gettext_lazy("A step of the inspection"))
def step(request: HttpRequest, uid: UUID, verb: str) -> HttpResponse:
    """The form of one verb; sent, the step is taken or every reason against it is shown."""
    if verb not in FORMS:
        raise Http404
    context, actor = frame(request, uid, "overview"), person(request)
    inspection = context["inspection"]
    require(may_do(actor, inspection, verb))
    make, do = FORMS[verb]
    form = make(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            do(actor, inspection, form.cleaned_data, timezone.now())
        except Faults as error:
            context["faults"] = error.faults
        else:
            messages.success(request, _("Done: %(what)s") % {"what": _title(request, verb)})
            return redirect("inspections:inspection", uid=uid)
    context.update(form=form, chain_verb=workflow().verb(verb))
    wrong = bool(form.errors or context.get("faults"))
    template = "inspections/parts/step.html" if request.headers.get("X-Drawer") else "inspections/step.html"
    return render(request, template, context, status=422 if wrong else 200)


def _title(request: HttpRequest, verb: str) -> str:
    return workflow().verb(verb).sentence("en" if request.LANGUAGE_CODE == "en" else "vi")
