"""A change is taken up with the fewest moves, and what is done stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lotrinh.method.faults import Faults
from lotrinh.method.roadmap.problem import Member
from lotrinh.method.roadmap.replan import Change, Replan, replan
from lotrinh.method.roadmap.verify import verify
from tests.method.roadmap.small_case import moved, problem, roadmap, ruled, unit_with

P, R = problem(), roadmap()
MONDAY = date(2020, 10, 5)


def moves(result: Replan) -> set[str]:
    """Units whose visit moved or was dropped."""
    return {m.unit for m in result.moves}


def spots(result: Replan) -> dict[str, tuple[str, object]]:
    """Team and start by unit."""
    return {v.unit: (v.team, v.start) for v in result.roadmap.visits}


def test_nothing_moves_when_nothing_must() -> None:
    result = replan(P, R, Change.team_absent("T1", date(2020, 10, 19), date(2020, 10, 24)), now=MONDAY)
    assert result.ok and result.proven and result.moves == () and result.roadmap.visits == R.visits


def test_an_absent_team_moves_only_what_it_must() -> None:
    """T1 is away on 12 October: c1a moves, and stays behind its district."""
    result = replan(P, R, Change.team_absent("T1", date(2020, 10, 12), date(2020, 10, 13), "ốm"), now=MONDAY)
    assert result.ok and result.proven and moves(result) == {"c1a"}
    assert verify(result.problem, result.roadmap).ok
    assert "ốm" in result.moves[0].reason.vi and result.moves[0].reason.vi != result.moves[0].reason.en
    assert result.moves[0].after is not None and result.moves[0].after.team == "T1"


def test_communes_follow_a_district_that_moves_far() -> None:
    change = Change.postpone("d1", date(2020, 10, 9), date(2020, 10, 14))
    result = replan(P, R, change, now=MONDAY)
    assert result.ok and "d1" in moves(result) and moves(result) <= {"d1", "c1a", "c1b"}


def test_a_lost_week_drops_nothing_while_there_is_room() -> None:
    result = replan(P, R, Change.week_lost(date(2020, 10, 14), "bão"), now=MONDAY)
    assert result.ok and all(m.after is not None for m in result.moves)
    assert {"c1a", "c1b", "c2b"} <= moves(result)
    assert all(not date(2020, 10, 12) <= v.start.date <= date(2020, 10, 16) for v in result.roadmap.visits)


def test_moved_visits_are_announced_anew_in_time() -> None:
    """Known on 9 October, five working days of notice: nothing announced moves before 16 October."""
    result = replan(
        P, R, Change.team_absent("T1", date(2020, 10, 12), date(2020, 10, 14)), now=date(2020, 10, 9)
    )
    moved_to = [m.after.start.date for m in result.moves if m.after is not None and m.after.announced]
    assert moved_to and min(moved_to) >= date(2020, 10, 16)


def test_what_is_done_stays_and_is_reported() -> None:
    """A member who knew the field leaves after the visit: the visit stays, the breach is named."""
    prob = unit_with(P, "dep.c", fields=("health",))
    result = replan(prob, R, Change.member_replaced("T2", "Chi"), now=date(2020, 10, 7))
    assert (
        spots(result)["dep.c"]
        == spots(replan(prob, R, Change.week_lost(date(2020, 10, 26)), now=MONDAY))["dep.c"]
    )
    assert not result.ok and {r.data.get("code") for r in result.reasons} == {None, "competence.field"}


def test_a_lost_competence_hands_the_visit_over() -> None:
    result = replan(P, R, Change.member_replaced("T2", "Chi"), now=date(2020, 9, 28))
    assert spots(result)["dep.c"][0] == "T1" and result.ok


def test_a_newcomer_from_the_unit_itself_is_refused_its_visit() -> None:
    new = Member("Dũng", "dep.a", ("land",))
    result = replan(P, R, Change.member_replaced("T2", "Bình", new), now=date(2020, 9, 28))
    assert "dep.a" not in spots(result), "both teams have people of dep.a"
    assert {m.unit for m in result.moves if m.after is None} == {"dep.a"}
    assert not result.ok, "the focus field land has no visit any more"


def test_must_visits_are_dropped_last() -> None:
    """Room for one visit only: the one on the must list keeps it."""
    tight = ruled(P, "pace", max_visits_per_week=1)
    road = replace(R, visits=tuple(v for v in R.visits if v.unit in ("dep.b", "dep.c", "c2b")))
    away = Change.week_lost(date(2020, 10, 7))
    result = replan(tight, moved(road, "dep.c", team="T2"), away, now=date(2020, 9, 28))
    assert "dep.c" in spots(result)


def test_neighbours_stay_together() -> None:
    cells = {"c1a": "x", "c1b": "x", "c1c": "x", "c2a": "y", "c2b": "y"}
    prob = replace(ruled(P, "grouping", by="neighbourhood", days=5), meta={"cells": cells})
    result = replan(prob, R, Change.week_lost(date(2020, 10, 14)), now=MONDAY)
    assert result.ok and {"c1a", "c1b"} <= set(spots(result))


def test_same_input_same_seed_same_moves() -> None:
    change = Change.week_lost(date(2020, 10, 14))
    assert replan(P, R, change, now=MONDAY, seed=7) == replan(P, R, change, now=MONDAY, seed=7)


@pytest.mark.parametrize(
    "change",
    [
        Change.team_absent("T9", MONDAY, date(2020, 10, 6)),
        Change.team_absent("T1", date(2020, 10, 6), MONDAY),
        Change.postpone("nowhere", MONDAY, date(2020, 10, 6)),
        Change.member_replaced("T1", "Nobody"),
    ],
)
def test_faults_of_a_change(change: Change) -> None:
    with pytest.raises(Faults):
        replan(P, R, change, now=MONDAY)


def test_a_change_reads_from_plain_data() -> None:
    raw = {"kind": "team_absent", "team": "T1", "start": "2020-10-12", "end": "2020-10-13"}
    assert Change.from_dict(raw) == Change.team_absent("T1", date(2020, 10, 12), date(2020, 10, 13))
