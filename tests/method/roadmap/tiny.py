"""Tiny problems made by chance, in every mode of every rule, small enough to try every roadmap."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from lotrinh.method.roadmap.draw import with_draw
from lotrinh.method.roadmap.problem import HalfDay, Member, Problem, Span, Team, Unit

START = date(2020, 10, 7)
"""A Wednesday: the period runs over a week's end."""
FIELDS = ("land", "health")
CLOSED = {"start": "2020-10-08", "end": "2020-10-09"}


def half_days(count: int) -> tuple[HalfDay, ...]:
    """So many working half days from the start."""
    days = [d for d in (START + timedelta(days=i) for i in range(20)) if d.weekday() < 5]
    return tuple(HalfDay(d, p) for d in days for p in ("am", "pm"))[:count]


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Three or four units, one or two teams, five to eight half days."""
    halves = half_days(draw(st.integers(5, 8)))
    teams = tuple(draw(_team(f"T{i}")) for i in range(draw(st.integers(1, 2))))
    units = draw(_units(4 if len(teams) == 1 else 3))
    aims = {
        "risk": 1.0, "earliness": draw(st.sampled_from([0.0, 0.5])), "km": draw(st.sampled_from([0.0, 0.01])),
        "balance": draw(st.sampled_from([0.0, 0.7])), "road_factor": 1.3,
        "kind_weight": {"commune": 0.5},
    }  # fmt: skip
    cells = {u.code: "A" for u in units if u.kind == "commune"}
    rules = draw(_rules())
    end = halves[-1].date
    problem = Problem("tiny", START, end, halves, teams, units, rules, aims, {"cells": cells})
    return with_draw(problem, draw(st.integers(0, 3)))


@st.composite
def _team(draw: st.DrawFn, name: str) -> Team:
    fields = tuple(draw(st.sets(st.sampled_from(FIELDS))))
    body = draw(st.sampled_from(["", "", "", "u0"]))
    off = (Span(START, START + timedelta(days=1)),) if draw(st.integers(0, 5)) == 0 else ()
    home = draw(st.sampled_from([None, (21.0, 105.8), (21.1, 105.9)]))
    return Team(name, (Member("An", body, fields),), home, off)


@st.composite
def _units(draw: st.DrawFn, count: int) -> tuple[Unit, ...]:
    found = []
    for i in range(count):
        kind = "district" if i == 0 else draw(st.sampled_from(["commune", "commune", "department"]))
        listed = draw(st.integers(0, 11))
        lat = draw(st.sampled_from([None, 21.0, 21.2]))
        found.append(
            Unit(
                f"u{i}", f"Unit {i}", kind, draw(st.sampled_from([0.0, 20.0, 20.0, 35.5])),
                1 if kind == "commune" else draw(st.sampled_from([1, 2, 2, 3])),
                parent=draw(st.sampled_from(["u0", "u0", None])) if kind == "commune" else None,
                fields=tuple(draw(st.sets(st.sampled_from(FIELDS), max_size=1))),
                lat=lat, lon=None if lat is None else 105.8,
                closed=(Span(START + timedelta(days=1), START + timedelta(days=2)),) if listed == 0 else (),
                must="x" if listed == 1 else None, never="x" if listed == 2 else None,
                last_inspected=draw(st.sampled_from([None, None, date(2020, 9, 1), date(2014, 1, 1)])),
                open_findings=draw(st.sampled_from([None, 0, 1])),
            )
        )  # fmt: skip
    return tuple(found)


@st.composite
def _rules(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    def mode() -> dict[str, Any]:
        return {
            "mode": draw(st.sampled_from(["hard", "hard", "hard", "soft", "off"])),
            "penalty": draw(st.sampled_from([1.0, 7.0])),
        }

    grouping = draw(st.sampled_from([{"by": "parent", "days": 1}, {"by": "neighbourhood", "days": 2}]))
    return {
        "calendar": {**mode(), "closed": draw(st.sampled_from([[], [CLOSED]]))},
        "pace": {
            **mode(), "max_visits_per_week": draw(st.sampled_from([None, 1, 2])),
            "writing_half_days": draw(st.integers(0, 2)),
            "max_half_days": draw(st.sampled_from([None, 2, 4])),
            "split_days": draw(st.booleans()),
        },
        "coverage": {
            **mode(), "minimum": {"commune": {"count": draw(st.integers(0, 2))}, "district": {"share": 0.3}},
            "maximum": draw(st.sampled_from([{}, {"commune": {"count": 1}}])),
            "focus_fields": draw(st.sampled_from([[], ["land"]])), "per_focus": 1,
        },
        "grouping": {**mode(), **grouping},
        "rotation": {
            **mode(), "not_within_days": 365, "due_after_years": 5,
            "top_share": draw(st.sampled_from([0, 0.4])),
        },
        "competence": mode(),
        "notice": {**mode(), "working_days": draw(st.integers(0, 3)), "adopted": "2020-10-06"},
        "occupied": mode(),
        "unannounced": {
            **mode(), "share": draw(st.sampled_from([0, 0.2])), "kinds": ["commune", "department"],
        },
        "lists": mode(),
    }  # fmt: skip
