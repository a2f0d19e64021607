"""Similar texts: BM25 over folded syllables and pairs of syllables, so that marks may be left out.

A Vietnamese word is often two syllables ("hồ sơ"); pairs keep "ho so" from meeting every "so".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from lotrinh.method.faults import Fault, Faults
from lotrinh.method.text import fold

if TYPE_CHECKING:
    import bm25s

WORD = re.compile(r"[a-z0-9]+")


def tokens(text: str) -> list[str]:
    """Folded syllables in order, then every pair of neighbours."""
    words = WORD.findall(fold(text))
    return words + [f"{a}_{b}" for a, b in pairwise(words)]


class SimilarTexts:
    """An index that is built once and asked often; it is never changed, a new one takes its place."""

    def __init__(self, ids: tuple[str, ...], engine: bm25s.BM25 | None) -> None:
        self._ids = ids
        self._engine = engine
        self._known: frozenset[str] = frozenset(engine.vocab_dict) if engine is not None else frozenset()

    @classmethod
    def build(cls, ids: Sequence[str], texts: Sequence[str]) -> SimilarTexts:
        """The index of texts under their ids; a fault when there are not as many ids as texts."""
        if len(ids) != len(texts):
            raise Faults(_uneven(len(ids), len(texts)))
        import bm25s  # half a second, and most commands never search

        split = [tokens(text) for text in texts]
        if not any(split):
            return cls(tuple(ids), None)
        engine = bm25s.BM25(method="lucene")
        engine.index(split, show_progress=False)
        return cls(tuple(ids), engine)

    def __len__(self) -> int:
        return len(self._ids)

    def search(self, text: str, k: int = 10) -> list[tuple[str, float]]:
        """The k most similar ids with scores, best first; only those that share a word with the text."""
        asked = [t for t in tokens(text) if t in self._known]
        if self._engine is None or not asked or k < 1:
            return []
        scores = self._engine.get_scores(asked)
        most = min(k, len(scores))
        best = np.argpartition(-scores, most - 1)[:most]
        ordered = sorted(best, key=lambda i: (-scores[i], i))
        return [(self._ids[i], float(scores[i])) for i in ordered if scores[i] > 0]


def _uneven(ids: int, texts: int) -> Fault:
    return Fault(
        "findings.uneven",
        "SimilarTexts.build",
        "Số mã và số nội dung phải bằng nhau.",
        "There must be as many ids as texts.",
        got=f"{ids} ids, {texts} texts",
        expected="the same number",
    )
