"""Roadmaps and their visits, scoped to who is asking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404

from lotrinh.method.trace import Reason
from lotrinh.office.planning import states
from lotrinh.office.planning.models import Build, CalendarFeed, Plan, Roadmap, Visit, VisitMove, WhatIfCurve
from lotrinh.office.planning.rows import PLANNING, side_of

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

LIGHT = ("problem", "answer")


def sees_everything(actor: Account) -> bool:
    """Whether figures that count unannounced visits may be shown to this person."""
    return side_of(actor) == PLANNING


def plans(actor: Account) -> list[Plan]:
    """The plans, newest period first."""
    return list(Plan.objects.select_related("register")) if actor.is_authenticated else []


def plan_of(actor: Account, key: str) -> Plan:
    """A plan by its key, or 404."""
    return get_object_or_404(Plan.objects.select_related("register"), key=key)


def roadmaps_of(actor: Account, plan: Plan) -> list[Roadmap]:
    """Roadmaps of a plan the actor may open, newest first, without their large columns."""
    rows = Roadmap.objects.visible_to(actor).filter(plan=plan).defer(*LIGHT)
    return list(rows.select_related("plan", "created_by", "adopted_by", "replaces").order_by("-version"))


def roadmap_of(actor: Account, pk: int) -> Roadmap:
    """One roadmap the actor may open, or 404 as if it did not exist."""
    rows = Roadmap.objects.visible_to(actor).select_related("plan", "replaces", "adopted_by", "created_by")
    return get_object_or_404(rows.defer("replaces__problem", "replaces__answer"), pk=pk)


def visits_of(actor: Account, roadmap: Roadmap) -> list[Visit]:
    """The visits of a roadmap this person may know of, in order of time."""
    rows = Visit.objects.visible_to(actor).filter(roadmap=roadmap)
    return list(rows.select_related("unit", "unit__parent").order_by("start_date", "start_part", "team_id"))


def visit_of(actor: Account, roadmap: Roadmap, pk: int) -> Visit:
    """One visit, or 404 as if it did not exist."""
    rows = Visit.objects.visible_to(actor).filter(roadmap=roadmap).select_related("unit", "unit__parent")
    return get_object_or_404(rows, pk=pk)


def in_force(actor: Account, plan: Plan) -> Roadmap | None:
    """The adopted roadmap of the plan, if there is one."""
    rows = Roadmap.objects.visible_to(actor).filter(plan=plan, status=states.ADOPTED)
    return rows.defer(*LIGHT).select_related("plan").first()


def newest(actor: Account, plan: Plan) -> Roadmap | None:
    """The roadmap people are working on: the newest that is not withdrawn."""
    rows = Roadmap.objects.visible_to(actor).filter(plan=plan).exclude(status=states.WITHDRAWN)
    return rows.defer(*LIGHT).select_related("plan").order_by("-version").first()


def builds_of(actor: Account, plan: Plan) -> list[Build]:
    """The builds of a plan, newest first."""
    rows = Build.objects.visible_to(actor).filter(plan=plan).select_related("requested_by", "plan", "result")
    return list(rows.defer("result__problem", "result__answer")[:30])


def build_of(actor: Account, pk: int) -> Build:
    """One build, or 404."""
    rows = Build.objects.visible_to(actor).select_related("plan", "requested_by", "result")
    return get_object_or_404(rows.defer("result__problem", "result__answer"), pk=pk)


def last_move_of(actor: Account, roadmap: Roadmap) -> VisitMove | None:
    """The newest move that can be taken back."""
    rows = VisitMove.objects.visible_to(actor).filter(visit__roadmap=roadmap, undone_at__isnull=True)
    return rows.select_related("visit__unit").order_by("-pk").first()


def reasons_from(raw: Iterable[dict[str, Any]]) -> list[Reason]:
    """Stored reasons as reasons."""
    return [Reason.from_dict(r) for r in raw]


@dataclass(frozen=True, slots=True)
class Aim:
    """One aim of a roadmap: what was reached, what no roadmap can pass, and the distance as a share."""

    key: str
    value: float
    bound: float | None
    gap: float | None


def aims_of(roadmap: Roadmap) -> list[Aim]:
    """The aims in their order; a bound stands only where the solver proved one."""
    raw, objective = roadmap.answer.get("aims", {}), roadmap.answer["objective"]
    out = []
    for key in ("risk", "earliness", "km", "balance"):
        bound = raw.get(key, {}).get("bound")
        value = float(objective[key])
        gap = None if bound is None else abs(bound - value) / max(abs(bound), abs(value), 1e-9)
        out.append(Aim(key, value, bound, gap))
    return out


def aim_pairs(first: Roadmap, second: Roadmap) -> list[tuple[Aim, Aim]]:
    """The aims of two roadmaps side by side."""
    return list(zip(aims_of(first), aims_of(second), strict=True))


def curve_of(actor: Account, roadmap: Roadmap) -> WhatIfCurve | None:
    """The kept what-if curve, if one was made."""
    return WhatIfCurve.objects.visible_to(actor).filter(roadmap=roadmap).first()


def teams_of(actor: Account, plan: Plan) -> list[dict[str, Any]]:
    """The teams of the plan whose calendar this person may make."""
    teams = list(plan.definition["teams"])
    if sees_everything(actor):
        return teams
    mine = set(actor.team_seats.filter(plan=plan).values_list("team_id", flat=True))
    return [t for t in teams if t["id"] in mine]


def feeds_of(actor: Account, plan: Plan) -> list[CalendarFeed]:
    """Feeds the actor may see, those in use first."""
    rows = CalendarFeed.objects.visible_to(actor).filter(plan=plan).select_related("created_by")
    return list(rows.order_by("revoked_at", "-pk"))
