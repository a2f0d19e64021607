"""The draw of dossiers: the written vectors, and what holds for every draw."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.method.checklists import draw
from lotrinh.method.faults import Faults

VECTORS = json.loads(Path(__file__).with_name("draw_vectors.json").read_text("utf-8"))["vectors"]
seeds = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=64)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["seed"])
def test_the_vectors_made_with_sha256sum_and_sort_are_drawn(vector: dict[str, object]) -> None:
    assert list(draw(vector["frame"], vector["n"], vector["seed"])) == vector["numbers"]  # type: ignore[arg-type]


@given(st.integers(1, 300), st.data(), seeds)
def test_n_different_numbers_of_the_frame_ascending(frame: int, data: st.DataObject, seed: str) -> None:
    n = data.draw(st.integers(1, frame))
    numbers = draw(frame, n, seed)
    assert len(set(numbers)) == len(numbers) == n
    assert list(numbers) == sorted(numbers)
    assert set(numbers) <= set(range(1, frame + 1))
    assert numbers == draw(frame, n, seed)


@given(st.integers(2, 200), st.data(), seeds)
def test_a_larger_draw_only_adds(frame: int, data: st.DataObject, seed: str) -> None:
    n = data.draw(st.integers(1, frame - 1))
    assert set(draw(frame, n, seed)) < set(draw(frame, n + 1, seed))


def test_a_number_as_seed_and_its_digits_are_the_same() -> None:
    assert draw(50, 7, 2020) == draw(50, 7, "2020")


def test_every_dossier_is_drawn_about_as_often() -> None:
    """2,000 draws of 5 of 20: each number 500 times expected; chi-square, 19 degrees, 0.1 % point 43.8."""
    counts = dict.fromkeys(range(1, 21), 0)
    for i in range(2000):
        for number in draw(20, 5, hashlib.md5(str(i).encode()).hexdigest()):
            counts[number] += 1
    assert sum((c - 500) ** 2 / 500 for c in counts.values()) < 43.8


@pytest.mark.parametrize(
    ("frame", "n", "seed", "code"),
    [
        (0, 1, "s", "checklists.draw_number"),
        (10, 11, "s", "checklists.draw_number"),
        (10, 0, "s", "checklists.draw_number"),
        (10, True, "s", "checklists.draw_number"),
        ("10", 1, "s", "checklists.draw_number"),
        (10, 1, "", "checklists.draw_seed"),
        (10, 1, "hạt giống", "checklists.draw_seed"),
        (10, 1, "x" * 65, "checklists.draw_seed"),
        (10, 1, None, "checklists.draw_seed"),
        (2_000_000, 1, "s", "checklists.draw_number"),
    ],
)
def test_what_cannot_be_drawn_is_refused(frame: int, n: int, seed: str, code: str) -> None:
    with pytest.raises(Faults) as error:
        draw(frame, n, seed)
    assert [f.code for f in error.value.faults] == [code]
