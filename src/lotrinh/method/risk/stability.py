"""How firm a rank is: in which share of seeded draws a body stays in the set that would be chosen.

In every draw each weight is multiplied by exp(sigma x normal), the weights are brought back to 100 for each
body, and each shortfall of which not all is known is drawn uniformly from its range. Then the best k of
each kind are taken. Bodies that are alike share the places by chance, as they should: their rank says
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lotrinh.method.risk.results import RiskResult, ranked

Floats = NDArray[np.float64]
CHUNK = 100


@dataclass(frozen=True, slots=True)
class Stability:
    """rank within the kind and how many share it; chosen: rank within the set by the score itself.

    share: 0-1, draws in which the body is in the set; rank_low, rank_high: the ranks between which nine
    draws in ten fall.
    """

    unit_code: str
    kind: str
    rank: int
    tied: int
    chosen: bool
    share: float
    rank_low: int
    rank_high: int

    def as_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "unit": self.unit_code,
            "kind": self.kind,
            "rank": self.rank,
            "tied": self.tied,
            "chosen": self.chosen,
            "share": round(self.share, 4),
            "rank_low": self.rank_low,
            "rank_high": self.rank_high,
        }


def stability(
    results: Sequence[RiskResult],
    chosen_sizes: Mapping[str, int],
    seed: int,
    draws: int = 1000,
    *,
    weight_sigma: float = 0.25,
) -> list[Stability]:
    """One record for every result, in the order of ranks. chosen_sizes: how many are chosen by kind
    (absent: none).

    Same results in any order, same seed: same figures.
    """
    rows = sorted(results, key=lambda r: r.unit_code)
    ranks = _draw_ranks(rows, seed, draws, weight_sigma)
    place = {row.unit_code: i for i, row in enumerate(rows)}
    listed = ranked(rows)
    ties: dict[tuple[str, int], int] = {}
    for rank, row in listed:
        ties[row.kind, rank] = ties.get((row.kind, rank), 0) + 1
    return [
        _record(
            rank, ties[row.kind, rank], row, ranks[:, place[row.unit_code]], chosen_sizes.get(row.kind, 0)
        )
        for rank, row in listed
    ]


def _record(rank: int, tied: int, row: RiskResult, drawn: NDArray[np.int32], size: int) -> Stability:
    low, high = np.percentile(drawn, [5, 95])
    return Stability(
        row.unit_code,
        row.kind,
        rank,
        tied,
        rank <= size,
        float((drawn <= size).mean()),
        int(low),
        int(np.ceil(high)),
    )


def _draw_ranks(rows: Sequence[RiskResult], seed: int, draws: int, sigma: float) -> NDArray[np.int32]:
    """Rank within its kind of every body (columns) in every draw (rows)."""
    kinds = np.array([r.kind for r in rows])
    out = np.zeros((draws, len(rows)), dtype=np.int32)
    start = 0
    for scores in _draw_scores(rows, seed, draws, sigma):
        for kind in np.unique(kinds):
            columns = np.flatnonzero(kinds == kind)
            order = np.argsort(-scores[:, columns], axis=1, kind="stable")
            ranks = np.empty_like(order)
            np.put_along_axis(ranks, order, np.arange(1, len(columns) + 1)[None, :], axis=1)
            out[start : start + len(scores), columns] = ranks
        start += len(scores)
    return out


def _draw_scores(rows: Sequence[RiskResult], seed: int, draws: int, sigma: float) -> Iterator[Floats]:
    """Scores in pieces of CHUNK draws, so that memory stays small."""
    rng = np.random.default_rng(seed)
    full = _matrix(rows, "weight")
    low = _shares(_matrix(rows, "low"), full)
    width = _shares(_matrix(rows, "high"), full) - low
    open_cells = width > 0
    for start in range(0, draws, CHUNK):
        count = min(CHUNK, draws - start)
        jitter = np.exp(sigma * rng.standard_normal((count, 1, full.shape[1])))
        weights = full[None, :, :] * jitter
        shares = np.broadcast_to(low, weights.shape).copy()
        shares[:, open_cells] += rng.random((count, int(open_cells.sum()))) * width[open_cells]
        total = weights.sum(axis=2)
        noise = rng.random(total.shape) * 1e-9
        yield 100 * (weights * shares).sum(axis=2) / np.where(total > 0, total, 1) + noise


def _matrix(rows: Sequence[RiskResult], part: str) -> Floats:
    return np.array([[float(getattr(c, part)) for c in r.contributions] for r in rows], dtype=np.float64)


def _shares(points: Floats, full: Floats) -> Floats:
    """Points as shortfalls; 0 where the signal does not apply."""
    return np.divide(points, full, out=np.zeros_like(points), where=full > 0)
