"""Where the sample is played: people, clock, and stories that go on in the order of time until today."""

from __future__ import annotations

import heapq
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from lotrinh.office.planning.models import Plan
from lotrinh.office.project.sample.cast import Cast
from lotrinh.office.project.sample.moments import Days

Story = Generator[datetime, datetime, Any]
"""Yields the moment at which it wants to go on and is given the moment at which it does."""


@dataclass
class Stage:
    """The stories that are on, each waiting for its moment; what lies after ``now`` never happens.

    fates: what becomes of the next corrective action.
    """

    cast: Cast
    plan: Plan
    days: Days
    seed: str
    now: datetime
    fates: Iterator[str]
    _waiting: list[tuple[datetime, int, Story]] = field(default_factory=list)
    _places: Any = field(default_factory=count)

    def chance(self, *parts: object) -> Random:
        """Numbers that are the same for the same sample and the same parts."""
        return Random("|".join([self.seed, *map(str, parts)]))  # nosec B311: a sample, no secret

    def add(self, story: Story) -> None:
        """Let a story begin: it runs up to the first moment that it asks for."""
        self._wait(story, next(story, None))

    def run(self) -> int:
        """Play everything up to now in the order of time. Returns how many steps were taken."""
        steps = 0
        while self._waiting and self._waiting[0][0] <= self.now:
            at, _place, story = heapq.heappop(self._waiting)
            self._wait(story, _sent(story, at), at)
            steps += 1
        self._waiting.clear()
        return steps

    def _wait(self, story: Story, wanted: datetime | None, at: datetime | None = None) -> None:
        if wanted is not None:
            later = max(wanted, at + timedelta(seconds=1)) if at else wanted
            heapq.heappush(self._waiting, (later, next(self._places), story))


def _sent(story: Story, at: datetime) -> datetime | None:
    try:
        return story.send(at)
    except StopIteration:
        return None
