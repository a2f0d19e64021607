"""Explanations: true figures, and exchanges that the verifier accepts."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import date

import pytest

from lotrinh.method.roadmap.answer import LeftOut, Roadmap
from lotrinh.method.roadmap.explain import explain
from lotrinh.method.roadmap.explain.exchange import Exchange, Market
from lotrinh.method.roadmap.explain.room import Room, lowest, mask_of, run
from lotrinh.method.roadmap.figures import recount, total_of
from lotrinh.method.roadmap.problem import Problem, Unit
from lotrinh.method.roadmap.verify import verify
from lotrinh.method.trace import Reason
from tests.method.roadmap.small_case import moved, problem, roadmap, ruled, unit_with, without

P, R = problem(), roadmap()


def codes(road: Roadmap, unit: str) -> set[str]:
    """Codes of the reasons of a unit."""
    return set(reasons(road, unit))


def reasons(road: Roadmap, unit: str) -> dict[str, Reason]:
    """Reasons of a unit by code."""
    rows = {v.unit: v.reasons for v in road.visits} | {u.unit: u.reasons for u in road.left_out}
    return {r.code: r for r in rows[unit]}


def market(prob: Problem, road: Roadmap) -> Market:
    """All exchanges."""
    return Market(prob, road, Room(prob, road))


def test_every_unit_has_reasons_in_both_languages_and_as_json() -> None:
    told = explain(P, R)
    assert {v.unit for v in told.visits} | {u.unit for u in told.left_out} == {u.code for u in P.units}
    for row in (*told.visits, *told.left_out):
        assert row.reasons
        assert all(r.vi and r.en and r.vi != r.en for r in row.reasons)
    assert Roadmap.from_dict(json.loads(json.dumps(told.as_dict()))).visits == told.visits
    assert verify(P, told).ok


def test_why_this_unit() -> None:
    told = explain(P, R)
    assert reasons(told, "dep.a")["unit.risk"].data["rank"] == 1
    assert "unit.must" in codes(told, "dep.c")
    assert "unit.drawn" in codes(told, "c2b")
    assert "unit.focus_only" in codes(told, "dep.a")
    assert reasons(told, "d1")["unit.opens"].data["risk"] == pytest.approx(100.0)
    assert "unit.findings" in codes(told, "c1b")
    due = explain(unit_with(P, "d1", last_inspected=date(2014, 1, 1)), R)
    assert "unit.due" in codes(due, "d1")


def test_why_this_team_and_time() -> None:
    told = explain(P, R)
    assert "team.only" in codes(told, "dep.b")
    assert reasons(told, "c1a")["team.with_parent"].data["parent"] == "d1"
    assert reasons(told, "d1")["team.load"].data == {"visits": 4, "half_days": 6, "most": 8}
    assert "time.notice" in codes(told, "dep.b") and "time.first" in codes(told, "dep.b")
    assert reasons(told, "c1b")["time.after_parent"].data["days"] == 2


def test_a_visit_that_could_be_earlier_says_so_and_it_is_true() -> None:
    late = moved(R, "dep.a", start="13am", end="13pm")
    found = reasons(explain(P, late), "dep.a")["time.could_be_earlier"]
    start = found.data["start"]
    day = int(start["date"][-2:])
    better = moved(late, "dep.a", start=f"{day:02d}{start['part']}", end=f"{day:02d}pm")
    assert verify(P, better).ok
    gain = total(P, better) - total(P, late)
    assert gain == pytest.approx(found.data["gain"]) and gain > 0


def total(prob: Problem, road: Roadmap) -> float:
    """The total of the visits."""
    return total_of(prob, recount(prob, road), verify(prob, road).soft)


def test_what_forbids_a_unit() -> None:
    told = explain(P, R)
    assert codes(told, "dep.d") == {"left.risk", "left.never", "left.no_team"}
    assert "left.rotation" in codes(told, "c2a")
    assert reasons(told, "c2a")["left.rotation"].data["ready"] == "2021-06-01"
    alone = explain(unit_with(P, "d2", fields=("roads",)), R)
    assert codes(alone, "d2") == {"left.risk", "left.no_team"}


@pytest.mark.parametrize("most", [8, 6])
def test_exchanges_are_accepted_and_their_price_is_true(most: int) -> None:
    """The gain is the difference of totals; at the needed risk the difference is nil."""
    prob = ruled(P, "pace", max_half_days=most)
    trade = market(prob, R)
    for unit in prob.units:
        if unit.code in trade.room.visits or unit.never or unit.code == "c2a":
            continue
        offer = trade.cheapest(unit)
        if offer is None:
            assert (most, unit.code) == (6, "d2"), "T1 and T2 are full, and nothing of theirs may go"
            continue
        after = trade.exchanged(offer)
        assert verify(prob, after).ok, [v.reason.en for v in verify(prob, after).violations]
        assert total(prob, after) - total(prob, R) == pytest.approx(offer.gain)
        assert_needed(prob, unit, offer, trade)


def assert_needed(prob: Problem, unit: Unit, offer: Exchange, trade: Market) -> None:
    """With the needed risk the unit would tie."""
    tied = unit_with(prob, unit.code, risk=offer.needed)
    assert total(tied, trade.exchanged(offer)) == pytest.approx(total(prob, R))


def test_a_commune_comes_in_with_its_district() -> None:
    prob = unit_with(P, "c2a", last_inspected=None)
    trade = market(prob, without(R, "c1b"))
    offer = trade.cheapest(next(u for u in prob.units if u.code == "c2a"))
    assert offer is not None and [s.unit.code for s in offer.added] == ["d2", "c2a"]
    assert verify(prob, trade.exchanged(offer)).ok


def test_more_time_is_offered_when_time_is_what_lacks() -> None:
    prob = ruled(P, "pace", max_half_days=6)
    told = reasons(explain(prob, R), "c1c")
    more = told["left.more_time"]
    assert more.data["more"] == 1 and more.data["team"] == "T1"
    assert not verify(prob, R).violations
    offer = market(prob, R).with_more_time(next(u for u in prob.units if u.code == "c1c"))
    assert offer is not None
    assert verify(ruled(P, "pace", max_half_days=7), market(prob, R).exchanged(offer)).ok


def test_figures_in_sentences_are_rounded_to_the_safe_side() -> None:
    prob = ruled(P, "pace", max_half_days=6)
    for unit in prob.units:
        told = reasons(explain(prob, R), unit.code).get("left.exchange")
        if told is not None:
            said = float(told.en.split("above ")[1].split(" ")[0])
            assert said >= told.data["needed"] - 1e-9
            assert math.isclose(said, told.data["needed"], abs_tol=0.11)


def test_neighbourhoods_keep_team_and_days() -> None:
    cells = {"c1a": "x", "c1b": "x", "c1c": "x", "c2a": "y", "c2b": "y"}
    prob = replace(ruled(P, "grouping", by="neighbourhood", days=5), meta={"cells": cells})
    trade = market(prob, R)
    offer = trade.cheapest(next(u for u in prob.units if u.code == "c1c"))
    assert offer is not None and offer.added[-1].team.id == "T1"
    assert verify(prob, trade.exchanged(offer)).ok
    assert "team.with_neighbours" in codes(explain(prob, R), "c1a")


def test_a_broken_roadmap_is_explained_all_the_same() -> None:
    broken = replace(without(R, "dep.c"), left_out=(LeftOut("dep.c"),))
    told = explain(P, broken)
    assert "left.would_gain" in codes(told, "dep.c")


def test_masks() -> None:
    assert mask_of([0, 3]) == 0b1001 and run(1, 3) == 0b1110 and run(3, 1) == 0 and lowest(0b1100) == 2
