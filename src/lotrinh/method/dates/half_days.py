"""Half days: the unit of time of a roadmap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Part = Literal["am", "pm"]


@dataclass(frozen=True, slots=True, order=True)
class HalfDay:
    """A morning or an afternoon; ordered in time ('am' < 'pm')."""

    date: date
    part: Part

    def as_dict(self) -> dict[str, str]:
        """Plain data."""
        return {"date": self.date.isoformat(), "part": self.part}

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> HalfDay:
        """The reverse of as_dict."""
        return cls(date.fromisoformat(raw["date"]), raw["part"])

    @property
    def week(self) -> tuple[int, int]:
        """ISO year and week: visits never run over a week's end."""
        iso = self.date.isocalendar()
        return iso.year, iso.week
