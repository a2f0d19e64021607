"""Hanoi's place among the provinces."""

from __future__ import annotations

from decimal import Decimal

from lotrinh.method.risk import Observation, RiskProfile
from lotrinh.method.risk.papi import papi_year, sector_shortfall
from tests.method.risk.conftest import observe


def provinces(scores: list[str | None], year: int = 2019, component: str = "6.1") -> list[Observation]:
    return [
        observe(f"vn.p{i + 1:02}", "papi", year, component=component, value=s) for i, s in enumerate(scores)
    ]


def test_quantile_and_distance_by_hand(profile: RiskProfile) -> None:
    """Hanoi (first) 2 of 1, 2, 3, 4, 5: three of four others are better; the best quarter begins at 4."""
    papi = papi_year(profile, provinces(["2", "1", "3", "4", "5"]))
    assert papi is not None
    item = papi.standings["6.1"]
    assert (item.rank, item.provinces, item.missing) == (4, 5, 0)
    assert item.better_share == Decimal("0.75")
    assert (item.best_quarter, item.median, item.distance) == (4, 3, 2)
    assert item.shortfall == Decimal("0.708333")  # (3/4 + 2/3) / 2


def test_provinces_without_a_score_are_left_out_and_counted(profile: RiskProfile) -> None:
    papi = papi_year(profile, provinces(["2", None, "3", "1"]))
    assert papi is not None
    assert (papi.standings["6.1"].provinces, papi.standings["6.1"].missing) == (3, 1)


def test_equal_provinces_count_half(profile: RiskProfile) -> None:
    papi = papi_year(profile, provinces(["2", "2", "3"]))
    assert papi is not None
    assert papi.standings["6.1"].better_share == Decimal("0.75")


def test_years_are_never_joined(profile: RiskProfile) -> None:
    both = [*provinces(["1", "2", "3"], 2019), *provinces(["3", "2", "1"], 2021)]
    newest, older = papi_year(profile, both), papi_year(profile, both, 2019)
    assert newest is not None
    assert older is not None
    assert (newest.year, newest.standings["6.1"].shortfall) == (2021, 0)
    assert older.standings["6.1"].shortfall == 1


def test_years_before_the_names_of_2018_are_not_mapped(profile: RiskProfile) -> None:
    assert papi_year(profile, provinces(["1", "2"], 2016)) is None


def test_a_dropped_sub_dimension_is_left_out_and_counted(
    profile: RiskProfile, tables: list[Observation]
) -> None:
    """5.2 construction permits is not in PAPI 2021."""
    papi = papi_year(profile, tables, 2021)
    assert papi is not None
    share, used, without = sector_shortfall(profile, papi, "construction")
    assert share is not None
    assert [s.subdimension for s in used] == ["6.3"]
    assert without == 1


def test_every_sub_dimension_is_mapped_or_says_why_not(
    profile: RiskProfile, tables: list[Observation]
) -> None:
    mapped = {r.subdimension for r in profile.mapping.rows}
    silent = {r.subdimension for r in profile.mapping.not_mapped}
    assert mapped | silent == {o.component for o in tables if o.index == "papi"}
    assert not mapped & silent
