"""Wilson's interval against published values and against SciPy.

Newcombe RG. Two-sided confidence intervals for the single proportion: comparison of seven methods. Statistics
in Medicine 1998; 17: 857-872, table I, method 3 (score, without continuity correction), 95 %, four decimals.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from lotrinh.method.checklists import wilson
from lotrinh.method.faults import Faults

NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("count", "of", "low", "high"), NEWCOMBE)
def test_the_interval_is_that_of_newcombes_table(count: int, of: int, low: float, high: float) -> None:
    found = wilson(count, of)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(st.integers(1, 3000), st.data(), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_the_interval_is_that_of_scipy_and_holds_the_share(
    of: int, data: st.DataObject, level: float
) -> None:
    count = data.draw(st.integers(0, of))
    found = wilson(count, of, level)
    theirs = binomtest(count, of).proportion_ci(confidence_level=level, method="wilson")
    assert found is not None
    assert found.low == pytest.approx(theirs.low, abs=1e-9)
    assert found.high == pytest.approx(theirs.high, abs=1e-9)
    assert 0 <= found.low <= found.share <= found.high <= 1


@given(st.integers(1, 500), st.data())
def test_late_and_on_time_give_mirrored_intervals(of: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, of))
    one, other = wilson(count, of), wilson(of - count, of)
    assert one is not None
    assert other is not None
    assert one.low == pytest.approx(1 - other.high)


@pytest.mark.parametrize(("count", "of"), [(None, 10), (3, None), (0, 0)])
def test_what_is_not_known_has_no_interval(count: int | None, of: int | None) -> None:
    assert wilson(count, of) is None


@pytest.mark.parametrize(("count", "of", "level"), [(11, 10, 0.95), (-1, 10, 0.95), (1, 10, 1), (1, 10, 0)])
def test_a_count_beyond_the_total_or_a_wrong_confidence_is_refused(count: int, of: int, level: float) -> None:
    with pytest.raises(Faults) as error:
        wilson(count, of, level)
    assert error.value.faults[0].code == "checklists.interval"
