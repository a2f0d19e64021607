"""Play the living sample: a roadmap of the example plan in force, inspections in every state up to today."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from lotrinh.office.accounts.models import Account
from lotrinh.office.followup.models import Correction
from lotrinh.office.inspections.actions.open_inspections import open_inspections
from lotrinh.office.inspections.limits import calendar_of
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.planning import states
from lotrinh.office.planning.models import Plan, Roadmap
from lotrinh.office.platform import audit
from lotrinh.office.platform.messages.actions import mark_all_read
from lotrinh.office.platform.models import AuditEntry
from lotrinh.office.project.sample import roadmap
from lotrinh.office.project.sample.cast import Cast, seat_teams
from lotrinh.office.project.sample.correcting import fates
from lotrinh.office.project.sample.moments import Days, moment
from lotrinh.office.project.sample.stage import Stage
from lotrinh.office.project.sample.stories import assigned, clockwork
from lotrinh.office.registry.models import Unit

VERB = "play_sample"
STANDS = "10:45"
"""The clock time at which the sample stands on its last day."""
LAST_WEEKS = timedelta(days=14)
"""So long before the end of the plan's period it stands at the latest: some visits are still to come."""
READ = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Played:
    """What was made. inspections, corrections: how many by state."""

    steps: int = 0
    inspections: dict[str, int] = field(default_factory=dict)
    corrections: dict[str, int] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Plain data."""
        return asdict(self)


def is_played(plan: Plan) -> bool:
    """The sample of the plan has been played before."""
    return AuditEntry.objects.filter(verb=VERB, subject_id=str(plan.pk)).exists()


def stands_at(plan: Plan, today: date, now: datetime) -> datetime:
    """The moment that the sample is played up to: today's morning, never later than now."""
    day = min(today, plan.period_end - LAST_WEEKS)
    return min(moment(day, STANDS), now)


def prepare_roadmap(cast: Cast, plan: Plan, own: str, *, today: date, now: datetime) -> bool:
    """Build and adopt a roadmap, unless one is in force. False when none was found."""
    if Roadmap.objects.for_actions().filter(plan=plan, status=states.ADOPTED).exists():
        return True
    when = roadmap.Written.of(plan, now)
    unit = Unit.objects.filter(code=own, register=plan.register).first()
    draft = roadmap.build(cast, plan, unit, timezone.localdate(stands_at(plan, today, now)), when)
    if draft is not None:
        roadmap.adopt(cast.leader, draft, when)
    return draft is not None


@transaction.atomic
def play(
    cast: Cast, plan: Plan, own: str, members: dict[str, Account], *, today: date, now: datetime,
    small: bool = False, seed: str = "lo-trinh",
) -> Played:  # fmt: skip
    """All of it or nothing; nothing when it was played before, or somebody works with the plan already.

    own: code of the demonstration's unit. members: full name → account of people of the plan's teams who have
    one already. today: the day that the sample stands at. small: the first team alone. The same roadmap, day
    and seed give the same sample.
    """
    if is_played(plan) or Inspection.objects.for_actions().filter(plan=plan).exists():
        return Played()
    stage = Stage(cast, plan, Days(calendar_of(plan)), seed, stands_at(plan, today, now), fates())
    seat_teams(plan, members)
    opened = min(roadmap.Written.of(plan, now).adopted + timedelta(hours=4), stage.now)
    open_inspections(cast.planner, plan, at=opened)
    opened_ones = Inspection.objects.for_actions().filter(plan=plan).select_related("unit")
    chosen = opened_ones.filter(team_id=plan.definition["teams"][0]["id"]) if small else opened_ones
    rows = list(chosen.order_by("start_date", "team_id", "unit__code"))
    for story in assigned(stage, rows, own):
        stage.add(story)
    if rows:
        stage.add(clockwork(stage, stage.days.shift(rows[0].start_date, -10)))
    played = _counted(plan, stage.run())
    _read_old_messages(stage)
    audit.record(None, VERB, plan, at=now, after=played.as_dict())
    return played


def _counted(plan: Plan, steps: int) -> Played:
    inspections = Inspection.objects.for_actions().filter(plan=plan).values_list("state", flat=True)
    corrections = (
        Correction.objects.for_actions().filter(inspection__plan=plan).values_list("state", flat=True)
    )
    return Played(steps, dict(Counter(inspections)), dict(Counter(corrections)))


def _read_old_messages(stage: Stage) -> None:
    """People have read what they were told until some days ago."""
    until = stage.now - READ
    for account in Account.objects.filter(is_demonstration=True, is_active=True):
        mark_all_read(account, until=until, at=until)
