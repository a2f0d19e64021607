"""Replan after a change: choose the change, see the moves, take them as a new version."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.method.faults import Faults
from lotrinh.method.roadmap.replan import Change
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.planning import queries
from lotrinh.office.planning.actions.replan_roadmap import preview_replan, replan_roadmap
from lotrinh.office.planning.models import ReplanRequest, Roadmap, Visit
from lotrinh.office.planning.pages.dressed import DressedForm
from lotrinh.office.planning.pages.roadmap import frame
from lotrinh.office.platform.pages.register import page

KINDS = [
    ("team_absent", gettext_lazy("A team is away")),
    ("member_replaced", gettext_lazy("A member falls ill or leaves")),
    ("postpone", gettext_lazy("A unit asks to postpone")),
    ("week_lost", gettext_lazy("A week is lost")),
]


def day_input() -> forms.DateInput:
    """A date as the browser asks for it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ChangeForm(DressedForm):
    """What happened, to whom, when, and on which day it is known."""

    kind = forms.ChoiceField(label=gettext_lazy("What happened"), choices=KINDS)
    team = forms.ChoiceField(label=gettext_lazy("Team"))
    member = forms.ChoiceField(label=gettext_lazy("Member"))
    unit = forms.ChoiceField(label=gettext_lazy("Unit"))
    start = forms.DateField(label=gettext_lazy("First day"), widget=day_input())
    end = forms.DateField(label=gettext_lazy("Last day"), widget=day_input())
    now = forms.DateField(
        label=gettext_lazy("Known on"),
        widget=day_input(),
        help_text=gettext_lazy("Visits up to this day stay; moved ones are announced anew after it."),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500)

    NEEDS = {
        "team_absent": ("team", "start", "end"),
        "member_replaced": ("member",),
        "postpone": ("unit", "start", "end"),
        "week_lost": ("start",),
    }

    def __init__(
        self, data: Any, roadmap: Roadmap, visits: list[Visit], asked: ReplanRequest | None = None
    ) -> None:
        period = roadmap.problem["period"]
        first: dict[str, Any] = {"now": date.fromisoformat(period["start"]) - timedelta(days=1)}
        first |= self.asked_for(asked) if asked is not None else {}
        super().__init__(data, initial=first)
        teams = [(t["id"], t.get("name") or t["id"]) for t in roadmap.problem["teams"]]
        members = [
            (f"{t['id']}|{m['name']}", f"{m['name']} – {t.get('name') or t['id']}")
            for t in roadmap.problem["teams"]
            for m in t["members"]
        ]
        self.fields["team"].choices = teams  # type: ignore[attr-defined]
        self.fields["member"].choices = members  # type: ignore[attr-defined]
        needed = self.NEEDS.get((data or {}).get("kind", "team_absent"), ())
        for name in {n for names in self.NEEDS.values() for n in names} if data else ():
            self.fields[name].required = name in needed
        units = sorted(((v.unit.code, v.unit.name) for v in visits), key=lambda x: x[1])
        self.fields["unit"].choices = units  # type: ignore[attr-defined]

    @staticmethod
    def asked_for(asked: ReplanRequest) -> dict[str, Any]:
        """What a request says, as the form says it; the day it was asked is the day it is known."""
        last = asked.until - timedelta(days=1) if asked.until else asked.start
        return {
            "kind": "postpone",
            "unit": asked.unit.code,
            "start": asked.start,
            "end": last,
            "now": timezone.localdate(asked.asked_at),
            "reason": asked.reason[:500],
        }

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("start") and said.get("end") and said["end"] < said["start"]:
            self.add_error("end", _("The last day is before the first."))
        return said

    def change(self) -> Change:
        """The change as the method reads it; the end is the day after the last."""
        said = self.cleaned_data
        after: Any = said["end"] + timedelta(days=1) if said.get("end") else None
        if said["kind"] == "team_absent":
            return Change.team_absent(said["team"], said["start"], after, said["reason"])
        if said["kind"] == "postpone":
            return Change.postpone(said["unit"], said["start"], after, said["reason"])
        if said["kind"] == "week_lost":
            return Change.week_lost(said["start"], said["reason"])
        team, _bar, member = said["member"].partition("|")
        return Change.member_replaced(team, member, None, said["reason"])


@page("replan", policy=verb_policy("replan_roadmap"), title=gettext_lazy("Replan after a change"))
def replan_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; with it sent, the moves; with them taken, the new version."""
    context = frame(request, pk, "replan")
    actor, roadmap = person(request), context["roadmap"]
    asked = queries.open_request(actor, roadmap.plan, request.GET.get("request", ""))
    form = ChangeForm(request.POST or None, roadmap, queries.visits_of(actor, roadmap), asked)
    context["form"] = form
    if request.method == "POST" and form.is_valid():
        now = form.cleaned_data["now"]
        try:
            if request.POST.get("take"):
                new = replan_roadmap(actor, roadmap, form.change(), now=now, at=timezone.now())
                messages.success(
                    request, _("Kept as version %(version)s, a draft.") % {"version": new.version}
                )
                return redirect("planning:compare", pk=new.pk, other=roadmap.pk)
            context["found"] = preview_replan(actor, roadmap, form.change(), now=now)
        except Faults as faults:
            context["faults"] = faults.faults
    return render(request, "planning/replan.html", context, status=422 if form.errors else 200)
