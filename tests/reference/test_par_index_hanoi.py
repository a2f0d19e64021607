"""Hanoi's own PAR Index of departments and districts against the decisions and reports that published it."""

from __future__ import annotations

from decimal import Decimal

from lotrinh.method.definitions import Library
from lotrinh.method.risk.tables import rows

LIBRARY = Library.open()
TABLE = list(rows(LIBRARY.root / "indices" / "par" / "hanoi-units.csv"))
MEANS = list(rows(LIBRARY.root / "indices" / "par" / "hanoi-means.csv"))


def value(year: int, unit: str) -> Decimal:
    return Decimal(next(r["value"] for r in TABLE if (r["year"], r["unit_name"]) == (str(year), unit)))


def test_finance_2020_is_appraisal_plus_survey() -> None:
    """QĐ 2001/QĐ-UBND of 5/5/2021: 66.40 + 26.36 = 92.76, first of 22."""
    row = next(r for r in TABLE if (r["year"], r["unit_name"]) == ("2020", "Sở Tài chính"))
    assert Decimal(row["appraisal"]) + Decimal(row["survey"]) == Decimal(row["value"]) == Decimal("92.76")


def test_three_leaders_of_2019() -> None:
    """QĐ 1752/QĐ-UBND of 29/4/2020."""
    assert [value(2019, u) for u in ("Quận Cầu Giấy", "Quận Long Biên", "Quận Đống Đa")] == [
        Decimal("95.61"), Decimal("95.56"), Decimal("94.93"),
    ]  # fmt: skip
    assert value(2019, "Sở Nội vụ") == Decimal("86.93")
    assert {r["published_on"] for r in TABLE if r["year"] == "2019"} == {"2020-04-29"}


def test_means_of_2023_are_those_of_2022_plus_the_published_change() -> None:
    """Departments 85.73 + 2.7 = 88.4; districts 92.75 + 1.26 = 94.0, as far as the digits printed go."""
    mean = {(r["year"], r["kind"]): Decimal(r["value"]) for r in MEANS}
    change = {"department": Decimal("2.7"), "district": Decimal("1.26")}
    for kind, rise in change.items():
        assert abs(mean["2022", kind] + rise - mean["2023", kind]) <= Decimal("0.05")


def test_leaders_are_above_the_mean_and_the_last_below() -> None:
    mean = {(r["year"], r["kind"]): Decimal(r["value"]) for r in MEANS}
    for row in TABLE:
        average = mean.get((row["year"], row["kind"]))
        if average is not None and (row["rank"] == "1" or row["is_last"]):
            assert (Decimal(row["value"]) > average) == (row["is_last"] == "")


def test_every_unit_named_in_a_table_is_in_a_register() -> None:
    codes = {c for key in LIBRARY.registers() for c in LIBRARY.register(key).units}
    for folder in ("par", "sipas", "findings", "service"):
        for row in rows(LIBRARY.root / "indices" / folder / "hanoi-units.csv"):
            assert row["unit_code"] in codes
