"""How far a search has come: told while it runs, judged by nobody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """stage: model | bound | search | improve | prove. total and bound in points; None while unknown.

    done: share of the work limit used so far, 0-1.
    """

    stage: str
    done: float
    total: float | None = None
    bound: float | None = None

    @property
    def gap(self) -> float | None:
        """(bound - total) / |bound|, or None."""
        if self.total is None or self.bound is None or not self.bound:
            return None
        return max(0.0, (self.bound - self.total) / abs(self.bound))
