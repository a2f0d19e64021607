"""Counts over the visits of a content: by kind, by week, by team."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from lotrinh.office.planning.exports.content import RoadmapContent, TeamLine


@dataclass(frozen=True, slots=True)
class WeekCount:
    """An ISO week (monday to friday are days) with its visits by team id."""

    year: int
    week: int
    monday: date
    by_team: dict[str, int]

    @property
    def total(self) -> int:
        """Visits of all teams."""
        return sum(self.by_team.values())


@dataclass(frozen=True, slots=True)
class TeamCount:
    """What a team does: visits, half days on the spot, visits by kind."""

    team: TeamLine
    visits: int
    half_days: int
    by_kind: dict[str, int]


def by_kind(content: RoadmapContent) -> dict[str, int]:
    """Visits by kind of body."""
    return dict(Counter(v.kind for v in content.visits))


def by_week(content: RoadmapContent) -> tuple[WeekCount, ...]:
    """Weeks that have visits, in order."""
    counts: dict[date, Counter[str]] = {}
    for visit in content.visits:
        monday = visit.start - timedelta(days=visit.start.weekday())
        counts.setdefault(monday, Counter())[visit.team_id] += 1
    return tuple(_week(monday, teams) for monday, teams in sorted(counts.items()))


def _week(monday: date, teams: Counter[str]) -> WeekCount:
    iso = monday.isocalendar()
    return WeekCount(iso.year, iso.week, monday, dict(teams))


def by_team(content: RoadmapContent) -> tuple[TeamCount, ...]:
    """Every team, also one without visits."""
    return tuple(_team(content, team) for team in content.teams)


def _team(content: RoadmapContent, team: TeamLine) -> TeamCount:
    visits = content.of_team(team.id)
    return TeamCount(
        team, len(visits), sum(v.half_days for v in visits), dict(Counter(v.kind for v in visits))
    )
