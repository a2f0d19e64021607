"""Imports into the register: checked against it, taken whole, taken again without a change."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from lotrinh.method.faults import Faults
from lotrinh.office.platform.models import AuditEntry
from lotrinh.office.platform.policies import Refused
from lotrinh.office.registry.actions.preview_import import check_file, preview_import
from lotrinh.office.registry.actions.take_import import take_import
from lotrinh.office.registry.models import ImportBatch, IndexResult, Register, Unit
from tests.office.registry.conftest import NOW, csv_text, headings, make_unit, result_row, unit_row, workbook

RESULTS, UNITS = "index-results", "register"


def preview(data: bytes, kind: str = RESULTS, name: str = "ket qua.csv") -> ImportBatch:
    return preview_import(None, data, name, kind, at=NOW, by_shell=True)


def take(batch: ImportBatch) -> dict[str, int]:
    return take_import(None, batch, at=NOW, by_shell=True)


def codes(batch: ImportBatch) -> list[str]:
    return [fault["code"] for fault in batch.faults]


def test_results_are_taken_with_exact_figures_and_audit(register: Register) -> None:
    batch = preview(csv_text(RESULTS, result_row(published_on="29/04/2020", rank=1, maximum=100)).encode())
    assert (batch.status, batch.counts) == (
        "previewed",
        {"rows": 1, "faults": 0, "new": 1, "corrected": 0, "same": 0},
    )
    assert not IndexResult.objects.exists()
    assert take(batch) == {"new": 1, "same": 0, "corrected": 0}
    row = IndexResult.objects.get()
    assert (row.subject, row.index, row.year, row.value) == ("hn.d001", "par", 2019, Decimal("95.61"))
    assert row.published_on == dt.date(2020, 4, 29)
    assert [entry.verb for entry in AuditEntry.objects.order_by("number")] == [
        "preview_import",
        "take_import",
    ]
    assert AuditEntry.objects.last().after["new"] == 1


def test_the_same_file_twice_changes_nothing(register: Register) -> None:
    data = csv_text(RESULTS, result_row()).encode()
    take(preview(data))
    again = preview(data)
    assert again.counts["same"] == 1 and again.counts["new"] == 0
    assert take(again) == {"new": 0, "same": 1, "corrected": 0}
    assert take(again) == {"new": 0, "corrected": 0, "same": 1}
    assert IndexResult.objects.count() == 1


def test_a_correction_keeps_the_figure_before_and_names_it(register: Register) -> None:
    take(preview(csv_text(RESULTS, result_row(rank=3)).encode()))
    batch = preview(csv_text(RESULTS, result_row(value="95,16")).encode())
    assert batch.counts["corrected"] == 1
    take(batch)
    old, new = IndexResult.objects.order_by("pk")
    assert (old.current, old.value) == (False, Decimal("95.61"))
    assert (new.current, new.value, new.replaces) == (True, Decimal("95.16"), old)
    assert new.rank == 3, "an empty cell takes nothing away"


def test_an_empty_figure_is_missing_and_not_zero(register: Register) -> None:
    take(preview(csv_text(RESULTS, result_row(value=None)).encode()))
    assert IndexResult.objects.get().value is None


def test_one_fault_and_nothing_is_taken(register: Register) -> None:
    batch = preview(csv_text(RESULTS, result_row(), result_row(unit_code="hn.d999", year=2018)).encode())
    assert (batch.status, codes(batch), batch.rows) == ("faulty", ["imports.unknown_unit"], [])
    with pytest.raises(Faults), transaction.atomic():
        take(batch)
    assert not IndexResult.objects.exists()


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"unit_code": None}, "imports.no_unit"),
        ({"unit_code": None, "unit_name": "Quận Không Có"}, "imports.unknown_name"),
        ({"unit_name": "Quận Tây Hồ"}, "imports.code_and_name_differ"),
        ({"value": "101", "maximum": "100"}, "imports.above_maximum"),
        ({"value": "1,2345678"}, "imports.too_precise"),
        ({"rank": "0"}, "imports.rank_zero"),
    ],
)
def test_what_the_register_does_not_bear_out(register: Register, cells: dict[str, Any], code: str) -> None:
    assert codes(preview(csv_text(RESULTS, result_row(**cells)).encode())) == [code]


def test_a_name_finds_the_unit_of_that_year(register: Register) -> None:
    """Sở Nội vụ exists twice, before and after March 2025; the year decides."""
    row = result_row(unit_code=None, unit_name="sở nội vụ", year=2019)
    assert preview(csv_text(RESULTS, row).encode()).rows[0]["unit_code"] == "hn.snv"
    row = result_row(unit_code=None, unit_name="Sở Nội vụ", year=2026)
    assert preview(csv_text(RESULTS, row).encode()).rows[0]["unit_code"] == "hn.snv-2025"
    row = result_row(unit_code=None, unit_name="Sở Nội vụ", year=2025)
    assert codes(preview(csv_text(RESULTS, row).encode())) == ["imports.name_of_many"]


def test_a_repeated_row_names_the_first(register: Register) -> None:
    batch = preview(csv_text(RESULTS, result_row(), result_row(value="90")).encode())
    assert codes(batch) == ["imports.row_twice"]
    assert "2" in batch.faults[0]["vi"]


def test_a_register_is_taken_with_new_units_and_parents(register: Register) -> None:
    rows = [
        unit_row(
            code="qn.p1",
            register="quang-ninh",
            register_name="Quảng Ninh",
            name="Phường Một",
            parent_code="qn.d1",
        ),
        unit_row(
            code="qn.d1",
            register="quang-ninh",
            register_name="Quảng Ninh",
            name="Thành phố Hạ Long",
            kind="huyện",
        ),
    ]
    take(preview(workbook(rows=[headings(UNITS), *rows]), UNITS, "so.xlsx"))
    ward = Unit.objects.get(code="qn.p1")
    assert (ward.parent.code, ward.register.name_vi, ward.folded) == ("qn.d1", "Quảng Ninh", "phuong mot")


def test_a_register_mends_places_and_leaves_what_is_empty(register: Register) -> None:
    row = unit_row(code="hn.n00004", name="Phường Ba Đình", lat="21,0386", lon="105,838", sectors="land")
    batch = preview(csv_text(UNITS, row).encode(), UNITS)
    assert batch.counts["corrected"] == 1
    take(batch)
    unit = Unit.objects.get(code="hn.n00004")
    assert (unit.lat, unit.lon) == (21.0386, 105.838)
    assert [sector.key for sector in unit.sectors.all()] == ["land"]
    assert preview(csv_text(UNITS, row).encode(), UNITS).counts["same"] == 1


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (
            {
                "code": "hn.d001",
                "register": "hanoi-2020",
                "name": "Quận Khác",
                "kind": "huyện",
                "valid_from": "01/03/2020",
            },
            "imports.another_unit",
        ),
        ({"parent_code": "hn.nowhere"}, "imports.unknown_parent"),
        ({"register": "hue"}, "imports.unknown_register"),
        ({"sectors": "nothing"}, "imports.unknown_sector"),
        ({"valid_to": "01/01/2020"}, "imports.dates_reversed"),
        ({"lat": "21,0"}, "imports.half_a_place"),
        ({"lat": "105,8", "lon": "21,0"}, "imports.place_abroad"),
    ],
)
def test_a_register_that_is_wrong(register: Register, cells: dict[str, Any], code: str) -> None:
    assert codes(preview(csv_text(UNITS, unit_row(**cells)).encode(), UNITS)) == [code]


def test_a_code_twice_in_one_register_file(register: Register) -> None:
    batch = preview(csv_text(UNITS, unit_row(), unit_row(name="Phường Hai")).encode(), UNITS)
    assert codes(batch) == ["imports.code_twice"]


def test_a_unit_registered_since_the_preview_stops_the_take(register: Register) -> None:
    batch = preview(csv_text(UNITS, unit_row()).encode(), UNITS)
    make_unit("hn.n09999", "Phường Khác", "commune")
    with pytest.raises(Faults), transaction.atomic():
        take(batch)


def test_checking_writes_nothing(register: Register) -> None:
    reading, counts = check_file(csv_text(RESULTS, result_row()).encode(), "a.csv", RESULTS)
    assert not reading.fault_count and counts["new"] == 1
    assert not ImportBatch.objects.exists() and not AuditEntry.objects.exists()


@pytest.mark.parametrize("role", ["inspected_unit", "inspector", "leader", "auditor"])
def test_who_may_not_import(register: Register, make_account: Any, role: str) -> None:
    with pytest.raises(Refused):
        preview_import(make_account(role), b"x", "a.csv", RESULTS, at=NOW)
    assert not ImportBatch.objects.exists()


def test_the_one_who_imports_stands_in_the_trail(register: Register, make_account: Any) -> None:
    planner = make_account("planner")
    batch = preview_import(planner, csv_text(RESULTS, result_row()).encode(), "a.csv", RESULTS, at=NOW)
    take_import(planner, batch, at=NOW)
    assert {entry.actor_id for entry in AuditEntry.objects.all()} == {planner.pk}
