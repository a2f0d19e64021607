"""Absences of teams and closed days of units: recorded here, counted from the next build on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lotrinh.method.faults import Faults
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.planning import queries
from lotrinh.office.planning.actions.close_unit import close_unit, reopen_unit
from lotrinh.office.planning.actions.record_absence import record_absence, withdraw_absence
from lotrinh.office.planning.models import Closure, Plan, TeamAbsence
from lotrinh.office.planning.pages.candidates import plan_frame
from lotrinh.office.planning.pages.dressed import DressedForm, dress
from lotrinh.office.platform.pages.register import page
from lotrinh.office.registry.models import Unit


class SpanForm(DressedForm):
    """Whose days, from when to when, and why."""

    who = forms.CharField(max_length=60)
    start = forms.DateField(label=gettext_lazy("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    end = forms.DateField(label=gettext_lazy("Last day"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500)


class AbsenceForm(SpanForm):
    """A team is away."""

    def __init__(self, data: Any, plan: Plan) -> None:
        super().__init__(data, prefix="team", auto_id="team-%s")
        teams = [(t["id"], queries.said(t["name"])) for t in plan.definition["teams"]]
        self.fields["who"] = forms.ChoiceField(label=_("Team"), choices=teams)
        dress(self.fields["who"])


class ClosureForm(SpanForm):
    """A unit is closed, or another body inspects it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Why closed"),
        choices=[
            (Closure.CLOSED, gettext_lazy("The unit cannot receive a team")),
            (Closure.INSPECTION, gettext_lazy("Another body inspects it")),
        ],
    )
    field_order = ["who", "kind", "start", "end", "reason"]

    def __init__(self, data: Any) -> None:
        super().__init__(data, prefix="unit", auto_id="unit-%s")
        self.fields["who"].label = _("Code of the unit")
        self.fields["who"].help_text = _("As in the list of units, for example hn.d001.")

    def clean_who(self) -> Unit:
        """The unit of that code."""
        unit = Unit.objects.filter(code=self.cleaned_data["who"].strip()).first()
        if unit is None:
            raise forms.ValidationError(
                _("There is no unit with this code; look it up in the list of units.")
            )
        return unit


@page("unavailable", policy=verb_policy("read_candidates"), title=gettext_lazy("Absences and closed days"))
def unavailable(request: HttpRequest, key: str) -> HttpResponse:
    """Two lists, each with its form."""
    plan = queries.plan_of(person(request), key)
    team = "team-who" in request.POST
    absence = AbsenceForm(request.POST if team else None, plan)
    closure = ClosureForm(request.POST if request.method == "POST" and not team else None)
    form = absence if team else closure
    if request.method == "POST" and form.is_valid() and _recorded(request, plan, form, team):
        return redirect("planning:unavailable", key=key)
    context = plan_frame(request, plan, "unavailable")
    names = {t["id"]: queries.said(t["name"]) for t in plan.definition["teams"]}
    context.update(
        absence=absence,
        closure=closure,
        closures=queries.closures_of(person(request), plan),
        absences=[(a, names.get(a.team_id, a.team_id)) for a in queries.absences_of(person(request), plan)],
    )
    return render(request, "planning/unavailable.html", context, status=422 if form.errors else 200)


def _recorded(request: HttpRequest, plan: Plan, form: SpanForm, team: bool) -> bool:
    said, at = form.cleaned_data, timezone.now()
    try:
        if team:
            record_absence(
                person(request), plan, said["who"], said["start"], said["end"], said["reason"], at=at
            )
        else:
            close_unit(
                person(request),
                said["who"],
                said["start"],
                said["end"],
                said["reason"],
                at=at,
                kind=said["kind"],
            )
    except Faults as faults:
        for fault in faults.faults:
            form.add_error("end", fault.sentence(request.LANGUAGE_CODE))
        return False
    messages.success(request, _("Recorded; it counts from the next build on."))
    return True


@page("unavailable-withdraw", policy=verb_policy("record_absence"), title=gettext_lazy("Take back"))
@require_POST
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Take an absence or a closure back."""
    at, pk = timezone.now(), request.POST.get("pk", "")
    if not pk.isdecimal() or len(pk) > 18:
        raise Http404
    if request.POST.get("what") == "absence":
        absences = TeamAbsence.objects.visible_to(person(request)).select_related("plan")
        withdraw_absence(person(request), get_object_or_404(absences, pk=pk, plan__key=key), at=at)
    else:
        rows = Closure.objects.visible_to(person(request)).select_related("unit")
        reopen_unit(person(request), get_object_or_404(rows, pk=pk), at=at)
    messages.success(request, _("Taken back."))
    return redirect("planning:unavailable", key=key)
