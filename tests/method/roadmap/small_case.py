"""A made-up problem small enough to judge by eye, and a roadmap of it that is right.

Two teams, four departments, two districts, five communes, 5 to 30 October 2020 (28-30 closed by the plan).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from lotrinh.method.roadmap.answer import Objective, Roadmap, Visit
from lotrinh.method.roadmap.draw import with_draw
from lotrinh.method.roadmap.problem import HalfDay, Member, Problem, Team, Unit

START, END = date(2020, 10, 5), date(2020, 10, 30)
SEED = 5
"""With this seed the draw falls on c2b."""

RULES: dict[str, dict[str, Any]] = {
    "calendar": {"mode": "hard", "closed": [{"start": "2020-10-28", "end": "2020-10-31", "reason": "x"}]},
    "pace": {
        "mode": "hard", "max_visits_per_week": 3, "writing_half_days": 1, "max_half_days": 8,
        "split_days": False,
    },
    "coverage": {
        "mode": "hard",
        "minimum": {"department": {"share": 0.5}, "district": {"share": 0.3}, "commune": {"count": 2}},
        "focus_fields": ["land", "finance"], "per_focus": 1,
    },
    "grouping": {"mode": "hard", "by": "parent", "days": 5, "direction": "after"},
    "rotation": {"mode": "hard", "not_within_days": 365, "top_share": 0.1, "due_after_years": 5},
    "competence": {"mode": "hard", "own_body": True},
    "notice": {"mode": "hard", "working_days": 5, "adopted": "2020-09-30"},
    "occupied": {"mode": "hard"},
    "unannounced": {"mode": "hard", "share": 0.05, "kinds": ["commune"]},
    "lists": {"mode": "hard"},
}  # fmt: skip

UNITS = (
    Unit("dep.a", "Sở A", "department", 70.0, 2, fields=("land",), lat=21.03, lon=105.85),
    Unit("dep.b", "Sở B", "department", 60.0, 2, fields=("finance",), lat=21.02, lon=105.84),
    Unit("dep.c", "Sở C", "department", 50.0, 2, fields=("health",), lat=21.01, lon=105.83, must="đơn thư"),
    Unit(
        "dep.d", "Sở D", "department", 40.0, 2, fields=("education",), lat=21.0, lon=105.82, never="mới lập"
    ),
    Unit("d1", "Quận 1", "district", 55.0, 2, lat=21.10, lon=105.70),
    Unit("d2", "Quận 2", "district", 45.0, 2, lat=20.90, lon=105.90),
    Unit("c1a", "Phường 1A", "commune", 65.0, 1, parent="d1", lat=21.11, lon=105.71),
    Unit(
        "c1b", "Phường 1B", "commune", 35.0, 1, parent="d1", last_inspected=date(2020, 3, 1), open_findings=2
    ),
    Unit("c1c", "Phường 1C", "commune", 30.0, 1, parent="d1", lat=21.12, lon=105.72),
    Unit("c2a", "Xã 2A", "commune", 25.0, 1, parent="d2", last_inspected=date(2020, 6, 1)),
    Unit("c2b", "Xã 2B", "commune", 20.0, 1, parent="d2", lat=20.91, lon=105.91),
)

TEAMS = (
    Team("T1", (Member("An", "dep.a", ("finance", "health")),), (21.03, 105.85), name="Đoàn 1"),
    Team("T2", (Member("Bình", "dep.b", ("land",)), Member("Chi", "dep.d", ("health",))), (21.03, 105.85)),
)


def half(text: str) -> HalfDay:
    """half("07am") is the morning of 7 October 2020."""
    return HalfDay(date(2020, 10, int(text[:2])), "am" if text[2:] == "am" else "pm")


def half_days() -> tuple[HalfDay, ...]:
    """Monday to Friday."""
    days = [START + timedelta(days=i) for i in range((END - START).days + 1)]
    return tuple(HalfDay(d, part) for d in days if d.weekday() < 5 for part in ("am", "pm"))


def problem() -> Problem:
    """The problem with its draw recorded."""
    aims = {
        "risk": 1.0, "earliness": 0.1, "km": 0.001, "balance": 0.01, "road_factor": 1.3,
        "kind_weight": {"department": 1.0, "district": 1.0, "commune": 0.5},
    }  # fmt: skip
    plain = Problem("small", START, END, half_days(), TEAMS, UNITS, RULES, aims)
    return with_draw(plain, SEED)


def visit(unit: str, team: str, start: str, end: str | None = None, *, announced: bool = True) -> Visit:
    """A visit in October 2020."""
    return Visit(unit, team, half(start), half(end or start), announced)


def roadmap() -> Roadmap:
    """A roadmap of the problem that breaks nothing and states no figures."""
    visits = (
        visit("dep.b", "T1", "07am", "07pm"),
        visit("d1", "T1", "09am", "09pm"),
        visit("c1a", "T1", "12pm"),
        visit("c1b", "T1", "13pm"),
        visit("dep.c", "T2", "07am", "07pm"),
        visit("dep.a", "T2", "09am", "09pm"),
        visit("c2b", "T2", "15am", announced=False),
    )
    return Roadmap("small", SEED, Objective(), None, None, None, "manual", visits)


def moved(road: Roadmap, unit: str, **changes: Any) -> Roadmap:
    """The roadmap with one visit changed; start and end as in half()."""
    ready = {k: half(v) if k in ("start", "end") and isinstance(v, str) else v for k, v in changes.items()}
    return replace(road, visits=tuple(replace(v, **ready) if v.unit == unit else v for v in road.visits))


def without(road: Roadmap, *units: str) -> Roadmap:
    """The roadmap without some visits."""
    return replace(road, visits=tuple(v for v in road.visits if v.unit not in units))


def plus(road: Roadmap, *visits: Visit) -> Roadmap:
    """The roadmap with more visits."""
    return replace(road, visits=(*road.visits, *visits))


def ruled(prob: Problem, key: str, **settings: Any) -> Problem:
    """The problem with some settings of a rule changed."""
    return replace(prob, rules={**prob.rules, key: {**prob.rules[key], **settings}})


def unit_with(prob: Problem, code: str, **changes: Any) -> Problem:
    """The problem with one unit changed."""
    return replace(prob, units=tuple(replace(u, **changes) if u.code == code else u for u in prob.units))


def team_with(prob: Problem, team: str, **changes: Any) -> Problem:
    """The problem with one team changed."""
    return replace(prob, teams=tuple(replace(t, **changes) if t.id == team else t for t in prob.teams))
