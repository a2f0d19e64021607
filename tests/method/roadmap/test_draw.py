"""The draw: weighted by risk, without replacement, the same for everybody who knows the seed."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from lotrinh.method.roadmap.draw import capacity, draw_unannounced, eligible, with_draw
from lotrinh.method.roadmap.problem import Problem, Span
from tests.method.roadmap.small_case import RULES, problem, ruled, team_with, unit_with

P = problem()


def drawing(share: float = 0.05) -> Problem:
    """The small problem without a recorded draw."""
    return replace(P, rules={**P.rules, "unannounced": {**RULES["unannounced"], "share": share}})


def test_the_draw_can_be_made_again_with_a_pocket_calculator() -> None:
    """u = (SHA-256 of "seed:code", first 8 bytes, + 1/2) / 2^64; the smallest -ln(u)/risk wins."""
    pool = {"c1a": 65.0, "c1b": 35.0, "c1c": 30.0, "c2b": 20.0}

    def clock(code: str) -> float:
        number = int.from_bytes(hashlib.sha256(f"11:{code}".encode()).digest()[:8], "big")
        return -math.log((number + 0.5) / 2**64) / pool[code]

    assert draw_unannounced(drawing(), 11) == (min(pool, key=clock),)


def test_recorded_with_its_seed_and_number() -> None:
    rule = with_draw(drawing(), 11).rule("unannounced")
    assert rule["seed"] == 11 and rule["count"] == 1 and len(rule["drawn"]) == 1
    later = team_with(with_draw(drawing(), 11), "T1", days_off=(Span(P.start, P.end),))
    assert draw_unannounced(later, 11) == tuple(rule["drawn"]), "the number stays although capacity falls"


def test_who_takes_part() -> None:
    """Kinds of the rule, not on the never list, not resting by rotation on the last day."""
    assert {u.code for u in eligible(P)} == {"c1a", "c1b", "c1c", "c2b"}
    assert "c1a" not in {u.code for u in eligible(unit_with(P, "c1a", never="x"))}
    assert "c2a" in {u.code for u in eligible(unit_with(P, "c2a", open_findings=1))}
    assert "c2a" in {u.code for u in eligible(unit_with(P, "c2a", last_inspected=date(2019, 10, 1)))}


def test_probability_follows_risk() -> None:
    """First draws over 4,000 seeds: 65/150, 35/150, 30/150, 20/150 within three standard errors and a bit."""
    tally = Counter(draw_unannounced(drawing(), seed)[0] for seed in range(4000))
    for code, risk in (("c1a", 65), ("c1b", 35), ("c1c", 30), ("c2b", 20)):
        share = risk / 150
        assert tally[code] / 4000 == pytest.approx(share, abs=3.5 * math.sqrt(share * (1 - share) / 4000))


def test_one_draw_changes_little_when_units_come_and_go() -> None:
    """Every unit has a number of its own: taking one out moves only the next one in."""
    for seed in range(50):
        two = set(draw_unannounced(drawing(0.1), seed))
        gone = sorted(two)[0]
        again = set(draw_unannounced(unit_with(drawing(0.1), gone, never="x"), seed))
        assert len(two) == 2 and two - {gone} <= again and len(again) == 2


def test_risk_nought_comes_last() -> None:
    prob = unit_with(drawing(), "c1a", risk=0.0)
    assert all(draw_unannounced(prob, seed) != ("c1a",) for seed in range(200))


def test_capacity_is_no_less_than_what_fits() -> None:
    """Two teams, three whole weeks of 3 visits and two days of 2, at most 8 half days of the shortest
    visit.
    """
    assert capacity(P) == 16
    assert capacity(ruled(P, "pace", max_half_days=None)) == 2 * (3 + 3 + 3 + 2)
    assert capacity(ruled(P, "pace", max_half_days=None, max_visits_per_week=None)) == 2 * (5 + 5 + 5 + 2)
    assert draw_unannounced(ruled(P, "unannounced", mode="off"), 1) == ()
