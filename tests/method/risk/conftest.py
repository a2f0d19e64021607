"""The definitions of this repository, read once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lotrinh.method.definitions import Library
from lotrinh.method.risk import Observation, RiskProfile, RiskResult, assess_plan, published, read_profile
from lotrinh.method.trace import Source


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.open()


@pytest.fixture(scope="session")
def profile(library: Library) -> RiskProfile:
    return read_profile(library)


@pytest.fixture(scope="session")
def tables(library: Library, profile: RiskProfile) -> list[Observation]:
    return published(library, profile)


@pytest.fixture(scope="session")
def hanoi_2020(library: Library, tables: list[Observation]) -> list[RiskResult]:
    return assess_plan(library, library.plan("hanoi-2020-155"), tables)


@pytest.fixture(scope="session")
def hanoi_2026(library: Library, tables: list[Observation]) -> list[RiskResult]:
    return assess_plan(library, library.plan("hanoi-2026"), tables)


def observe(subject: str, index: str, year: int = 2019, **parts: Any) -> Observation:
    """An observation made for a test, published in time."""
    for key in ("value", "at_most", "at_least"):
        if parts.get(key) is not None:
            parts[key] = Decimal(str(parts[key]))
    return Observation(subject, index, year, date(2020, 1, 1), Source("test"), **parts)
