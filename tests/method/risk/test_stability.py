"""Ranks in seeded draws."""

from __future__ import annotations

from dataclasses import replace

from lotrinh.method.risk import RiskResult, ranked, stability

SIZES = {"department": 7, "district": 9, "commune": 60}


def test_same_seed_same_figures_in_any_order(hanoi_2020: list[RiskResult]) -> None:
    one = stability(hanoi_2020, SIZES, 155, 100)
    two = stability(list(reversed(hanoi_2020)), SIZES, 155, 100)
    assert one == two
    assert one != stability(hanoi_2020, SIZES, 156, 100)


def test_every_draw_fills_the_set(hanoi_2020: list[RiskResult]) -> None:
    records = stability(hanoi_2020, SIZES, 155, 200)
    for kind, size in SIZES.items():
        assert abs(sum(r.share for r in records if r.kind == kind) - size) < 1e-9


def test_bodies_that_are_alike_share_the_places_by_chance(hanoi_2020: list[RiskResult]) -> None:
    records = [r for r in stability(hanoi_2020, SIZES, 155, 1000) if r.kind == "commune" and r.tied > 500]
    shares = [r.share for r in records]
    assert max(shares) - min(shares) < 0.08
    assert all(r.rank_low < r.rank < r.rank_high or r.rank == 3 for r in records)


def test_without_unknowns_and_jitter_the_score_decides(hanoi_2020: list[RiskResult]) -> None:
    rows = []
    for i, r in enumerate(hanoi_2020[:22]):
        fixed = tuple(
            replace(c, low=c.weight * i / 22, high=c.weight * i / 22, points=c.weight * i / 22)
            for c in r.contributions
        )
        rows.append(replace(r, contributions=fixed, score=sum(c.points for c in fixed)))
    records = stability(rows, {"department": 5}, 1, 50, weight_sigma=0)
    assert [r.share for r in records[:5]] == [1.0] * 5
    assert all(r.share == 0 for r in records[5:])
    assert all(r.chosen == (r.share == 1) for r in records)


def test_equal_scores_share_the_better_rank(hanoi_2020: list[RiskResult]) -> None:
    districts = [(rank, r) for rank, r in ranked(hanoi_2020) if r.kind == "district"]
    assert [rank for rank, _ in districts] == [1] * 26 + [rank for rank, _ in districts[26:]]
    assert districts[26][0] == 27
