"""Sums are exact, ranges hold, and nothing is used before it was published."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lotrinh.method.faults import Faults
from lotrinh.method.risk import Observation, RiskProfile, RiskResult, RiskUnit, assess
from lotrinh.method.risk.assess import full_points
from tests.method.risk.conftest import observe

DAY = date(2020, 7, 27)
UNIT = RiskUnit("hn.x", "Sở X", "department", ("health",), "hanoi-2020/department")


def of(results: list[RiskResult], code: str) -> RiskResult:
    return next(r for r in results if r.unit_code == code)


def one(profile: RiskProfile, *observations: Observation, unit: RiskUnit = UNIT) -> RiskResult:
    return assess(profile, [unit], observations, as_of=DAY)[0]


def test_every_unit_of_both_plans_adds_up_exactly(
    hanoi_2020: list[RiskResult], hanoi_2026: list[RiskResult]
) -> None:
    assert (len(hanoi_2020), len(hanoi_2026)) == (631, 143)
    for result in [*hanoi_2020, *hanoi_2026]:
        assert sum(c.points for c in result.contributions) == result.score
        assert sum(c.low for c in result.contributions) == result.low
        assert sum(c.high for c in result.contributions) == result.high
        assert sum(c.weight for c in result.contributions) == 100
        assert 0 <= result.low <= result.score <= result.high <= 100


def test_only_three_best_published_bounds_the_others(hanoi_2020: list[RiskResult]) -> None:
    """QĐ 1752/QĐ-UBND of 29/4/2020: third of the departments 86.63, third of the districts 94.93."""
    leader = of(hanoi_2020, "hn.snv").contribution("par_level")
    assert leader.status == "known"
    assert leader.shortfall == (Decimal(100) - Decimal("86.93")) / 40
    other = of(hanoi_2020, "hn.stc").contribution("par_level")
    assert other.status == "bounded"
    assert other.low / other.weight == (Decimal(100) - Decimal("86.63")) / 40
    assert other.high == other.weight
    district = of(hanoi_2020, "hn.d001").contribution("par_level")
    assert district.low / district.weight == (Decimal(100) - Decimal("94.93")) / 40
    assert any("95" in r.vi or "94,93" in r.vi for r in district.reasons)


def test_communes_have_no_index_of_their_own(hanoi_2020: list[RiskResult]) -> None:
    assert of(hanoi_2020, "hn.c00001").contribution("par_level").status == "unknown"


def test_nothing_published_later_is_used(hanoi_2020: list[RiskResult]) -> None:
    for result in hanoi_2020:
        for contribution in result.contributions:
            assert all(o.published_on <= DAY for o in contribution.observations)


def test_missing_is_neither_zero_nor_the_mean(profile: RiskProfile) -> None:
    sipas = one(profile).contribution("sipas")
    assert sipas.status == "unknown"
    assert (sipas.low, sipas.high) == (0, sipas.weight)
    assert sipas.points == sipas.weight * profile.unknown_at
    assert [r.code for r in sipas.reasons] == ["risk.sipas.no_data", "risk.unknown_counted_at"]


def test_not_applicable_leaves_the_sum(profile: RiskProfile) -> None:
    tourism = RiskUnit("hn.t", "Sở Du lịch", "department", ("tourism",))
    result = one(profile, unit=tourism)
    papi = result.contribution("papi_sectors")
    assert (papi.status, papi.weight, papi.points) == ("not_applicable", 0, 0)
    assert sum(c.weight for c in result.contributions) == 100


def test_a_finding_with_unknown_remedy_counts_as_open_and_says_so(hanoi_2020: list[RiskResult]) -> None:
    """Nguyễn Trung Trực ward, Ba Đình: two findings of 19/9/2019."""
    ward = of(hanoi_2020, "hn.c00010")
    found = ward.contribution("open_findings")
    assert (ward.open_findings, ward.last_inspected) == (2, date(2019, 9, 19))
    assert found.status == "bounded"
    assert "Chưa rõ đã khắc phục" in found.reasons[0].vi
    assert "remedy not known" in found.reasons[0].en
    assert ward.score > of(hanoi_2020, "hn.c00001").score


def test_a_good_visit_is_a_visit_without_a_finding(hanoi_2020: list[RiskResult]) -> None:
    """Kiêu Kỵ commune, 31/1/2020: 'other contents met'."""
    commune = of(hanoi_2020, "hn.c00580")
    assert commune.last_inspected == date(2020, 1, 31)
    assert commune.open_findings == 0
    assert commune.contribution("open_findings").status == "unknown"


def test_merged_bodies_do_not_inherit_silently(hanoi_2026: list[RiskResult]) -> None:
    """Sở Nội vụ of 2025 was made of two departments: their figures are shown, not counted."""
    merged = of(hanoi_2026, "hn.snv-2025")
    assert {o.subject for o in merged.shown_only} == {"hn.snv", "hn.sldtbxh"}
    assert merged.contribution("par_level").status == "unknown"


def test_a_body_that_went_on_alone_keeps_its_figures(hanoi_2026: list[RiskResult]) -> None:
    """Thanh tra Thành phố: 63.9 in 2023, the lowest of its block."""
    level = of(hanoi_2026, "hn.tttp-2025").contribution("par_level")
    assert level.status == "known"
    assert level.shortfall == (Decimal(100) - Decimal("63.9")) / 40


def test_a_directive_is_no_visit(hanoi_2026: list[RiskResult]) -> None:
    finance = of(hanoi_2026, "hn.stc-2025")
    assert finance.open_findings == 1
    assert finance.last_inspected is None
    late = finance.contribution("late_dossiers")
    assert (late.low, late.status) == (late.weight, "known")


def test_exact_record_of_our_own_follow_up_wins(profile: RiskProfile) -> None:
    result = one(
        profile,
        observe("hn.x", "finding", occurred_on=date(2019, 5, 1), state="unknown", basis="inspection"),
        observe("hn.x", "open_findings", 2020, value=0),
        observe("hn.x", "last_inspection", 2019, occurred_on=date(2019, 5, 1), basis="inspection"),
    )
    assert result.open_findings == 0
    assert result.contribution("open_findings").points == 0
    assert result.contribution("findings_age").points == 0
    assert result.contribution("time_since_inspection").status == "known"


def test_fall_needs_two_years_and_no_break(profile: RiskProfile) -> None:
    pair = [observe("hn.x", "par", 2018, value=90), observe("hn.x", "par", 2019, value=88)]
    assert one(profile, *pair).contribution("par_fall").shortfall == Decimal("0.4")
    rise = [observe("hn.x", "par", 2018, value=80), observe("hn.x", "par", 2019, value=88)]
    assert one(profile, *rise).contribution("par_fall").points == 0
    hole = [observe("hn.x", "par", 2017, value=90), observe("hn.x", "par", 2019, value=88)]
    assert one(profile, *hole).contribution("par_fall").status == "unknown"
    later = [observe("hn.x", "par", 2020, value=90), observe("hn.x", "par", 2021, value=80)]
    broken = assess(profile, [UNIT], later, as_of=date(2022, 1, 1))[0]
    assert broken.contribution("par_fall").status == "unknown"


def test_a_unit_that_joins_moves_nobody(profile: RiskProfile, tables: list[Observation]) -> None:
    alone = assess(profile, [UNIT], tables, as_of=DAY)
    joined = assess(profile, [UNIT, RiskUnit("hn.y", "Sở Y", "department", ("health",))], tables, as_of=DAY)
    assert joined[0] == alone[0]


def test_weights_of_the_plan_override(profile: RiskProfile) -> None:
    zero = {s.key: 0 for s in profile.signals if s.key != "sipas"}
    result = assess(profile, [UNIT], [observe("hn.x", "sipas", value=80)], as_of=DAY, weights=zero)[0]
    assert result.score == 50 == result.low == result.high


@pytest.mark.parametrize("weights", [{"no_such_signal": 1}, {"sipas": -1}])
def test_bad_weights_are_refused(profile: RiskProfile, weights: dict[str, int]) -> None:
    with pytest.raises(Faults) as caught:
        assess(profile, [UNIT], [], as_of=DAY, weights=weights)
    assert caught.value.faults[0].code == "risk.weight"


def test_full_points_by_largest_remainder() -> None:
    points = full_points({"a": Decimal(1), "b": Decimal(1), "c": Decimal(1)})
    assert points == {"a": Decimal("33.3334"), "b": Decimal("33.3333"), "c": Decimal("33.3333")}


def test_areas_of_an_index_are_not_the_index(profile: RiskProfile) -> None:
    area = observe("hn.x", "par", 2019, value=9, component="2")
    assert one(profile, area).contribution("par_level").status == "unknown"
    both = one(profile, area, observe("hn.x", "par", 2019, value=80))
    assert both.contribution("par_level").shortfall == Decimal("0.5")
