"""Open an inspection for each visit of the adopted roadmap that has none; a second time nothing happens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.models import Inspection, Seat, Step
from lotrinh.office.inspections.policies import may_open_inspections
from lotrinh.office.inspections.roadmaps import Comparison, compare
from lotrinh.office.inspections.seating import Person, teams_of_roadmap
from lotrinh.office.planning.models import Plan, Visit
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

VERB = "open_inspections"


@transaction.atomic
def open_inspections(actor: Account, plan: Plan, *, at: datetime) -> list[Inspection]:
    """The inspections that were opened now. Raises Faults when no roadmap is in force."""
    require(may_open_inspections(actor))
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    found = compare(plan)
    if found.roadmap is None:
        raise Faults(no_roadmap(plan))
    opened = _opened(actor, plan, found, at)
    if opened:
        after = {"roadmap": found.roadmap.version, "inspections": [i.pk for i in opened]}
        audit.record(actor, VERB, plan, at=at, after=after)
    return opened


def _opened(actor: Account, plan: Plan, found: Comparison, at: datetime) -> list[Inspection]:
    assert found.roadmap is not None, "the caller has asked"
    rows = [inspection_for(actor, plan, visit, at) for visit in found.to_open]
    opened = Inspection.objects.bulk_create(rows)
    teams = teams_of_roadmap(plan, found.roadmap)
    Seat.objects.bulk_create(
        [
            seat
            for inspection in opened
            for seat in seats_for(inspection, teams.get(inspection.team_id, ()), at)
        ]
    )
    Step.objects.bulk_create(
        [Step(inspection=i, verb=VERB, before="", after="planned", by=actor, at=at) for i in opened]
    )
    return opened


def inspection_for(actor: Account, plan: Plan, visit: Visit, at: datetime) -> Inspection:
    """The inspection of a visit, not yet written."""
    return Inspection(
        plan=plan,
        visit=visit,
        unit=visit.unit,
        team_id=visit.team_id,
        start_date=visit.start_date,
        start_part=visit.start_part,
        end_date=visit.end_date,
        end_part=visit.end_part,
        form=Inspection.DIRECT if visit.announced else Inspection.UNANNOUNCED,
        synthetic=bool(plan.definition.get("synthetic")),
        opened_by=actor,
        opened_at=at,
    )


def seats_for(inspection: Inspection, people: Iterable[Person], at: datetime) -> list[Seat]:
    """The seats of a team, not yet written."""
    return [person.seat(inspection, at) for person in people]


def no_roadmap(plan: Plan) -> Fault:
    """There is nothing to open inspections from."""
    return Fault(
        "inspections.no_roadmap",
        plan.key,
        "Kế hoạch chưa có lộ trình được ban hành; hãy trình lãnh đạo ban hành lộ trình trước.",
        "No roadmap of the plan is in force; have a leader adopt one first.",
        expected="an adopted roadmap",
    )
