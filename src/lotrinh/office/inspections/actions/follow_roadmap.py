"""After a replan: inspections that have not begun get the days and the team of the roadmap in force."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.method.faults import Faults
from lotrinh.office.inspections.actions.open_inspections import no_roadmap, seats_for
from lotrinh.office.inspections.limits import VISIT_START, set_deadlines
from lotrinh.office.inspections.models import Inspection, Seat, Step
from lotrinh.office.inspections.policies import may_open_inspections
from lotrinh.office.inspections.roadmaps import Comparison, Move, compare
from lotrinh.office.inspections.seating import Person, teams_of_roadmap
from lotrinh.office.inspections.stepping import locked, take_step
from lotrinh.office.inspections.telling import tell_unit
from lotrinh.office.planning.models import Plan
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

VERB = "follow_roadmap"
TOLD = ("announced", "self_reported", "prepared")


@transaction.atomic
def follow_roadmap(actor: Account, plan: Plan, *, at: datetime) -> Comparison:
    """What was found and done; inspections whose unit left the roadmap are in ``left``, untouched."""
    require(may_open_inspections(actor))
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    found = compare(plan)
    if found.roadmap is None:
        raise Faults(no_roadmap(plan))
    teams = teams_of_roadmap(plan, found.roadmap)
    for move in found.moves:
        _follow(actor, move, teams.get(move.visit.team_id, ()), at)
    if found.moves:
        after = {
            "roadmap": found.roadmap.version,
            "moved": [m.inspection.pk for m in found.moved],
            "left": [i.pk for i in found.left],
        }
        audit.record(actor, VERB, plan, at=at, after=after)
    return found


def _follow(actor: Account, move: Move, people: tuple[Person, ...], at: datetime) -> None:
    inspection = locked(move.inspection)
    before = days_of(inspection)
    if inspection.state == "planned":
        inspection.form = Inspection.DIRECT if move.visit.announced else Inspection.UNANNOUNCED
    if move.team_changes:
        _seat_anew(inspection, people, at)
    _take_days(inspection, move)
    if move.returns:
        first, last = inspection.start_date, inspection.end_date
        data = days_of(inspection)
        take_step(actor, inspection, "reschedule", at=at, data=data, start_date=first, end_date=last)
    else:
        _keep(actor, inspection, before, at, noticed=move.moved)
    if move.moved or move.returns:
        new_date(inspection, at)


def _take_days(inspection: Inspection, move: Move) -> None:
    visit = move.visit
    inspection.visit, inspection.team_id = visit, visit.team_id
    inspection.start_date, inspection.start_part = visit.start_date, visit.start_part
    inspection.end_date, inspection.end_part = visit.end_date, visit.end_part


def _keep(actor: Account, inspection: Inspection, before: dict, at: datetime, *, noticed: bool) -> None:
    inspection.revision += 1
    inspection.save()
    if noticed:
        Step.objects.create(
            inspection=inspection,
            verb=VERB,
            before=inspection.state,
            after=inspection.state,
            by=actor,
            at=at,
            data={"before": before, "after": days_of(inspection)},
        )


def _seat_anew(inspection: Inspection, people: tuple[Person, ...], at: datetime) -> None:
    Seat.objects.filter(inspection=inspection, ended_at=None).update(
        ended_at=at, reason="Theo lộ trình mới / by the new roadmap"
    )
    Seat.objects.bulk_create(seats_for(inspection, people, at))


def days_of(inspection: Inspection) -> dict[str, str]:
    """Days and team as plain data, for the trail."""
    return {
        "start": f"{inspection.start_date.isoformat()} {inspection.start_part}",
        "end": f"{inspection.end_date.isoformat()} {inspection.end_part}",
        "team": inspection.team_id,
    }


def new_date(inspection: Inspection, at: datetime) -> None:
    """Limits before the visit are computed anew and the unit is told, when it knew of the old day."""
    if inspection.state not in TOLD or not inspection.steps.filter(verb="announce_visit").exists():
        return
    set_deadlines(inspection, VISIT_START, inspection.start_date, at)
    day = f"{inspection.start_date:%d/%m/%Y}"
    tell_unit(
        inspection,
        f"new-date:{inspection.start_date.isoformat()}:{inspection.revision}",
        {"vi": f"Lịch kiểm tra dời sang ngày {day}", "en": f"The inspection is moved to {day}"},
        {
            "vi": f"Cuộc kiểm tra tại {inspection.unit.name} được xếp lại, bắt đầu ngày {day}.",
            "en": f"The inspection of {inspection.unit.name} has a new date and begins on {day}.",
        },
        at=at,
    )
