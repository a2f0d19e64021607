"""Break a right roadmap at random: the judge refuses it whenever an independent, slow reading does.

The slow reading below writes the rules out once more, straight from their definitions, over sets of half
days.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from lotrinh.method.roadmap.answer import Roadmap, Visit
from lotrinh.method.roadmap.problem import HalfDay, Problem, Span
from lotrinh.method.roadmap.verify import verify
from tests.method.roadmap.small_case import problem, roadmap, team_with, unit_with

TAKEN = (Span(date(2020, 10, 13), date(2020, 10, 15), "x", "inspection"),)
OFF = (Span(date(2020, 10, 20), date(2020, 10, 21)),)
P = unit_with(team_with(problem(), "T2", days_off=OFF), "d1", closed=TAKEN)
R = roadmap()
UNITS = {u.code: u for u in P.units}
TEAMS = {t.id: t for t in P.teams}
DAYS = sorted({h.date for h in P.half_days})


def span(visit: Visit) -> list[HalfDay]:
    """All calendar half days from start to end."""
    out, day = [], visit.start.date
    while day <= visit.end.date:
        out += [h for h in (HalfDay(day, "am"), HalfDay(day, "pm")) if visit.start <= h <= visit.end]
        day += timedelta(days=1)
    return out


def breaks(visits: Iterable[Visit]) -> bool:
    """Whether any rule of the small problem is broken."""
    visits = list(visits)
    codes = [v.unit for v in visits]
    return (
        len(codes) != len(set(codes))
        or any(map(bad_alone, visits))
        or any(bad_pair(a, b) for a, b in itertools.combinations(visits, 2) if a.team == b.team)
        or any(bad_team(team, [v for v in visits if v.team == team]) for team in TEAMS)
        or any(bad_child(v, visits) for v in visits)
        or bad_cover(set(codes), {v.unit: v.announced for v in visits})
    )


def bad_alone(v: Visit) -> bool:
    """One visit by itself."""
    unit, team = UNITS[v.unit], TEAMS[v.team]
    halves = [h for h in span(v) if h in P.half_days]
    shape = len(span(v)) != len(halves) or len(halves) != unit.duration or v.start.week != v.end.week
    morning = unit.duration == 2 and (v.start.part != "am" or v.end.part != "pm")
    shut = any(
        h.date >= date(2020, 10, 28) or any(h.date in s for s in (*team.days_off, *unit.closed))
        for h in halves
    )
    able = not unit.fields or {f for m in team.members for f in m.fields} & set(unit.fields)
    own = unit.code in {m.body for m in team.members}
    early = v.announced and v.start.date < date(2020, 10, 7)
    soon = unit.code == "c2a" and v.start.date < date(2020, 6, 1) + timedelta(days=365)
    return bool(shape or morning or shut or not able or own or early or soon or unit.never)


def bad_pair(a: Visit, b: Visit) -> bool:
    """Two visits of one team: at least one working half day between them."""
    first, second = sorted((a, b), key=lambda v: v.start)
    return sum(1 for h in P.half_days if first.end < h < second.start) < 1


def bad_team(team: str, visits: list[Visit]) -> bool:
    """Three visits a week, eight half days."""
    weeks = [v.start.week for v in visits]
    return any(weeks.count(w) > 3 for w in weeks) or sum(UNITS[v.unit].duration for v in visits) > 8


def bad_child(v: Visit, visits: list[Visit]) -> bool:
    """An announced commune: same team, after its district, within five working days."""
    if UNITS[v.unit].kind != "commune" or not v.announced:
        return False
    parent = next((p for p in visits if p.unit == UNITS[v.unit].parent), None)
    if parent is None or parent.team != v.team or v.start <= parent.end:
        return True
    return sum(1 for d in DAYS if parent.end.date < d <= v.start.date) > 5


def bad_cover(codes: set[str], announced: dict[str, bool]) -> bool:
    """Least of each kind, focus fields, the must list, the draw of c2b."""
    kinds = [UNITS[c].kind for c in codes]
    few = (
        kinds.count("department") < ceil(0.5 * 4) or kinds.count("district") < 1 or kinds.count("commune") < 2
    )
    fields = {f for c in codes for f in UNITS[c].fields}
    secret = {c for c, told in announced.items() if not told}
    return few or not {"land", "finance"} <= fields or "dep.c" not in codes or secret != {"c2b"}


def somewhere() -> st.SearchStrategy[HalfDay]:
    """Any half day of October 2020, also at weekends."""
    return st.builds(
        lambda d, part: HalfDay(date(2020, 10, d), part), st.integers(5, 31), st.sampled_from(["am", "pm"])
    )


@st.composite
def broken(draw: st.DrawFn) -> Roadmap:
    """One to four changes: a visit moves, lasts otherwise, changes team or mark, goes, or another comes."""
    visits = list(R.visits)
    for _ in range(draw(st.integers(1, 4))):
        if not visits:
            break
        i = draw(st.integers(0, len(visits) - 1))
        match draw(st.sampled_from(["move", "end", "team", "mark", "drop", "add", "again"])):
            case "move":
                visits[i] = placed(visits[i], draw(somewhere()))
            case "end":
                visits[i] = replace(visits[i], end=draw(somewhere()))
            case "team":
                visits[i] = replace(visits[i], team=draw(st.sampled_from(["T1", "T2"])))
            case "mark":
                visits[i] = replace(visits[i], announced=not visits[i].announced)
            case "drop":
                visits.pop(i)
            case "add":
                new = Visit(
                    draw(st.sampled_from(sorted(UNITS))),
                    draw(st.sampled_from(["T1", "T2"])),
                    *[R.visits[0].start] * 2,
                )
                visits.append(placed(new, draw(somewhere())))
            case "again":
                visits.append(visits[i])
    return replace(R, visits=tuple(visits))


def placed(visit: Visit, start: HalfDay) -> Visit:
    """The visit from start, as long as its unit takes, over calendar half days."""
    end = start
    if UNITS[visit.unit].duration == 2:
        end = (
            HalfDay(start.date, "pm") if start.part == "am" else HalfDay(start.date + timedelta(days=1), "am")
        )
    return replace(visit, start=start, end=end)


@given(broken())
@settings(max_examples=400, deadline=None)
def test_the_judge_agrees_with_the_slow_reading(road: Roadmap) -> None:
    verdict = verify(P, road)
    assert verdict.ok == (not breaks(road.visits)), [v.reason.en for v in verdict.violations]
    assert verify(P, road, only_hard=True).ok == verdict.ok


def test_the_slow_reading_accepts_the_good_roadmap() -> None:
    assert not breaks(R.visits) and verify(P, R).ok


def relabelled(prob: Problem) -> Problem:
    """The problem with units and teams in another order."""
    return replace(prob, units=tuple(reversed(prob.units)), teams=tuple(reversed(prob.teams)))


@given(broken())
@settings(max_examples=60, deadline=None)
def test_the_order_of_units_visits_and_teams_does_not_matter(road: Roadmap) -> None:
    one, other = verify(P, road), verify(relabelled(P), replace(road, visits=tuple(reversed(road.visits))))
    assert sorted((v.reason.code, v.amount) for v in one.violations) == sorted(
        (v.reason.code, v.amount) for v in other.violations
    )
