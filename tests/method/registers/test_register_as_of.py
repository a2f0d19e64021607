"""A register is read as of a day, and says so when it cannot."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.method.faults import Faults
from lotrinh.method.registers import Register, RegisterUnit, Succession, great_circle_km

START = date(2020, 1, 1)
PLACES = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def unit(code: str, start: date, end: date | None) -> RegisterUnit:
    """A commune without anything but its time."""
    return RegisterUnit(code, code, "commune", "xã", None, start, end, None, None, "", (), "")


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 900)), max_size=8), st.integers(0, 2000))
def test_a_unit_is_there_from_its_first_day_to_before_its_end(spans: list[tuple[int, int]], day: int) -> None:
    units = [
        unit(f"u{i}", START + timedelta(days=a), START + timedelta(days=a + n))
        for i, (a, n) in enumerate(spans)
    ]
    there = {u.code for u in Register("r", START, units).units_as_of(START + timedelta(days=day))}
    assert there == {f"u{i}" for i, (a, n) in enumerate(spans) if a <= day < a + n}


def test_what_is_asked_before_the_register_speaks_is_a_fault() -> None:
    with pytest.raises(Faults) as caught:
        Register("r", START, []).units_as_of(date(2019, 12, 31))
    assert caught.value.faults[0].code == "registers.before_known"


def test_an_unknown_unit_is_a_fault() -> None:
    with pytest.raises(Faults) as caught:
        Register("r", START, []).unit("x")
    assert caught.value.faults[0].code == "registers.unknown_unit"


def test_every_pair_is_kept() -> None:
    pairs = [Succession("a", x, START, "part") for x in "xy"] + [Succession("b", "x", START, "whole")]
    register = Register("r", START, [], pairs)
    assert [s.successor for s in register.successors("a")] == ["x", "y"]
    assert [s.predecessor for s in register.predecessors("x")] == ["a", "b"]
    assert register.successors("x") == []


@given(PLACES, PLACES)
def test_distance_is_symmetric_and_at_most_half_the_globe(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    assert great_circle_km(a, b) == pytest.approx(great_circle_km(b, a), abs=1e-6)
    assert 0 <= great_circle_km(a, b) <= 20015.2
    assert great_circle_km(a, a) == 0


def test_one_degree_of_latitude() -> None:
    assert great_circle_km((20.5, 105.8), (21.5, 105.8)) == pytest.approx(111.195, abs=0.001)
