"""The roadmap of the example plan, spread so that some visits are past, some of this week, some to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lotrinh.office.accounts.models import Account
from lotrinh.office.planning.actions.adopt_roadmap import adopt_roadmap
from lotrinh.office.planning.actions.close_unit import close_unit, reopen_unit
from lotrinh.office.planning.actions.mark_unit import mark_unit
from lotrinh.office.planning.actions.record_absence import record_absence
from lotrinh.office.planning.actions.request_build import request_build
from lotrinh.office.planning.actions.run_build import run_build
from lotrinh.office.planning.models import Closure, Plan, Roadmap, SelectionMark
from lotrinh.office.project.sample.cast import Cast
from lotrinh.office.project.sample.moments import ONE_DAY, WEEK, moment, monday_of
from lotrinh.office.project.sample.wording import ABSENCE, MOVED_OFFICE, MUST
from lotrinh.office.registry.models import Unit

SEED = 2026
LIMITS = (6.0, 20.0, 60.0)
"""Seconds of each try: a machine that is busy with other things needs more than a quiet one."""
OPEN_WEEKS: dict[int, dict[int, int]] = {
    0: {-11: 3, -5: 2}, 1: {-10: 2, -4: 2}, 2: {-9: 3, -3: 1}, 3: {-8: 3, -3: 2}, 4: {-6: 3, -2: 2},
}  # fmt: skip
"""Place of a team → weeks before this one in which it makes visits → on how many days, from Tuesday on."""
OWN_WEEK = -11
"""The week in which the first team visits the unit of the demonstration's accounts."""
FIRST_TEAM, FIRST_TEAM_WAITS = 0, timedelta(days=2)
"""Its place, and the days of this week on which it makes no visit: one of its three then falls on today."""


@dataclass(frozen=True, slots=True)
class Written:
    """When the roadmap was asked for and adopted."""

    built: datetime
    adopted: datetime

    @classmethod
    def of(cls, plan: Plan, now: datetime) -> Written:
        """One week after the plan was issued, or now when that lies ahead."""
        issued = plan.issued_on or plan.period_start
        return cls(
            min(moment(issued + timedelta(days=7), "09:00"), now),
            min(moment(issued + timedelta(days=9), "10:30"), now),
        )


def build(cast: Cast, plan: Plan, own: Unit | None, today: date, when: Written) -> Roadmap | None:
    """A draft roadmap, or None when there is none with these days off. own: the unit that comes first."""
    spread_teams(cast.planner, plan, today, when.built)
    closure = _first(cast.planner, plan, own, today, when.built) if own is not None else None
    found = _solved(cast.planner, plan, when.built)
    if closure is not None:
        reopen_unit(cast.planner, closure, at=when.adopted)
    return found


def _solved(planner: Account, plan: Plan, at: datetime) -> Roadmap | None:
    for limit in LIMITS:
        asked = request_build(planner, plan, seed=SEED, limit=limit, at=at)
        found: Roadmap | None = run_build(asked.pk, now=lambda: at).result
        if found is not None:
            return found
    return None


def adopt(leader: Account, draft: Roadmap, when: Written) -> Roadmap:
    """Put it into force."""
    return adopt_roadmap(leader, draft, at=when.adopted)


def spread_teams(planner: Account, plan: Plan, today: date, at: datetime) -> None:
    """Record the days before this week on which each team makes no visit, since it has other duties."""
    monday = monday_of(today)
    for place, team in enumerate(plan.definition["teams"]):
        off = [
            d
            for d in _days(plan.period_start, min(monday, plan.period_end))
            if not _is_open(place, d, monday)
        ]
        if place == FIRST_TEAM:
            last = min(today, monday + FIRST_TEAM_WAITS, plan.period_end)
            off += list(_days(max(monday, plan.period_start), last))
        for start, end in spans(off):
            record_absence(planner, plan, team["id"], start, end, ABSENCE, at=at)


def _is_open(place: int, day: date, monday: date) -> bool:
    week = (monday_of(day) - monday).days // WEEK
    count = OPEN_WEEKS[place % len(OPEN_WEEKS)].get(week, 0)
    return 1 <= day.weekday() <= count


def _days(start: date, end: date) -> Iterator[date]:
    """From start on, before end."""
    while start < end:
        yield start
        start += ONE_DAY


def spans(days: list[date]) -> list[tuple[date, date]]:
    """First and last day of each run of days."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and found[-1][1] + ONE_DAY == day:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def _first(planner: Account, plan: Plan, own: Unit, today: date, at: datetime) -> Closure | None:
    """The unit is on the list of those that must be inspected, and in the first of the open weeks."""
    mark_unit(planner, plan, own, SelectionMark.MUST, MUST, at=at)
    begins = monday_of(today) + timedelta(days=WEEK * (OWN_WEEK + 1))
    if begins - timedelta(days=WEEK) < plan.period_start:
        return None
    return close_unit(planner, own, begins, plan.period_end, MOVED_OFFICE, at=at)
