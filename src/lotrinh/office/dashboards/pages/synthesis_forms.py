"""The form that chooses the period of a report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.office.dashboards.reports import DAYS, WHOLE, Period, quarters, span, whole
from lotrinh.office.planning.models import Plan
from lotrinh.office.planning.pages.dressed import DressedForm


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PeriodForm(DressedForm):
    """The whole plan, one of its quarters, or from day to day."""

    period = forms.ChoiceField(label=gettext_lazy("Period"), choices=())
    first = forms.DateField(label=gettext_lazy("First day"), widget=_day(), required=False)
    last = forms.DateField(label=gettext_lazy("Last day"), widget=_day(), required=False)

    def __init__(self, data: Any, plan: Plan) -> None:
        super().__init__(data, initial={"first": plan.period_start, "last": plan.period_end})
        self.plan = plan
        self.known = {p.key: p for p in (whole(plan), *quarters(plan))}
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            (WHOLE, _("The whole plan")),
            *((p.key, _quarter(p)) for p in quarters(plan)),
            (DAYS, _("From day to day")),
        ]

    def clean(self) -> dict[str, Any]:
        """Days in their order, where days are asked for."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("period") != DAYS:
            return said
        for name in ("first", "last"):
            if not said.get(name) and name not in self.errors:
                self.add_error(name, _("Choose a day."))
        if said.get("first") and said.get("last") and said["last"] < said["first"]:
            self.add_error("last", _("The last day is before the first; choose again."))
        return said

    def chosen(self) -> Period:
        """The period of a valid form."""
        said = self.cleaned_data
        return self.known.get(said["period"]) or span(said["first"], said["last"])


def _quarter(period: Period) -> str:
    year, number = period.key.split("-q")
    return _("Quarter %(number)s of %(year)s") % {"number": number, "year": year}
