"""A reading: what one signal says about one body, as a range of shortfall between 0 (good) and 1 (bad)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from lotrinh.method.risk.observations import Observation
from lotrinh.method.risk.profile import SignalDefinition
from lotrinh.method.trace import Reason

Status = Literal["known", "bounded", "unknown", "not_applicable"]
ZERO, ONE = Decimal(0), Decimal(1)
_STEP = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Reading:
    """low <= high, both 0-1. Equal: known. 0 and 1: unknown. Else: bounded by what was published."""

    low: Decimal
    high: Decimal
    observations: tuple[Observation, ...] = ()
    reasons: tuple[Reason, ...] = ()
    applicable: bool = True

    @property
    def status(self) -> Status:
        """How much is known."""
        if not self.applicable:
            return "not_applicable"
        if self.low == self.high:
            return "known"
        return "unknown" if (self.low, self.high) == (ZERO, ONE) else "bounded"


def unknown(reasons: Sequence[Reason] = (), observations: Sequence[Observation] = ()) -> Reading:
    """Anything between the best and the worst end."""
    return Reading(ZERO, ONE, tuple(observations), tuple(reasons))


def not_applicable(reasons: Sequence[Reason] = ()) -> Reading:
    """The signal does not speak of this body; its weight leaves the sum."""
    return Reading(ZERO, ZERO, (), tuple(reasons), applicable=False)


def shortfall(signal: SignalDefinition, value: Decimal) -> Decimal:
    """Linear between the fixed ``best`` (0) and ``worst`` (1), cut at both ends, to 6 places."""
    share = (signal.best - value) / (signal.best - signal.worst)
    return min(ONE, max(ZERO, share)).quantize(_STEP)


@dataclass(slots=True)
class Interval:
    """What is known of a figure: exact, or between bounds (None = no bound)."""

    at_least: Decimal | None = None
    at_most: Decimal | None = None
    used: list[Observation] = field(default_factory=list)

    def narrow(self, observations: Iterable[Observation]) -> None:
        """Take the bounds of each observation into account; a value is both bounds."""
        for item in observations:
            self._lower(item.at_least if item.value is None else item.value)
            self._upper(item.at_most if item.value is None else item.value)
            self.used.append(item)

    def raise_floor(self, item: Observation) -> None:
        """The figure is at least that of the observation (which may be about another body)."""
        self._lower(item.value)
        self.used.append(item)

    def lower_ceiling(self, item: Observation) -> None:
        """The figure is at most that of the observation (which may be about another body)."""
        self._upper(item.value)
        self.used.append(item)

    def shares(self, signal: SignalDefinition) -> tuple[Decimal, Decimal]:
        """The two ends as shortfalls, low first; a missing bound is the end of the scale on that side."""
        falling = signal.best > signal.worst
        low_end, high_end = (self.at_most, self.at_least) if falling else (self.at_least, self.at_most)
        low = ZERO if low_end is None else shortfall(signal, low_end)
        high = ONE if high_end is None else shortfall(signal, high_end)
        return (low, high) if low <= high else (high, high)

    def _lower(self, value: Decimal | None) -> None:
        if value is not None and (self.at_least is None or value > self.at_least):
            self.at_least = value

    def _upper(self, value: Decimal | None) -> None:
        if value is not None and (self.at_most is None or value < self.at_most):
            self.at_most = value
