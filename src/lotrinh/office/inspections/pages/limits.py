"""The limits of a plan: default, source, mark, and what the plan sets in their place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.method.faults import Faults
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.inspections.actions.set_limits import UNITS, reset_limit, set_limit
from lotrinh.office.inspections.limits import spans_of
from lotrinh.office.inspections.models import LimitSetting
from lotrinh.office.inspections.policies import may_read_inspections, may_set_limits
from lotrinh.office.inspections.rows import workflow
from lotrinh.office.inspections.templatetags.inspection_words import said
from lotrinh.office.planning.pages.dressed import DressedForm
from lotrinh.office.planning.queries import plan_of
from lotrinh.office.platform.pages.register import page
from lotrinh.office.platform.policies import require


class LimitForm(DressedForm):
    """Which limit, how many days of which kind, and why."""

    key = forms.ChoiceField(label=gettext_lazy("Limit"))
    days = forms.IntegerField(label=gettext_lazy("Days"), min_value=0, max_value=366)
    unit = forms.ChoiceField(label=gettext_lazy("Counted in"))
    reason = forms.CharField(label=gettext_lazy("Reason or basis"), max_length=500)

    def __init__(self, data: Any, language: str, chosen: str = "") -> None:
        spans = spans_of(None)
        first = spans.get(chosen)
        initial = {"key": chosen, "unit": first.unit if first else "", "days": first.days if first else None}
        super().__init__(data, initial=initial)
        limits = [(x.key, x.sentence(language)) for x in workflow().limits]
        self.fields["key"].choices = limits  # type: ignore[attr-defined]
        self.fields["unit"].choices = [(u, said(u, "day_unit")) for u in UNITS]  # type: ignore[attr-defined]


@page("limits", policy=may_read_inspections, title=gettext_lazy("Limits of the plan"))
def limits(request: HttpRequest, key: str) -> HttpResponse:
    """The table with the form of whoever may set limits."""
    plan, actor = plan_of(person(request), key), person(request)
    language = "en" if request.LANGUAGE_CODE == "en" else "vi"
    form = LimitForm(request.POST if "days" in request.POST else None, language, request.GET.get("limit", ""))
    context: dict[str, Any] = {"plan": plan, "form": form, "may_set": may_set_limits(actor).allowed}
    if request.method == "POST":
        require(may_set_limits(actor))
        if request.POST.get("reset"):
            reset_limit(actor, plan, request.POST["reset"], at=timezone.now())
            messages.success(request, _("Back to the default; it counts from now on."))
            return redirect("inspections:limits", key=key)
        if form.is_valid():
            try:
                set_limit(actor, plan, **form.cleaned_data, at=timezone.now())
            except Faults as error:
                context["faults"] = error.faults
            else:
                messages.success(request, _("Set; it counts for what is computed from now on."))
                return redirect("inspections:limits", key=key)
    context["spans"] = list(spans_of(plan).values())
    context["before"] = LimitSetting.objects.filter(plan=plan, current=False).select_related("by")[:50]
    wrong = bool(form.errors or context.get("faults"))
    return render(request, "inspections/limits.html", context, status=422 if wrong else 200)
