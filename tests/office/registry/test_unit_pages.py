"""The list and the page of bodies: filters, days, order, history, who sees what, and how many queries."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lotrinh.method.definitions import Library
from lotrinh.method.risk import RiskResult, method_breaks
from lotrinh.office.registry.actions.mark_risk import mark_risk
from lotrinh.office.registry.models import IndexResult, Register, Unit
from lotrinh.office.registry.panels import Panel, panels_of, unit_panel
from lotrinh.office.registry.queries import UnitWish, found_units, unit_by_code, unit_history
from lotrinh.office.registry.queries.results import result_tables
from tests.office.registry.conftest import NOW, make_unit

DAY_2020, DAY_2026 = dt.date(2020, 8, 1), dt.date(2026, 1, 1)


def codes(actor: Any, **wish: Any) -> list[str]:
    return [unit.code for unit in found_units(actor, UnitWish(**wish))]


def figure(code: str, year: int, value: str, **values: Any) -> None:
    unit = Unit.objects.get(code=code)
    IndexResult.objects.create(
        subject=code,
        subject_name=unit.name,
        unit=unit,
        index=values.pop("index", "par"),
        year=year,
        value=Decimal(value),
        source=f"QĐ {year}",
        **values,
    )


def test_the_register_is_read_as_of_a_day(register: Register, make_account: Any) -> None:
    planner = make_account("planner")
    assert "hn.d001" in codes(planner, as_of=DAY_2020) and "hn.d001" not in codes(planner, as_of=DAY_2026)
    assert codes(planner, as_of=dt.date(2025, 6, 30), kind="district") == ["hn.d001"]
    assert codes(planner, as_of=dt.date(2025, 7, 1), kind="district") == []
    assert len(codes(planner)) == 8


@pytest.mark.parametrize("words", ["so tai nguyen", "Sở Tài nguyên", "TAI  NGUYEN so", "hn.stnmt"])
def test_search_folds_marks(register: Register, make_account: Any, words: str) -> None:
    assert codes(make_account("planner"), words=words) == ["hn.stnmt"]


def test_search_folds_d(register: Register, make_account: Any) -> None:
    """đ is a letter of its own and no mark: "dien bien" and "ba dinh" still find it."""
    planner = make_account("planner")
    assert codes(planner, words="dien bien") == ["hn.c00019"]
    assert set(codes(planner, words="ba dinh")) == {"hn.d001", "hn.n00004"}
    assert codes(planner, words="khong co that") == []


def test_names_stand_in_vietnamese_order(register: Register, make_account: Any) -> None:
    for place, name in enumerate(["Xã Đại Mạch", "Xã Ân Thi", "Xã An Khánh", "Xã Dương Xá"]):
        make_unit(f"hn.c9{place}", name, "commune")
    found = found_units(make_account("planner"), UnitWish(words="xa", kind="commune"))
    order = [unit.name for unit in found if unit.code.startswith("hn.c9")]
    assert order == ["Xã An Khánh", "Xã Ân Thi", "Xã Dương Xá", "Xã Đại Mạch"]


def test_filters_by_parent_sector_and_register(register: Register, make_account: Any) -> None:
    planner = make_account("planner")
    assert codes(planner, parent="hn.d001") == ["hn.c00019", "hn.c00001"]
    assert codes(planner, sector="land") == ["hn.stnmt"]
    assert set(codes(planner, register="hanoi-2025")) == {"hn.snv-2025", "hn.n00004", "hn.n00025"}


def test_nobody_without_an_account_reads_units(register: Register) -> None:
    assert codes(None) == [] and unit_by_code(None, "hn.snv") is None


def test_a_body_that_goes_on_carries_its_results(register: Register, make_account: Any) -> None:
    figure("hn.snv", 2020, "86.93")
    planner = make_account("planner")
    goes_on = unit_history(planner, Unit.objects.get(code="hn.snv-2025"))
    assert goes_on.carried and goes_on.predecessors[0].results[0].value == Decimal("86.93")
    merged = unit_history(planner, Unit.objects.get(code="hn.n00004"))
    assert not merged.carried and merged.predecessors[0].pair.extent == "part"
    split = unit_history(planner, Unit.objects.get(code="hn.c00019"))
    assert [step.other.code for step in split.successors] == ["hn.n00004", "hn.n00025"]


def test_no_line_crosses_a_break(register: Register, make_account: Any, client_as: Any) -> None:
    for year, value in [(2019, "95.61"), (2020, "94.22"), (2021, "95.24"), (2023, "95.22")]:
        figure("hn.d001", year, value)
    (table,) = result_tables(make_account("planner"), Unit.objects.get(code="hn.d001"))
    assert table.runs() == [[2019, 2020], [2021, 2023]] and table.breaks == {2021}
    assert method_breaks(Library.open()) == {"papi": (2016, 2018, 2021), "par": (2021,)}
    text = client_as("planner").get("/units/hn.d001/").content.decode()
    assert len(re.findall("<polyline", text)) == 2 and "2021" in text


def test_what_the_inspected_side_sees(register: Register, client_as: Any) -> None:
    figure("hn.snv", 2020, "86.93")
    figure("hn.stnmt", 2020, "76.27")
    mark_risk(
        "p",
        [
            RiskResult(
                "hn.snv", "Sở Nội vụ", "department", DAY_2020, Decimal(40), Decimal(40), Decimal(40), ()
            )
        ],
        at=NOW,
    )
    own = client_as("inspected_unit", unit_code="hn.snv")
    text = own.get("/units/hn.snv/").content.decode()
    assert "86,93" in text and "risk-mark" not in text and "Rủi ro" not in text
    assert "76,27" not in own.get("/units/hn.stnmt/").content.decode()
    listed = own.get("/units/?as_of=").content.decode()
    assert "Sở Tài nguyên và Môi trường" in listed and "76,27" not in listed and "risk-cell" not in listed
    for address in ("/indices/", "/focus-fields/", "/imports/", "/units/hn.snv/risk/p/"):
        assert own.get(address).status_code == 403
    planner = client_as("planner").get("/units/hn.snv/").content.decode()
    assert "risk-mark" in planner


def test_a_successor_hides_the_results_of_others(register: Register, client_as: Any) -> None:
    figure("hn.snv", 2020, "86.93")
    text = client_as("inspected_unit", unit_code="hn.stnmt").get("/units/hn.snv-2025/").content.decode()
    assert "86,93" not in text


def test_pages_answer_wrong_filters(register: Register, client_as: Any) -> None:
    client = client_as("planner")
    assert client.get("/units/?as_of=31/02/2020").status_code == 422
    assert client.get("/units/?kind=xyz").status_code == 422
    assert client.get("/units/?page=999").status_code == 200
    assert client.get("/units/?q=%00").status_code in (200, 422)
    assert client.get("/units/khong-co/").status_code == 404
    assert client.get("/units/a%00b/").status_code == 404
    assert client.get("/units/a%00b/risk/p%00/").status_code == 404
    assert client.get("/indices/?year=abc").status_code == 422
    assert client.get("/search/?q=%00%27%22").status_code == 200


def test_the_day_of_an_old_register_is_chosen_for_it(register: Register, client_as: Any) -> None:
    text = client_as("planner").get("/units/?register=hanoi-2020").content.decode()
    assert "hn.d001" in text and "01/03/2020" in text


def plain_risk(code: str) -> RiskResult:
    """A risk without contributions."""
    return RiskResult(code, code, "department", DAY_2020, Decimal(1), Decimal(1), Decimal(1), ())


def queries_of(client: Any, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_queries_are_constant(register: Register, client_as: Any) -> None:
    """The same number with ten bodies and with six hundred, each with results, marks and fields."""
    client = client_as("planner")
    addresses = ("/units/?as_of=", "/units/hn.d001/", "/search/?q=phuong", "/indices/", "/units/hn.n00004/")
    _furnish(10)
    first = [queries_of(client, address) for address in addresses]
    _furnish(600)
    assert [queries_of(client, address) for address in addresses] == first
    assert max(first) <= 16


def _furnish(count: int) -> None:
    district = Unit.objects.get(code="hn.d001")
    for number in range(count):
        code = f"hn.t{count}x{number}"
        unit = make_unit(code, f"Phường Số {number}", "commune", parent=district)
        unit.sectors.add(district.register.units.get(code="hn.stnmt").sectors.first())
    units = Unit.objects.filter(code__startswith=f"hn.t{count}x")
    IndexResult.objects.bulk_create(
        IndexResult(subject=u.code, unit=u, subject_name=u.name, index="par", year=2020, value=90, source="x")
        for u in units
    )
    mark_risk(
        "p",
        [
            RiskResult(u.code, u.name, "commune", DAY_2020, Decimal(1), Decimal(1), Decimal(1), ())
            for u in units
        ],
        at=NOW,
    )


def test_others_add_panels_to_the_page(register: Register, client_as: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("lotrinh.office.registry.panels._MAKERS", {})
    unit_panel("test", order=1)(
        lambda actor, unit: (
            Panel("Khung thử", "registry/risk_test.html", {"x": 1}) if actor.role == "planner" else None
        )
    )
    unit = Unit.objects.get(code="hn.snv")
    assert panels_of(client_as("planner").account, unit)[0].title == "Khung thử"
    assert panels_of(client_as("leader").account, unit) == []
