"""Keep an answer as the next version of the plan's roadmap."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from lotrinh.method.roadmap.answer import Roadmap as Answer
from lotrinh.method.roadmap.problem import Problem
from lotrinh.office.planning.answers import digest_of
from lotrinh.office.planning.models import Plan, Roadmap, Visit
from lotrinh.office.platform import audit
from lotrinh.office.registry.models import Unit

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


def next_version(plan: Plan) -> int:
    """The number the next roadmap of this plan gets."""
    last = Roadmap.objects.for_actions().filter(plan=plan).aggregate(last=Max("version"))["last"]
    return 1 if last is None else last + 1


@transaction.atomic
def store_roadmap(
    actor: Account | None,
    plan: Plan,
    problem: Problem,
    answer: Answer,
    *,
    at: datetime,
    origin: str = Roadmap.BUILT,
    replaces: Roadmap | None = None,
) -> Roadmap:
    """Write the roadmap with its visits; the caller has checked the permission."""
    raw_problem, raw_answer = problem.as_dict(), answer.as_dict()
    roadmap = Roadmap.objects.create(
        plan=plan,
        version=next_version(plan),
        origin=origin,
        seed=answer.seed,
        problem=raw_problem,
        answer=raw_answer,
        total=answer.total,
        bound=answer.bound,
        gap=answer.gap,
        digest=digest_of(raw_problem, raw_answer),
        replaces=replaces,
        created_by=actor,
        created_at=at,
    )
    Visit.objects.bulk_create(visit_rows(roadmap, answer))
    audit.record(actor, "store_roadmap", roadmap, at=at, after=summary(roadmap, len(answer.visits)))
    return roadmap


def visit_rows(roadmap: Roadmap, answer: Answer) -> list[Visit]:
    """One row a visit, not yet written."""
    codes = [v.unit for v in answer.visits]
    units = {u.code: u for u in Unit.objects.filter(code__in=codes)}
    return [
        Visit(
            roadmap=roadmap,
            unit=units[v.unit],
            team_id=v.team,
            start_date=v.start.date,
            start_part=v.start.part,
            end_date=v.end.date,
            end_part=v.end.part,
            announced=v.announced,
            reasons=[r.as_dict() for r in v.reasons],
        )
        for v in answer.visits
    ]


def summary(roadmap: Roadmap, visits: int) -> dict[str, Any]:
    """What the audit keeps of a roadmap: its number and its figures, never its rows."""
    return {
        "plan": roadmap.plan.key,
        "version": roadmap.version,
        "status": roadmap.status,
        "origin": roadmap.origin,
        "seed": roadmap.seed,
        "visits": visits,
        "total": roadmap.total,
        "gap": roadmap.gap,
        "digest": roadmap.digest,
    }
