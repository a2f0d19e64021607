"""Recorded facts laid over a register: what differs is used, what says nothing takes nothing away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lotrinh.method.definitions import Library
from lotrinh.method.registers import Register, RegisterUnit, UnitFact, overlay
from lotrinh.method.registers.register import IMPORTED_POINT, PARENT_POINT
from lotrinh.method.roadmap import build_problem

BEGUN = date(2020, 3, 1)


@pytest.fixture(scope="module")
def library() -> Library:
    """The library of the distribution."""
    return Library.open()


@pytest.fixture(scope="module")
def register(library: Library) -> Register:
    """Hanoi of 2020."""
    return library.register("hanoi-2020")


@pytest.fixture(scope="module")
def unplaced(register: Register) -> RegisterUnit:
    """The first of the communes without a point of their own."""
    found = [u for u in register.units.values() if u.kind == "commune" and u.lat is None]
    assert len(found) == 53
    return found[0]


def fact(unit: RegisterUnit) -> UnitFact:
    """The unit as it is recorded when nobody changed anything."""
    return UnitFact(
        unit.code, unit.name, unit.kind, unit.type, unit.parent, unit.valid_from, unit.valid_to, unit.lat,
        unit.lon, unit.sectors, unit.gso_code,
    )  # fmt: skip


def test_the_same_facts_change_nothing(library: Library, register: Register) -> None:
    facts = [fact(unit) for unit in register.units.values()]
    assert overlay(register, facts).register is register
    plain = build_problem(library, "hanoi-2020-155", None)
    assert build_problem(library, "hanoi-2020-155", None, unit_facts=facts) == plain
    assert "imported" not in plain.meta


def test_a_brought_point_is_used_and_named(library: Library, unplaced: RegisterUnit) -> None:
    placed = replace(fact(unplaced), lat=21.1, lon=105.7)
    problem = build_problem(library, "hanoi-2020-155", None, unit_facts=[placed])
    unit = next(u for u in problem.units if u.code == unplaced.code)
    assert (unit.lat, unit.lon, unit.place_note) == (21.1, 105.7, IMPORTED_POINT)
    assert problem.meta["imported"] == {unplaced.code: ["place"]}


def test_an_empty_fact_takes_nothing_away(register: Register) -> None:
    known = register.unit("hn.d001")
    empty = UnitFact("hn.d001", known.name, known.kind, known.type, known.parent, known.valid_from)
    assert not overlay(register, [empty]).changed


def test_children_follow_their_parents_brought_point(register: Register, unplaced: RegisterUnit) -> None:
    parent = register.unit(unplaced.parent or "")
    laid = overlay(register, [replace(fact(parent), lat=21.2, lon=105.6)])
    child = laid.register.unit(unplaced.code)
    assert (child.planned_at, child.place_note) == ((21.2, 105.6), PARENT_POINT)


def test_an_ended_and_a_new_body(library: Library, register: Register) -> None:
    ended = replace(fact(register.unit("hn.c00001")), valid_to=date(2020, 6, 1))
    new = UnitFact("hn.c99999", "Phường Mới", "commune", "phường", "hn.d001", BEGUN)
    problem = build_problem(library, "hanoi-2020-155", None, unit_facts=[ended, new])
    codes = {u.code: u for u in problem.units}
    assert "hn.c00001" not in codes and codes["hn.c99999"].place_note == PARENT_POINT
    assert problem.meta["imported"] == {"hn.c99999": ["unit"]}
