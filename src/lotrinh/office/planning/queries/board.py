"""The wall chart and the month calendar: visits laid out by week, team and day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from lotrinh.office.planning.models import Roadmap, Visit
from lotrinh.office.planning.queries.plans import short_team, team_names
from lotrinh.office.planning.queries.roadmaps import sees_everything, visits_of

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Chip:
    """A visit as it stands on a chart."""

    pk: int
    unit: str
    code: str
    kind: str
    parent: str
    team: str
    start: date
    start_part: str
    end: date
    end_part: str
    announced: bool
    team_short: str = ""

    @property
    def whole_day(self) -> bool:
        """A morning and the afternoon of the same day."""
        return self.start == self.end and self.start_part != self.end_part


@dataclass(frozen=True, slots=True)
class Day:
    """A day with the half days that are worked."""

    date: date
    am: bool
    pm: bool

    @property
    def worked(self) -> bool:
        """Any half of it is worked."""
        return self.am or self.pm


@dataclass(frozen=True, slots=True)
class Cell:
    """A team in a week; off: reasons for days on which the team makes no visit."""

    team: str
    chips: tuple[Chip, ...]
    off: tuple[str, ...]
    off_days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """An ISO week; closed: why nothing is worked, when nothing is."""

    year: int
    number: int
    days: tuple[Day, ...]
    cells: tuple[Cell, ...]
    closed: str = ""

    @property
    def first(self) -> date:
        """The first day shown."""
        return self.days[0].date

    @property
    def last(self) -> date:
        """The last day shown."""
        return self.days[-1].date

    @property
    def worked(self) -> bool:
        """Any day is worked."""
        return any(d.worked for d in self.days)

    @property
    def count(self) -> int:
        """Visits that start in the week."""
        return sum(len(c.chips) for c in self.cells)


@dataclass(frozen=True, slots=True)
class TeamColumn:
    """A team as a column: who is in it and how much it does."""

    id: str
    name: str
    members: tuple[dict[str, Any], ...]
    visits: int
    half_days: int


@dataclass(frozen=True, slots=True)
class Board:
    """The whole chart for one reader."""

    teams: tuple[TeamColumn, ...]
    weeks: tuple[Week, ...]
    visits: int
    unannounced: int | None
    kinds: tuple[tuple[str, int], ...]


def chip_of(visit: Visit, teams: dict[str, str]) -> Chip:
    """A visit as a chip; needs unit and parent at hand. teams: names by id."""
    unit = visit.unit
    return Chip(
        pk=visit.pk,
        unit=unit.name,
        code=unit.code,
        kind=unit.kind,
        parent=unit.parent.name if unit.parent else "",
        team=visit.team_id,
        start=visit.start_date,
        start_part=visit.start_part,
        end=visit.end_date,
        end_part=visit.end_part,
        announced=visit.announced,
        team_short=short_team(teams.get(visit.team_id, visit.team_id)),
    )


def board(actor: Account, roadmap: Roadmap) -> Board:
    """Teams are columns, weeks are rows; teams without a visible visit are shown to the planning side
    only.
    """
    names = team_names(roadmap.plan)
    chips = [chip_of(v, names) for v in visits_of(actor, roadmap)]
    teams = _teams(actor, roadmap, chips)
    weeks = _weeks(roadmap, chips, [t.id for t in teams], with_reasons=sees_everything(actor))
    hidden = sum(not c.announced for c in chips) if sees_everything(actor) else None
    counts: dict[str, int] = defaultdict(int)
    for chip in chips:
        counts[chip.kind] += 1
    kinds = tuple((k, counts[k]) for k in ("department", "district", "commune") if counts[k])
    return Board(tuple(teams), tuple(weeks), len(chips), hidden, kinds)


def _teams(actor: Account, roadmap: Roadmap, chips: list[Chip]) -> list[TeamColumn]:
    names = team_names(roadmap.plan)
    seen = {c.team for c in chips}
    raw = [t for t in roadmap.problem["teams"] if sees_everything(actor) or t["id"] in seen]
    return [
        TeamColumn(
            t["id"],
            names.get(t["id"], t["id"]),
            tuple(t["members"]),
            sum(c.team == t["id"] for c in chips),
            sum(length(c) for c in chips if c.team == t["id"]),
        )
        for t in raw
    ]


def length(chip: Chip) -> int:
    """Half days on the spot."""
    return (chip.end - chip.start).days * 2 + (chip.end_part == "pm") - (chip.start_part == "pm") + 1


def monday(day: date) -> date:
    """The Monday of the week."""
    return day - timedelta(days=day.weekday())


def worked_halves(roadmap: Roadmap) -> dict[date, set[str]]:
    """Day → the parts of it that are worked."""
    halves: dict[date, set[str]] = defaultdict(set)
    for h in roadmap.problem["half_days"]:
        halves[date.fromisoformat(h["date"])].add(h["part"])
    return halves


def _weeks(roadmap: Roadmap, chips: Iterable[Chip], teams: list[str], *, with_reasons: bool) -> list[Week]:
    halves, placed = worked_halves(roadmap), defaultdict(list)
    for chip in chips:
        placed[(monday(chip.start), chip.team)].append(chip)
    start = monday(date.fromisoformat(roadmap.problem["period"]["start"]))
    end = date.fromisoformat(roadmap.problem["period"]["end"])
    off = _days_off(roadmap) if with_reasons else {}
    weeks = []
    while start <= end:
        weeks.append(
            _week(start, halves, {t: placed[(start, t)] for t in teams}, off, _closed(roadmap, start))
        )
        start += 7 * ONE_DAY
    return [w for w in weeks if w.worked or w.closed or w.count]


def _week(
    first: date,
    halves: dict[date, set[str]],
    chips: dict[str, list[Chip]],
    off: dict[str, list[Any]],
    closed: str,
) -> Week:
    shown = [first + i * ONE_DAY for i in range(7) if i < 5 or first + i * ONE_DAY in halves]
    days = tuple(Day(d, "am" in halves.get(d, ()), "pm" in halves.get(d, ())) for d in shown)
    cells = []
    for team, found in chips.items():
        spans = [
            s
            for s in off.get(team, [])
            if s["start"] <= shown[-1].isoformat() and s["end"] > first.isoformat()
        ]
        off_days = tuple(
            d.date
            for d in days
            if d.worked and any(s["start"] <= d.date.isoformat() < s["end"] for s in spans)
        )
        reasons = tuple(dict.fromkeys(s.get("reason", "") for s in spans)) if off_days else ()
        cells.append(
            Cell(team, tuple(sorted(found, key=lambda c: (c.start, c.start_part))), reasons, off_days)
        )
    iso = first.isocalendar()
    return Week(iso.year, iso.week, days, tuple(cells), "" if any(d.worked for d in days) else closed)


def _days_off(roadmap: Roadmap) -> dict[str, list[Any]]:
    return {t["id"]: t.get("days_off", []) for t in roadmap.problem["teams"]}


def _closed(roadmap: Roadmap, first: date) -> str:
    spans = roadmap.problem["rules"].get("calendar", {}).get("closed", [])
    last = first + 6 * ONE_DAY
    found = [
        s.get("reason", "") for s in spans if s["start"] <= last.isoformat() and s["end"] > first.isoformat()
    ]
    return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of a month grid; other: belongs to the month before or after."""

    date: date
    other: bool
    worked: bool
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks of seven days, Monday first."""

    first: date
    weeks: tuple[tuple[MonthDay, ...], ...]
    count: int


def months(actor: Account, roadmap: Roadmap) -> list[Month]:
    """Every month of the period; a visit stands on each day it takes."""
    by_day: dict[date, list[Chip]] = defaultdict(list)
    names = team_names(roadmap.plan)
    for visit in visits_of(actor, roadmap):
        chip, day = chip_of(visit, names), visit.start_date
        while day <= visit.end_date:
            by_day[day].append(chip)
            day += ONE_DAY
    halves = worked_halves(roadmap)
    first = date.fromisoformat(roadmap.problem["period"]["start"]).replace(day=1)
    end = date.fromisoformat(roadmap.problem["period"]["end"])
    out = []
    while first <= end:
        out.append(_month(first, by_day, halves))
        first = (first + timedelta(days=32)).replace(day=1)
    return out


def _month(first: date, by_day: dict[date, list[Chip]], halves: dict[date, set[str]]) -> Month:
    after = (first + timedelta(days=32)).replace(day=1)
    day, weeks, count = monday(first), [], 0
    while day < after:
        row = []
        for _ in range(7):
            chips = tuple(by_day.get(day, ())) if first <= day < after else ()
            count += len(chips)
            row.append(MonthDay(day, not first <= day < after, day in halves, chips))
            day += ONE_DAY
        weeks.append(tuple(row))
    return Month(first, tuple(weeks), count)
