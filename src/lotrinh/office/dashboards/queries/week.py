"""The teams' week: teams down, days across, the visits of each day."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from lotrinh.method.workflows import State
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.queries import teams_by_plan
from lotrinh.office.inspections.rows import workflow
from lotrinh.office.planning.models import Plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lotrinh.office.accounts.models import Account

WEEK = re.compile(r"^(\d{4})-W(\d{2})$")
WORKDAYS = 5


@dataclass(frozen=True, slots=True)
class Chip:
    """A visit on one of its days. part: am or pm on half a day, '' on a whole one."""

    row: Inspection
    state: State
    part: str


@dataclass(frozen=True, slots=True)
class Row:
    """A team with its days."""

    key: str
    name: str
    plan: str
    days: tuple[tuple[Chip, ...], ...]


@dataclass(frozen=True, slots=True)
class Week:
    """A week as it is shown. teams: (key, name) of every team that can be chosen."""

    monday: date
    days: tuple[date, ...]
    rows: tuple[Row, ...]
    teams: tuple[tuple[str, str], ...]
    count: int

    @property
    def name(self) -> str:
        """As in the address: 2020-W34."""
        return week_name(self.monday)

    @property
    def before(self) -> str:
        """The week before."""
        return week_name(self.monday - timedelta(days=7))

    @property
    def after(self) -> str:
        """The week after."""
        return week_name(self.monday + timedelta(days=7))


def week_name(day: date) -> str:
    """The ISO week of a day: 2020-W34."""
    year, week, _day = day.isocalendar()
    return f"{year}-W{week:02d}"


def monday_of(text: str, today: date) -> date:
    """The Monday of a week that was asked for; of this one when it makes no sense."""
    found = WEEK.match(text)
    try:
        if found and 1900 <= int(found[1]) <= 9000:
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        pass
    return today - timedelta(days=today.weekday())


def week_of(actor: Account, monday: date, team: str = "") -> Week:
    """The visits of a week that this person may know of; team: plan/team, '' for all. Two queries."""
    rows = (
        Inspection.objects.visible_to(actor)
        .filter(start_date__lt=monday + timedelta(days=7), end_date__gte=monday)
        .exclude(state__in=("stopped", "postponed"))
        .select_related("unit")
        .order_by("start_date", "start_part", "pk")
    )
    found = list(rows)
    plans = {p.pk: p for p in Plan.objects.filter(pk__in={r.plan_id for r in found if r.plan_id})}
    names = teams_by_plan(list(plans.values()))
    by_team: dict[tuple[int | None, str], list[Inspection]] = defaultdict(list)
    for row in found:
        by_team[(row.plan_id, row.team_id)].append(row)
    days = _days(monday, found)
    lines = [
        _row(plans.get(plan_id or 0), team_id, names.get(plan_id or 0, {}), visits, days)
        for (plan_id, team_id), visits in sorted(by_team.items(), key=lambda kv: (kv[0][0] or 0, kv[0][1]))
    ]
    chosen = tuple(line for line in lines if not team or line.key == team)
    count = len({chip.row.pk for line in chosen for day in line.days for chip in day})
    return Week(monday, days, chosen, tuple((line.key, line.name) for line in lines), count)


def _days(monday: date, rows: Iterable[Inspection]) -> tuple[date, ...]:
    """Monday to Friday; the weekend only when there is a visit on it."""
    saturday, sunday = monday + timedelta(days=5), monday + timedelta(days=6)
    last = WORKDAYS
    for row in rows:
        if row.start_date <= saturday <= row.end_date:
            last = max(last, 6)
        if row.start_date <= sunday <= row.end_date:
            last = 7
    return tuple(monday + timedelta(days=n) for n in range(last))


def _row(
    plan: Plan | None, team_id: str, names: dict[str, str], visits: list[Inspection], days: tuple[date, ...]
) -> Row:
    cells = tuple(tuple(_chip(v, day) for v in visits if v.start_date <= day <= v.end_date) for day in days)
    key = f"{plan.key if plan else ''}/{team_id}"
    return Row(key, names.get(team_id, team_id) or "–", plan.number if plan else "", cells)


def _chip(row: Inspection, day: date) -> Chip:
    first = row.start_part if day == row.start_date else "am"
    last = row.end_part if day == row.end_date else "pm"
    return Chip(row, workflow().state(row.state), first if first == last else "")
