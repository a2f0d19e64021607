"""Every rule, and every part of a rule, catches the bad schedule made for it, by the exact amount."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from lotrinh.method.roadmap.answer import LeftOut, Objective, Roadmap
from lotrinh.method.roadmap.constraints import RULES
from lotrinh.method.roadmap.problem import HalfDay, Problem, Span
from lotrinh.method.roadmap.verify import verify
from tests.method.roadmap.small_case import (
    half,
    moved,
    plus,
    problem,
    roadmap,
    ruled,
    team_with,
    unit_with,
    visit,
    without,
)

Case = Callable[[], tuple[Problem, Roadmap]]
P, R = problem(), roadmap()
OFF_DAY = (Span(date(2020, 10, 9), date(2020, 10, 10), "họp"),)
ABROAD = (Span(date(2020, 10, 7), date(2020, 10, 8), "thanh tra tỉnh", "inspection"),)
SATURDAY = HalfDay(date(2020, 10, 10), "am")
CELLS = {"c1a": "x", "c1b": "x", "c1c": "x", "c2a": "y", "c2b": "y"}


def cells(days: int) -> Problem:
    """The small problem by neighbourhood."""
    return replace(ruled(P, "grouping", by="neighbourhood", days=days), meta={"cells": CELLS})


def left(*codes: str) -> Roadmap:
    """The good roadmap with these units listed as left out."""
    return replace(R, left_out=tuple(LeftOut(code) for code in codes))


BAD: list[tuple[str, float, Problem, Roadmap]] = [
    # 1 calendar
    ("calendar.not_working", 1, P, moved(R, "c1a", start=SATURDAY, end=SATURDAY)),
    ("calendar.closed", 2, P, moved(R, "dep.a", start="28am", end="28pm")),
    # 2 pace
    ("pace.overlap", 1, P, moved(R, "c1b", start="12pm", end="12pm")),
    ("pace.overlap", 2, P, moved(R, "dep.a", start="07am", end="07pm")),
    ("pace.day_off", 2, team_with(P, "T2", days_off=OFF_DAY), R),
    ("pace.week", 3, ruled(P, "pace", max_visits_per_week=1), R),
    ("pace.writing", 1, P, moved(R, "c1a", start="13am", end="13am")),
    ("pace.writing", 6, ruled(P, "pace", writing_half_days=3), R),
    ("pace.load", 1, ruled(P, "pace", max_half_days=5), R),
    ("pace.split", 1, P, moved(R, "dep.a", start="08pm", end="09am")),
    # 3 coverage
    ("coverage.minimum", 1, ruled(P, "coverage", minimum={"department": {"share": 0.76}}), R),
    ("coverage.minimum", 2, ruled(P, "coverage", minimum={"commune": {"count": 5}}), R),
    ("coverage.maximum", 1, ruled(P, "coverage", maximum={"department": {"share": 0.5}}), R),
    ("coverage.focus", 1, P, without(R, "dep.a")),
    # 4 grouping
    ("grouping.parent_missing", 1, P, plus(R, visit("c2a", "T2", "26am"))),
    ("grouping.other_team", 1, P, moved(R, "c1b", team="T2")),
    ("grouping.before_parent", 1, P, moved(R, "c1a", start="08am", end="08am")),
    ("grouping.too_late", 1, P, moved(R, "c1b", start="19am", end="19am")),
    ("grouping.cell_teams", 1, cells(10), moved(R, "c1b", team="T2")),
    ("grouping.cell_span", 3, cells(5), moved(R, "c1b", start="21am", end="21am")),
    # 5 rotation
    ("rotation.too_soon", 1, unit_with(P, "dep.c", last_inspected=date(2019, 10, 9)), R),
    ("rotation.due", 1, unit_with(P, "d2", last_inspected=date(2015, 10, 29)), R),
    # 6 competence
    ("competence.own_body", 1, P, moved(R, "dep.b", team="T2")),
    ("competence.field", 1, unit_with(P, "d1", fields=("roads",)), R),
    # 7 notice
    ("notice.short", 1, P, moved(R, "dep.c", start="06am", end="06pm")),
    ("notice.short", 8, ruled(P, "notice", adopted="2020-10-05"), R),
    # 8 occupied
    ("occupied.inspection", 2, unit_with(P, "dep.c", closed=ABROAD), R),
    ("occupied.closed", 1, unit_with(P, "c1a", closed=(Span(date(2020, 10, 12), date(2020, 10, 14)),)), R),
    # 9 unannounced
    ("unannounced.draw", 1, ruled(P, "unannounced", drawn=["c1c"]), R),
    ("unannounced.draw", 1, ruled(P, "unannounced", drawn=["c2b", "c1a"]), moved(R, "c1a", announced=False)),
    ("unannounced.missing", 1, P, without(R, "c2b")),
    ("unannounced.told", 1, P, moved(R, "c2b", announced=True)),
    ("unannounced.not_drawn", 1, P, moved(R, "dep.c", announced=False)),
    ("unannounced.not_drawn", 1, ruled(P, "unannounced", mode="off"), R),
    ("unannounced.share", 1, ruled(P, "unannounced", share=0.2), R),
    # 10 lists
    ("lists.must", 1, P, without(R, "dep.c")),
    ("lists.never", 1, P, plus(R, visit("dep.d", "T1", "19am", "19pm"))),
    # what no rule owns
    ("structure.unknown_unit", 1, P, plus(R, visit("dep.x", "T1", "19am"))),
    ("structure.unknown_team", 1, P, plus(R, visit("d2", "T9", "19am", "19pm"))),
    ("structure.visited_twice", 1, P, plus(R, visit("d1", "T1", "19am", "19pm"))),
    ("structure.backwards", 1, P, moved(R, "dep.a", start="09pm", end="09am")),
    ("structure.duration", 1, P, moved(R, "dep.a", end="09am")),
    ("structure.duration", 1, P, moved(R, "c1a", end="13am")),
    ("structure.over_week", 1, P, moved(R, "dep.a", start="09pm", end="12am")),
    ("structure.plan", 1, P, replace(R, plan="other")),
    ("structure.left_out", 1, P, left("d1", "d2", "c1c", "c2a", "dep.d")),
    ("structure.not_listed", 1, P, left("d2", "c1c", "c2a")),
    ("structure.left_out_twice", 1, P, left("d2", "d2", "c1c", "c2a", "dep.d")),
    ("structure.both_lists", 1, unit_with(P, "dep.c", never="x"), R),
    ("structure.unit_twice", 1, replace(P, units=(*P.units, P.units[0])), R),
    ("structure.team_twice", 1, replace(P, teams=(*P.teams, P.teams[0])), R),
    ("structure.half_days", 1, replace(P, half_days=(*P.half_days, P.half_days[0])), R),
    ("structure.period", 1, replace(P, end=date(2020, 10, 29)), R),
]  # fmt: skip


def test_the_good_roadmap_passes() -> None:
    verdict = verify(P, R)
    assert verdict.ok, [v.reason.en for v in verdict.violations]
    assert (verdict.violations, verdict.soft, verdict.differences) == ((), (), ())
    assert P.rule("unannounced")["drawn"] == ["c2b"]


@pytest.mark.parametrize(
    ("code", "amount", "prob", "road"), BAD, ids=[f"{c}-{i}" for i, (c, *_) in enumerate(BAD)]
)
def test_each_bad_schedule_is_caught(code: str, amount: float, prob: Problem, road: Roadmap) -> None:
    verdict = verify(prob, road)
    assert not verdict.ok
    caught = [v for v in verdict.violations if v.reason.code == code]
    assert sum(v.amount for v in caught) == amount, [v.reason.code for v in verdict.violations]
    assert all(v.reason.vi and v.reason.en and v.reason.vi != v.reason.en for v in caught)
    assert not verify(prob, road, only_hard=True).ok


def test_every_rule_has_a_bad_schedule() -> None:
    assert {r.key for r in RULES} <= {code.split(".")[0] for code, *_ in BAD}


SOFT_CASES = [
    ("calendar", "calendar.closed"), ("pace", "pace.week"), ("pace", "pace.writing"), ("pace", "pace.load"),
    ("pace", "pace.split"), ("coverage", "coverage.minimum"), ("coverage", "coverage.maximum"),
    ("coverage", "coverage.focus"), ("grouping", "grouping.too_late"), ("grouping", "grouping.cell_span"),
    ("rotation", "rotation.too_soon"), ("rotation", "rotation.due"), ("competence", "competence.field"),
    ("notice", "notice.short"), ("occupied", "occupied.inspection"), ("unannounced", "unannounced.missing"),
    ("lists", "lists.must"), ("lists", "lists.never"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "code"), SOFT_CASES, ids=[c for _, c in SOFT_CASES])
def test_soft_rules_cost_and_off_rules_say_nothing(rule: str, code: str) -> None:
    _, amount, prob, road = next(case for case in BAD if case[0] == code)
    soft = verify(ruled(prob, rule, mode="soft", penalty=2.0), road)
    assert sum(v.amount for v in soft.soft if v.reason.code == code) == amount
    off = verify(ruled(prob, rule, mode="off"), road)
    assert code not in {v.reason.code for v in (*off.violations, *off.soft)}
    dear = verify(ruled(prob, rule, mode="soft", penalty=5.0), road)
    units = sum(v.amount for v in soft.soft if v.rule == rule)
    assert soft.total - dear.total == pytest.approx(3.0 * units)


@pytest.mark.parametrize("mode", ["soft", "off"])
@pytest.mark.parametrize(
    "code",
    ["calendar.not_working", "pace.overlap", "pace.day_off", "competence.own_body", "unannounced.not_drawn"],
)
def test_what_is_never_soft(mode: str, code: str) -> None:
    _, _, prob, road = next(case for case in BAD if case[0] == code)
    verdict = verify(ruled(prob, code.split(".")[0], mode=mode, penalty=1.0), road, only_hard=True)
    assert code in {v.reason.code for v in verdict.violations}


def test_exceptions_that_are_allowed() -> None:
    """Open findings and the top tenth may be visited soon; an unannounced commune needs no district; never
    beats due.
    """
    assert verify(unit_with(P, "dep.a", last_inspected=date(2020, 9, 1)), R).ok, "dep.a is the top tenth"
    assert verify(unit_with(P, "dep.c", last_inspected=date(2020, 9, 1), open_findings=1), R).ok
    assert not verify(unit_with(P, "dep.c", last_inspected=date(2020, 9, 1), open_findings=0), R).ok
    assert verify(unit_with(P, "dep.d", last_inspected=date(2010, 9, 1)), R).ok
    assert verify(unit_with(P, "d2", last_inspected=date(2015, 10, 30)), R).ok, "five years to the day"


def test_boundaries_of_days() -> None:
    """365 days exactly, the N-th working day, the last day of the window are allowed."""
    assert verify(unit_with(P, "dep.c", last_inspected=date(2019, 10, 8)), R).ok
    assert not verify(unit_with(P, "dep.c", last_inspected=date(2019, 10, 9)), R).ok
    assert verify(P, moved(R, "c1b", start="16pm", end="16pm")).ok
    assert not verify(P, moved(R, "c1b", start="19am", end="19am")).ok
    holiday = ruled(P, "notice", holidays=["2020-10-01"])
    assert {v.reason.code for v in verify(holiday, R).violations} == {"notice.short"}


def test_figures_must_be_true() -> None:
    """Risk: 60+55+70+50 and half of 65+35+20; half days 6 and 5."""
    counted = verify(P, R)
    assert counted.objective.risk == pytest.approx(295.0)
    assert counted.objective.balance == 1.0
    true = replace(R, objective=counted.objective, total=counted.total, bound=counted.total * 1.001)
    true = replace(true, gap=0.001)
    assert verify(P, true).ok
    for wrong, code in (
        (replace(true, objective=replace(counted.objective, risk=296.0)), "figures.risk"),
        (replace(true, objective=replace(counted.objective, km=1.0)), "figures.km"),
        (replace(true, objective=replace(counted.objective, earliness=1.0)), "figures.earliness"),
        (replace(true, objective=replace(counted.objective, balance=0.0)), "figures.balance"),
        (replace(true, total=counted.total - 1), "figures.total"),
        (replace(true, bound=counted.total - 1, gap=None), "figures.bound"),
        (replace(true, gap=0.0001), "figures.gap"),
    ):
        verdict = verify(P, wrong)
        assert not verdict.ok and code in {r.code for r in verdict.differences}


def test_kilometres_by_hand() -> None:
    """One degree of latitude is 6371.0088 x pi / 180 = 111.195 km; both ways, one day, road factor 1.3."""
    place = unit_with(P, "dep.a", lat=22.03, lon=105.85)
    only = replace(R, visits=tuple(v for v in R.visits if v.unit == "dep.a"))
    assert verify(place, only).objective.km == pytest.approx(2 * 1.3 * 111.19508, abs=1e-3)
    assert verify(place, replace(R, visits=())).objective == Objective()


def test_problem_and_roadmap_survive_json() -> None:
    assert Problem.from_dict(P.as_dict()).as_dict() == P.as_dict()
    assert verify(Problem.from_dict(P.as_dict()), Roadmap.from_dict(R.as_dict())).ok


def test_the_judge_loads_no_solver() -> None:
    """Neither OR-Tools nor our own solver stands behind a verdict."""
    code = (
        "import sys, lotrinh.method.roadmap.verify, lotrinh.method.roadmap.draw\n"
        "bad = [m for m in sys.modules if m.split('.')[0] in ('ortools', 'scipy') "
        "or m.startswith('lotrinh.method.roadmap.solve')]\n"
        "assert not bad, bad"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_half_reads_october() -> None:
    assert half("07am") == HalfDay(date(2020, 10, 7), "am")


def test_a_problem_without_a_recorded_draw_is_judged_with_the_draw_of_its_seed() -> None:
    rule = {k: v for k, v in P.rule("unannounced").items() if k not in ("drawn", "count")}
    bare = replace(P, rules={**P.rules, "unannounced": rule})
    assert verify(bare, R).ok
    assert not verify(ruled(bare, "unannounced", seed=2), R).ok
