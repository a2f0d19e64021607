"""Inspections that go on, with what a line of work needs of each: limits, own seat, since when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from lotrinh.office.followup.models import Correction
from lotrinh.office.followup.stepping import open_states
from lotrinh.office.inspections.models import Conflict, Deadline, Inspection, Question, Seat, Step
from lotrinh.office.inspections.rows import TEAM, side_of, sits_in, workflow

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

ENDED = ("end",)


def going_states() -> list[str]:
    """States of inspections that are not over."""
    return [s.key for s in workflow().states if s.phase not in ENDED]


def going_inspections(actor: Account) -> list[Inspection]:
    """Those this person has to do with: a team's own, all for the office, its own for a unit.

    Each bears ``limits`` (open ones), ``mine`` (the actor's seats), ``since``, ``asked`` (has questions),
    ``differing`` (has conflicts) and ``uncorrected`` (has open corrective actions).
    """
    rows = Inspection.objects.visible_to(actor).filter(state__in=going_states())
    rows = rows.exclude(origin=Inspection.ARCHIVE)
    if side_of(actor) == TEAM:
        rows = rows.filter(sits_in(actor))
    return list(with_facts(rows, actor))


def with_facts(rows: QuerySet[Inspection], actor: Account) -> QuerySet[Inspection]:
    """Rows with the facts named above, three queries for all of them."""
    of_this = {"inspection": OuterRef("pk")}
    questions = Question.objects.for_actions().filter(removed_at=None, **of_this)
    conflicts = Conflict.objects.for_actions().filter(resolved_at=None, **of_this)
    uncorrected = Correction.objects.for_actions().filter(state__in=open_states(), **of_this)
    last = Step.objects.filter(**of_this).order_by("-pk").values("at")[:1]
    return (
        rows.annotate(
            since=Subquery(last),
            asked=Exists(questions),
            differing=Exists(conflicts),
            uncorrected=Exists(uncorrected),
        )
        .select_related("unit", "plan")
        .defer("plan__definition")
        .prefetch_related(
            Prefetch("deadlines", Deadline.objects.filter(current=True, met_on=None), to_attr="limits"),
            Prefetch("seats", Seat.objects.filter(Q(account=actor), ended_at=None), to_attr="mine"),
        )
    )


def waiting_since(inspection: Inspection) -> date:
    """The day of its last step, else the day it was opened."""
    moment = vars(inspection).get("since") or inspection.opened_at
    return timezone.localdate(moment)


def limit_of(inspection: Inspection, key: str) -> date | None:
    """The last day of an open limit; None when none is set."""
    found: dict[str, date] = {row.key: row.due_on for row in vars(inspection)["limits"]}
    return found.get(key)


def my_roles(inspection: Inspection) -> frozenset[str]:
    """The roles of the seats that the actor has in it."""
    return frozenset(seat.role for seat in vars(inspection)["mine"])


def has(inspection: Inspection, fact: str) -> bool:
    """One of the facts that ``with_facts`` asks."""
    return bool(vars(inspection)[fact])
