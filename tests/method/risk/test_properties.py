"""What must hold of any data: exact sums, monotone, missing only widens, order never matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from lotrinh.method.definitions import Library
from lotrinh.method.risk import Observation, RiskResult, RiskUnit, assess, read_profile
from tests.method.risk.conftest import observe

PROFILE = read_profile(Library.open())
DAY = date(2020, 7, 27)
UNITS = [RiskUnit(f"hn.{i}", f"Sở {i}", "department", ("health",), "b/department") for i in range(4)]
SHARES = st.decimals(0, 100, places=2)
LATEST = ("self_minus_appraised", "overdue_tasks", "late_dossiers", "complaints")


@st.composite
def facts(draw: st.DrawFn) -> Observation:
    unit = draw(st.sampled_from(UNITS)).code
    index = draw(st.sampled_from(["par", "sipas", "finding", *LATEST]))
    if index == "finding":
        day = DAY - timedelta(days=draw(st.integers(0, 1500)))
        state = draw(st.sampled_from(["open", "closed", "unknown", ""]))
        return observe(unit, index, day.year, occurred_on=day, state=state, basis="inspection")
    year = 2020 if index in LATEST else draw(st.sampled_from([2018, 2019]))
    return observe(unit, index, year, value=draw(SHARES))


DATA = st.lists(facts(), max_size=12)
WEIGHTS = st.fixed_dictionaries({s.key: st.decimals("0.01", 50, places=2) for s in PROFILE.signals})


def run(data: list[Observation], weights: dict[str, Decimal] | None = None) -> dict[str, RiskResult]:
    return {r.unit_code: r for r in assess(PROFILE, UNITS, data, as_of=DAY, weights=weights)}


@given(DATA, WEIGHTS)
@settings(max_examples=60, deadline=None)
def test_contributions_add_up_exactly(data: list[Observation], weights: dict[str, Decimal]) -> None:
    for result in run(data, weights).values():
        assert sum(c.points for c in result.contributions) == result.score
        assert sum(c.weight for c in result.contributions) == 100
        assert 0 <= result.low <= result.score <= result.high <= 100


@given(DATA, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_input_never_matters(data: list[Observation], random: object) -> None:
    mixed = list(data)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert run(data) == run(mixed)


@given(DATA, SHARES, SHARES, st.sampled_from(["par", "sipas"]))
@settings(max_examples=60, deadline=None)
def test_a_lower_index_never_lowers_the_risk(
    data: list[Observation], one: Decimal, two: Decimal, index: str
) -> None:
    rest = [o for o in data if (o.subject, o.index) != ("hn.0", index)]
    good, bad = max(one, two), min(one, two)
    before = run([*rest, observe("hn.0", index, value=good)])["hn.0"]
    after = run([*rest, observe("hn.0", index, value=bad)])["hn.0"]
    assert after.score >= before.score
    assert after.low >= before.low
    assert after.high >= before.high


@given(DATA, SHARES, SHARES, st.sampled_from(LATEST))
@settings(max_examples=60, deadline=None)
def test_a_higher_burden_never_lowers_the_risk(
    data: list[Observation], one: Decimal, two: Decimal, index: str
) -> None:
    rest = [o for o in data if (o.subject, o.index) != ("hn.0", index)]
    before = run([*rest, observe("hn.0", index, 2020, value=min(one, two))])["hn.0"]
    after = run([*rest, observe("hn.0", index, 2020, value=max(one, two))])["hn.0"]
    assert after.score >= before.score


@given(DATA, st.integers(0, 1500))
@settings(max_examples=60, deadline=None)
def test_one_more_open_finding_never_lowers_the_findings(data: list[Observation], days: int) -> None:
    day = DAY - timedelta(days=days)
    more = observe("hn.0", "finding", day.year, occurred_on=day, state="open", basis="directive")
    before, after = run(data)["hn.0"], run([*data, more])["hn.0"]
    for signal in ("open_findings", "findings_age"):
        assert after.contribution(signal).points >= before.contribution(signal).points
    assert after.score >= before.score


@given(DATA, st.sampled_from(["par", "sipas", *LATEST]))
@settings(max_examples=60, deadline=None)
def test_a_signal_without_data_only_widens_the_range(data: list[Observation], index: str) -> None:
    full = run(data)["hn.0"]
    less = run([o for o in data if (o.subject, o.index) != ("hn.0", index)])["hn.0"]
    assert less.low <= full.low
    assert less.high >= full.high
    for before, after in zip(full.contributions, less.contributions, strict=True):
        if before.signal not in (index, f"{index}_level", f"{index}_fall"):
            assert before == after


@given(DATA, SHARES, st.decimals(0, 20, places=2))
@settings(max_examples=60, deadline=None)
def test_bounds_stay_inside_no_data_and_hold_the_truth(
    data: list[Observation], value: Decimal, slack: Decimal
) -> None:
    rest = [o for o in data if (o.subject, o.index) != ("hn.0", "par")]
    exact = observe("hn.0", "par", value=value)
    loose = replace(exact, value=None, at_most=value + slack, at_least=max(Decimal(0), value - slack))
    known = run([*rest, exact])["hn.0"].contribution("par_level")
    bounded = run([*rest, loose])["hn.0"].contribution("par_level")
    assert 0 <= bounded.low <= known.points <= bounded.high <= bounded.weight


@given(st.lists(SHARES, min_size=3, max_size=3))
@settings(max_examples=60, deadline=None)
def test_the_last_of_the_leaders_bounds_everybody_else(values: list[Decimal]) -> None:
    ranked = sorted(values, reverse=True)
    leaders = [
        observe(f"hn.{i}", "par", value=v, rank=i + 1, block="b/department") for i, v in enumerate(ranked)
    ]
    results = run(leaders)
    other, third = (results[c].contribution("par_level") for c in ("hn.3", "hn.2"))
    assert other.low == third.points
    assert other.high == other.weight
