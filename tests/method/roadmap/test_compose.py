"""From a plan to the problem: what is taken over, what is worked out, what is refused."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.method.definitions import Library
from lotrinh.method.faults import Faults
from lotrinh.method.roadmap import Absence, UnitClosure, UnitMark, build_problem
from lotrinh.method.roadmap.cells import neighbourhood_cells
from lotrinh.method.roadmap.contract.checking import check_problem
from lotrinh.method.roadmap.problem import Problem, Span


@dataclass(frozen=True)
class FakeRisk:
    """A risk result with nothing but its figures."""

    unit_code: str
    score: Decimal
    low: Decimal
    high: Decimal
    last_inspected: date | None = None
    open_findings: int | None = None


@pytest.fixture(scope="module")
def library() -> Library:
    """The library of the distribution."""
    return Library.open()


@pytest.fixture(scope="module")
def hanoi(library: Library) -> Problem:
    """Plan 155 without risk."""
    return build_problem(library, "hanoi-2020-155", None)


def codes(faults: Faults) -> set[str]:
    """Codes of faults."""
    return {f.code for f in faults.faults}


def test_plan_155_has_631_bodies_and_five_teams(hanoi: Problem) -> None:
    assert Counter(u.kind for u in hanoi.units) == {"department": 22, "district": 30, "commune": 579}
    assert {(u.kind, u.duration) for u in hanoi.units} == {("department", 2), ("district", 2), ("commune", 1)}
    assert len(hanoi.teams) == 5 and hanoi.meta["risk"] == "none"
    assert all(u.risk == 0 and u.risk_range is None for u in hanoi.units)


def test_half_days_are_those_of_the_calendar(hanoi: Problem) -> None:
    """109 weekdays from 1/8 to 31/12/2020, less National Day (a Wednesday)."""
    assert len(hanoi.half_days) == 2 * 108
    assert (hanoi.half_days[0].date, hanoi.half_days[-1].date) == (date(2020, 8, 3), date(2020, 12, 31))
    assert date(2020, 9, 2) not in {h.date for h in hanoi.half_days}
    (closed,) = hanoi.rules["calendar"]["closed"]
    assert (closed["start"], closed["end"]) == ("2020-12-14", "2021-01-01")


def test_the_problem_is_plain_json_and_comes_back(hanoi: Problem) -> None:
    raw = json.loads(json.dumps(hanoi.as_dict(), ensure_ascii=False))
    assert Problem.from_dict(raw).as_dict() == hanoi.as_dict()


@pytest.mark.parametrize("key", ["hanoi-2020-155", "hanoi-2026"])
def test_the_problem_keeps_the_contract(library: Library, key: str) -> None:
    assert check_problem(build_problem(library, key, None).as_dict()) == []


def test_every_unit_has_a_place_and_says_when_it_is_not_its_own(hanoi: Problem) -> None:
    assert all(u.lat is not None and u.lon is not None for u in hanoi.units)
    noted = Counter(u.kind for u in hanoi.units if u.place_note)
    assert noted == {"commune": 53, "department": 22}


@pytest.mark.parametrize("key", ["hanoi-2020-155", "hanoi-2026"])
def test_every_body_can_be_inspected_by_somebody(library: Library, key: str) -> None:
    problem = build_problem(library, key, None)
    for unit in problem.units:
        assert any(
            unit.code not in {m.body for m in team.members}
            and {f for m in team.members for f in m.fields} & set(unit.fields)
            for team in problem.teams
        ), unit.name


@pytest.mark.parametrize("key", ["hanoi-2020-155", "hanoi-2026"])
def test_every_sector_is_known_by_two_teams_and_answered_for(library: Library, key: str) -> None:
    problem = build_problem(library, key, None)
    known = Counter(f for team in problem.teams for f in {f for m in team.members for f in m.fields})
    answered = {f for u in problem.units for f in u.fields}
    assert {s for s in library.sectors if known[s] < 2} == set()
    assert answered == set(library.sectors)


def test_notice_counts_from_adoption(library: Library, hanoi: Problem) -> None:
    assert hanoi.rules["notice"]["adopted"] == "2020-07-27"
    later = build_problem(library, "hanoi-2020-155", None, adopted_on=date(2020, 8, 10))
    assert later.rules["notice"]["adopted"] == later.meta["adopted"] == "2020-08-10"
    early = build_problem(library, "hanoi-2020-155", None, adopted_on=date(2020, 4, 27))
    assert early.rules["notice"]["holidays"] == ["2020-04-30", "2020-05-01"]


def test_closures_marks_and_absences_reach_their_unit_and_team(library: Library) -> None:
    first, last = date(2020, 9, 7), date(2020, 9, 12)
    problem = build_problem(
        library,
        "hanoi-2020-155",
        None,
        closures=[UnitClosure("hn.syt", first, last, "thanh tra", "inspection")],
        marks=[UnitMark("hn.syt", "must", "tồn tại"), UnitMark("hn.sdl", "never", "mới lập")],
        absences=[Absence("doan-2", first, last, "ốm")],
    )
    units = {u.code: u for u in problem.units}
    assert units["hn.syt"].closed == (Span(first, last, "thanh tra", "inspection"),)
    assert (units["hn.syt"].must, units["hn.syt"].never) == ("tồn tại", None)
    assert (units["hn.sdl"].must, units["hn.sdl"].never) == (None, "mới lập")
    assert [t.days_off for t in problem.teams if t.id == "doan-2"] == [(Span(first, last, "ốm"),)]


def test_risk_is_taken_over_with_its_range(library: Library, hanoi: Problem) -> None:
    risks = [FakeRisk(u.code, Decimal("12.345678"), Decimal(10), Decimal(20), None, 3) for u in hanoi.units]
    unit = build_problem(library, "hanoi-2020-155", risks).units[0]
    assert (unit.risk, unit.risk_range, unit.open_findings) == (12.3457, (10.0, 20.0), 3)
    assert unit.last_inspected is None


def test_a_missing_risk_is_refused_and_not_zero(library: Library, hanoi: Problem) -> None:
    risks = [FakeRisk(u.code, Decimal(1), Decimal(1), Decimal(1)) for u in hanoi.units[1:]]
    with pytest.raises(Faults) as caught:
        build_problem(library, "hanoi-2020-155", risks)
    assert [(f.code, f.where) for f in caught.value.faults] == [("roadmap.no_risk", hanoi.units[0].code)]


def test_unknown_names_and_contradictions_are_refused(library: Library) -> None:
    day = date(2020, 9, 7)
    with pytest.raises(Faults) as caught:
        build_problem(
            library,
            "hanoi-2020-155",
            None,
            closures=[UnitClosure("hn.nowhere", day, day, "x")],
            marks=[UnitMark("hn.syt", "must", "x"), UnitMark("hn.syt", "never", "y")],
            absences=[Absence("doan-9", day, day, "x")],
        )
    assert codes(caught.value) == {"roadmap.unknown_unit", "roadmap.unknown_team", "roadmap.must_and_never"}


def test_2026_has_cells_instead_of_parents(library: Library) -> None:
    problem = build_problem(library, "hanoi-2026", None)
    cells = problem.meta["cells"]
    assert Counter(u.kind for u in problem.units) == {"department": 17, "commune": 126}
    assert set(cells) == {u.code for u in problem.units if u.kind == "commune"}
    assert set(Counter(cells.values()).values()) <= {7, 8} and len(set(cells.values())) == 16
    assert all(u.parent is None for u in problem.units) and problem.meta["synthetic"] is True
    assert "cells" not in build_problem(library, "hanoi-2020-155", None).meta


@given(
    st.lists(
        st.tuples(st.text("abc", min_size=1, max_size=6), st.floats(20, 22), st.floats(105, 106)),
        unique_by=lambda p: p[0],
        max_size=60,
    ),
    st.integers(2, 10),
    st.randoms(),
)
def test_cells_are_small_complete_and_do_not_depend_on_order(
    places: list[tuple[str, float, float]], size: int, random: object
) -> None:
    cells = neighbourhood_cells(places, size)
    assert set(cells) == {code for code, _, _ in places}
    assert all(count <= size for count in Counter(cells.values()).values())
    shuffled = list(places)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert neighbourhood_cells(shuffled, size) == cells
