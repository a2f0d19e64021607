"""Inspections that a person may know of: found, filtered, counted; one of them, or 404."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Case, Count, Min, Q, QuerySet, When
from django.shortcuts import get_object_or_404

from lotrinh.method.text import fold
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.rows import workflow
from lotrinh.office.planning.models import Plan
from lotrinh.office.planning.queries.plans import team_names

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

WEEK = re.compile(r"^(\d{4})-W(\d{2})$")
LONGEST_WORDS = 200
PHASES = ("before", "during", "after", "held", "end")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the list is cut down to; empty parts cut nothing. phase: before, during, after, held or end."""

    words: str = ""
    plan: str = ""
    state: str = ""
    phase: str = ""
    team: str = ""
    form: str = ""
    week: str = ""

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Wish:
        """From the query of an address; what is unknown is passed over, not an error."""

        def one(name: str) -> str:
            return str(raw.get(name, "")).replace("\0", "").strip()[:LONGEST_WORDS]

        return cls(*(one(name) for name in ("words", "plan", "state", "phase", "team", "form", "week")))

    @property
    def any(self) -> bool:
        """Whether anything is cut off."""
        parts = (self.words, self.plan, self.state, self.phase, self.team, self.form, self.week)
        return any(parts)

    @property
    def monday(self) -> date | None:
        """The first day of the week that was asked for."""
        found = WEEK.match(self.week)
        if not found:
            return None
        try:
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
        except ValueError:
            return None


def found_inspections(actor: Account, wish: Wish) -> QuerySet[Inspection]:
    """Those the actor may know of and asked for, by day, ended last; ``next_due``: the next open limit."""
    next_due = Min("deadlines__due_on", filter=Q(deadlines__current=True, deadlines__met_on=None))
    rows = Inspection.objects.visible_to(actor).filter(_condition(wish)).annotate(next_due=next_due)
    ended_last = Case(When(state__in=states_of("end"), then=1), default=0)
    rows = rows.select_related("unit", "plan").defer("plan__definition")
    return rows.order_by(ended_last, "start_date", "start_part", "pk")


def _condition(wish: Wish) -> Q:
    found = Q()
    for word in fold(wish.words).split():
        found &= Q(unit__folded__contains=word) | Q(unit__code__startswith=word)
    for name, value in (("plan__key", wish.plan), ("state", wish.state), ("team_id", wish.team)):
        found &= Q(**{name: value}) if value else Q()
    found &= Q(form=wish.form) if wish.form else Q()
    found &= Q(state__in=states_of(wish.phase)) if wish.phase in PHASES else Q()
    monday = wish.monday
    if monday is not None:
        found &= Q(start_date__lt=monday + timedelta(days=7), end_date__gte=monday)
    return found


def states_of(phase: str) -> list[str]:
    """The states of a phase."""
    return [s.key for s in workflow().states if s.phase == phase]


def counts(actor: Account) -> dict[str, int]:
    """Phase → how many inspections the actor may know of; one query."""
    rows = Inspection.objects.visible_to(actor).order_by().values_list("state").annotate(n=Count("pk"))
    by_state = dict(rows)
    return {phase: sum(by_state.get(s, 0) for s in states_of(phase)) for phase in PHASES}


def plans_with_inspections(actor: Account) -> list[Plan]:
    """The plans whose inspections the actor may know of; one query."""
    keys = Inspection.objects.visible_to(actor).order_by().values("plan")
    return list(Plan.objects.filter(pk__in=keys))


def teams_by_plan(plans: list[Plan]) -> dict[int, dict[str, str]]:
    """Plan → team id → name."""
    return {plan.pk: team_names(plan) for plan in plans}


def inspection_of(actor: Account, uid: UUID) -> Inspection:
    """One inspection with its unit, plan and seats, or 404."""
    rows = Inspection.objects.visible_to(actor).select_related("unit", "unit__parent", "plan", "visit")
    return get_object_or_404(rows.prefetch_related("seats__account"), uid=uid)
