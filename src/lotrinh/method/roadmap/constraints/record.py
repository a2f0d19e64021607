"""What a rule of the roadmap says of itself, and what it says of a roadmap that breaks it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lotrinh.method.trace import Reason, Source


@dataclass(frozen=True, slots=True)
class Record:
    """Title and description for people, and where the rule comes from."""

    title_vi: str
    title_en: str
    description_vi: str
    description_en: str
    source: Source


@dataclass(frozen=True, slots=True)
class Violation:
    """One breach of one rule.

    rule: key of the rule ('structure' for what no rule owns). units: the units concerned, the first one
    foremost. amount: how much, in the rule's own unit (visits, half days, working days, units); always
    above zero. hard: False when the plan has the rule as soft, so that it costs penalty x amount and
    forbids nothing.
    """

    rule: str
    units: tuple[str, ...]
    amount: float
    reason: Reason
    hard: bool = True
    teams: tuple[str, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """Plain data for --json and the API."""
        return {
            "rule": self.rule,
            "units": list(self.units),
            "teams": list(self.teams),
            "amount": self.amount,
            "hard": self.hard,
            "reason": self.reason.as_dict(),
        }


PLAN = Source("plan", "Kế hoạch kiểm tra")
"""The plan itself sets the rule; its settings carry their own citation in the plan's definition."""
