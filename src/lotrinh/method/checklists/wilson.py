"""Wilson's score interval of a share, without continuity correction (Wilson 1927; Newcombe 1998, method 3).

The closed form is computed here: it is needed for every answer that is saved, and importing a statistics
library for it costs a second at every start. The tests hold it against SciPy and against published values.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from statistics import NormalDist

from lotrinh.method.faults import Fault, Faults


@dataclass(frozen=True, slots=True)
class Interval:
    """count of ``of``; low and high bound the share (0 to 1) at the confidence."""

    count: int
    of: int
    low: float
    high: float
    confidence: float

    @property
    def share(self) -> float:
        """count / of."""
        return self.count / self.of

    def as_dict(self) -> dict[str, float]:
        """Plain data."""
        return {
            "count": self.count,
            "of": self.of,
            "share": self.share,
            "low": self.low,
            "high": self.high,
            "confidence": self.confidence,
        }


def wilson(count: int | None, of: int | None, confidence: Decimal | float = 0.95) -> Interval | None:
    """The interval of count/of; None when one of them is not known or nothing was looked at.

    It is that of a simple random sample from a large frame, and a little too wide when much of the frame was
    drawn. Faults: count outside 0..of, confidence outside (0, 1).
    """
    level = float(confidence)
    if not 0 < level < 1:
        raise Faults(_wrong("confidence", str(confidence), "between 0 and 1"))
    if count is None or of is None or of == 0:
        return None
    if not 0 <= count <= of:
        raise Faults(_wrong("count", f"{count} of {of}", "0 <= count <= of"))
    low, high = _bounds(count / of, of, NormalDist().inv_cdf((1 + level) / 2))
    return Interval(count, of, 0.0 if count == 0 else low, 1.0 if count == of else high, level)


def _bounds(share: float, of: int, z: float) -> tuple[float, float]:
    centre = share + z * z / (2 * of)
    reach = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (centre - reach) / (1 + z * z / of), (centre + reach) / (1 + z * z / of)


def _wrong(what: str, got: str, expected: str) -> Fault:
    return Fault(
        "checklists.interval",
        what,
        "Không tính được khoảng tin cậy: số đếm phải từ 0 đến tổng số, độ tin cậy trong khoảng 0 đến 1.",
        "No interval: the count must lie between 0 and the total, the confidence between 0 and 1.",
        got=got,
        expected=expected,
    )
