"""PAPI 2011-2021 against what CECODES, VFF-CRT, RTA and UNDP published.

Origin: the official workbooks (basis "official": 2011-2016 and 2019, copied in
github.com/mdtrinh/vietnamdata ``PAPI_2011-2016.xlsx`` and github.com/mdtrinh/vietnam_elections
``2019_PAPI_Provincial_indicators``) and the newspaper reports named at each test. The sub-dimensions come
from another copy (github.com/hnks-gh/ml-mcdm), so that the sums compare two independent tables.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from lotrinh.method.definitions import Library
from lotrinh.method.risk.tables import decimal, rows

TOLERANCE = Decimal("0.000004")
FOLDER = Library.open().root / "indices" / "papi"
DIMENSIONS = list(rows(FOLDER / "dimensions.csv"))
PARTS = list(rows(FOLDER / "subdimensions.csv"))
YEARS = range(2011, 2022)
# Blank in the sources themselves (the workbook of 2014, the tables of 2018 and 2021).
NO_TOTAL = {
    2014: {"Bắc Giang", "Đồng Tháp"},
    2018: {"Quảng Ninh", "Đồng Tháp"},
    2021: {"Quảng Ninh", "Bắc Giang", "Bắc Ninh"},
}


def sums() -> dict[tuple[str, str, str], Decimal]:
    out: dict[tuple[str, str, str], Decimal] = {}
    for r in PARTS:
        value = decimal(r["score"], "papi")
        if value is not None:
            key = (r["year"], r["province_code"], r["dimension"])
            out[key] = out.get(key, Decimal(0)) + value
    return out


def total(row: dict[str, str]) -> Decimal | None:
    return decimal(row["total_unweighted"], row["province"])


def test_63_provinces_in_each_of_11_years() -> None:
    for year in YEARS:
        assert len({r["province_code"] for r in DIMENSIONS if r["year"] == str(year)}) == 63
    assert len(PARTS) == 16740


@pytest.mark.parametrize("year", YEARS)
def test_sub_dimensions_add_up_to_the_dimensions(year: int) -> None:
    added, compared = sums(), 0
    for row in (r for r in DIMENSIONS if r["year"] == str(year)):
        for dimension in range(1, 9):
            published = decimal(row[f"d{dimension}"], row["province"])
            ours = added.get((row["year"], row["province_code"], str(dimension)))
            if published is None or ours is None:
                continue
            compared += 1
            assert abs(ours - published) <= TOLERANCE, (row["province"], dimension)
    assert compared >= 60 * (6 if year < 2018 else 8) - 5


@pytest.mark.parametrize("year", YEARS)
def test_dimensions_add_up_to_the_total(year: int) -> None:
    without = set()
    for row in (r for r in DIMENSIONS if r["year"] == str(year)):
        published = total(row)
        if published is None:
            without.add(row["province"])
            continue
        parts = [decimal(row[f"d{i}"], row["province"]) for i in range(1, 9)]
        assert abs(sum((p for p in parts if p is not None), Decimal(0)) - published) <= TOLERANCE
    assert without == NO_TOTAL.get(year, set())


def test_hanoi_2020_adds_up_to_the_published_total_and_rank() -> None:
    """Published in 2021: 41.629 points, rank 48 of 63."""
    rows_2020 = [r for r in DIMENSIONS if r["year"] == "2020"]
    hanoi = next(r for r in rows_2020 if r["province"] == "Hà Nội")
    parts = [decimal(hanoi[f"d{i}"], "Hà Nội") or Decimal(0) for i in range(1, 9)]
    assert round(sum(parts, Decimal(0)), 3) == Decimal("41.629")
    totals = [t for t in map(total, rows_2020) if t is not None]
    assert 1 + sum(t > (total(hanoi) or 0) for t in totals) == 48


def test_national_mean_2019() -> None:
    """Published: 43.61; the mean of the 63 totals is 43.616."""
    totals = [t for r in DIMENSIONS if r["year"] == "2019" if (t := total(r)) is not None]
    mean = sum(totals, Decimal(0)) / len(totals)
    assert len(totals) == 63
    assert abs(mean - Decimal("43.61")) < Decimal("0.01")


def test_published_interval_of_2019_is_score_plus_minus_1_645_standard_errors() -> None:
    """The workbook prints 95 %, the figures are those of a two-sided 90 % interval; all 63 rows."""
    table = list(rows(FOLDER / "uncertainty-2019.csv"))
    assert len(table) == 63
    for row in table:
        score, error = Decimal(row["weighted_score"]), Decimal(row["weighted_se"])
        for end, sign in (("weighted_ci_low", -1), ("weighted_ci_high", 1)):
            assert abs(score + sign * Decimal("1.645") * error - Decimal(row[end])) < Decimal("0.001")


@pytest.mark.parametrize("year", [2011, 2016, 2019])
def test_official_years_are_marked(year: int) -> None:
    assert {r["basis"] for r in DIMENSIONS if r["year"] == str(year)} == {"official"}
