"""Settings of the ten rules of a roadmap, as they stand in a plan.

``settings()`` is what goes into problem.json: the rule's settings without their citation.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from lotrinh.method.definitions.faulty import ModelFault
from lotrinh.method.definitions.models import Cited, Kind, Strict

CITATION = {"source", "mark", "reason"}


class RuleSettings(Cited):
    """mode hard: never broken; soft: broken at a price of ``penalty`` points of the total per unit; off."""

    mode: Literal["hard", "soft", "off"]
    penalty: float = Field(default=0, ge=0)

    def settings(self) -> dict[str, Any]:
        """Plain data for problem.json."""
        return self.model_dump(mode="json", exclude=CITATION, exclude_none=True)

    @model_validator(mode="after")
    def _priced(self) -> RuleSettings:
        if self.mode == "soft" and self.penalty <= 0:
            raise ModelFault(
                "definitions.penalty_missing",
                "Quy tắc mềm phải có điểm trừ lớn hơn 0.",
                "A soft rule needs a penalty above 0.",
                got=str(self.penalty),
                expected="> 0",
                at=("mode",),
            )
        return self


class ClosedDays(Cited):
    """Days from start to before end without visits."""

    start: date
    end: date
    vi: str
    en: str

    @model_validator(mode="after")
    def _in_order(self) -> ClosedDays:
        if self.start >= self.end:
            raise ModelFault(
                "definitions.dates_reversed",
                "end phải sau start.",
                "end must be later than start.",
                got=f"{self.start} … {self.end}",
                expected="start < end",
                at=("end",),
            )
        return self


class CalendarRule(RuleSettings):
    """Only working half days, none in closed days."""

    closed: tuple[ClosedDays, ...] = ()

    def settings(self) -> dict[str, Any]:
        """Closed days carry their reason in both languages."""
        out = super().settings()
        out["closed"] = [
            {"start": c.start.isoformat(), "end": c.end.isoformat(), "reason": c.vi, "reason_en": c.en}
            for c in self.closed
        ]
        return out


class PaceRule(RuleSettings):
    """One visit at a time; most visits a week; half days kept for writing; most half days a team."""

    max_visits_per_week: int = Field(ge=1)
    writing_half_days: int = Field(ge=0)
    max_half_days: int | None = Field(default=None, ge=1)
    split_days: bool = False


class Amount(Strict):
    """A share (rounded up) or a count of the units of a kind; exactly one of the two."""

    share: float | None = Field(default=None, ge=0, le=1)
    count: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _one(self) -> Amount:
        if (self.share is None) == (self.count is None):
            raise ModelFault(
                "definitions.share_or_count",
                "Cần đúng một trong hai khóa: share hoặc count.",
                "Exactly one of share and count is needed.",
                got="both" if self.share is not None else "none",
                expected="share or count",
            )
        return self


class CoverageRule(RuleSettings):
    """Least (and most) units by kind; at least ``per_focus`` bodies of every focus field."""

    minimum: dict[Kind, Amount]
    maximum: dict[Kind, Amount] = {}
    focus_fields: tuple[str, ...] = ()
    per_focus: int = Field(default=1, ge=0)


class GroupingRule(RuleSettings):
    """Communes with their district (parent) or with their neighbours (neighbourhood), within working days."""

    by: Literal["parent", "neighbourhood"]
    days: int = Field(ge=1)
    direction: Literal["after"] | None = None


class RotationRule(RuleSettings):
    """Not again within days unless in the top share of risk or with open findings; due after years."""

    not_within_days: int = Field(ge=0)
    top_share: float = Field(ge=0, le=1)
    due_after_years: int = Field(ge=1)


class CompetenceRule(RuleSettings):
    """Somebody in the team knows a field of the unit; nobody inspects his own body."""

    own_body: bool = True


class NoticeRule(RuleSettings):
    """An announced visit starts no earlier than so many working days after adoption."""

    working_days: int = Field(ge=0)


class OccupiedRule(RuleSettings):
    """No visit on a unit's closed days or during another inspection of it."""


class UnannouncedRule(RuleSettings):
    """A share of the visits is drawn at random, weighted by risk, and not announced."""

    share: float = Field(ge=0, lt=1)
    kinds: tuple[Kind, ...]


class ListsRule(RuleSettings):
    """Units that must or must never be visited, each with its reason."""


class Rules(Strict):
    """All ten rules; a rule that is not wanted is ``mode: off``, never absent."""

    calendar: CalendarRule
    pace: PaceRule
    coverage: CoverageRule
    grouping: GroupingRule
    rotation: RotationRule
    competence: CompetenceRule
    notice: NoticeRule
    occupied: OccupiedRule
    unannounced: UnannouncedRule
    lists: ListsRule

    def items(self) -> list[tuple[str, RuleSettings]]:
        """(key, settings) in the order of the list of rules."""
        return [(key, getattr(self, key)) for key in type(self).model_fields]
