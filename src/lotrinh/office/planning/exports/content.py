"""What an export may hold: a roadmap already cut down to what its reader may see.

``queries.roadmap_content(actor, roadmap)`` makes one; the workbook, the feed and the annex only lay it out.
They never see the database, so what is not in here cannot leak into a file. Every export prints the scope.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from lotrinh.method.trace import Reason, Source

Part = Literal["am", "pm"]
Status = Literal["draft", "adopted", "superseded", "withdrawn"]


class ScopeBroken(ValueError):
    """A line was put into a content whose scope does not allow it."""


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom the export is made ("Bản của đoàn kiểm tra"), and what that reader may see.

    unannounced: visits that the inspected side must not know of, and figures that count them.
    left_out: the units without a visit, with their reasons.
    """

    label_vi: str
    label_en: str
    unannounced: bool = False
    left_out: bool = False

    def label(self, language: str = "vi") -> str:
        """The label in one language ('vi' or 'en')."""
        return self.label_en if language == "en" else self.label_vi


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A person of a team; body is the name (not the code) of the body that sent him."""

    name: str
    body: str = ""
    role: str = "member"


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team; the head is the member whose role is 'head', else the first."""

    id: str
    name: str
    members: tuple[TeamMember, ...] = ()

    @property
    def head(self) -> TeamMember | None:
        """Who leads the team, None when nobody is named yet."""
        heads = [m for m in self.members if m.role in {"head", "leader", "truong_doan"}]
        named = heads or list(self.members)
        return named[0] if named else None


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit. ``start`` and ``end`` are the first and last half day, both included.

    kind: department | district | commune. district: name of the parent for a commune, else "".
    fields, contents: what the visit looks at, as short Vietnamese texts in the plan's order.
    reasons: why this unit, team and time; may be empty when the reader is the inspected side.
    """

    unit_code: str
    unit_name: str
    kind: str
    team_id: str
    start: date
    start_part: Part
    end: date
    end_part: Part
    announced: bool = True
    district: str = ""
    fields: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    note: str = ""

    @property
    def half_days(self) -> int:
        """Half days on the spot for visits that stay inside consecutive days of a week."""
        parts = (self.end - self.start).days * 2
        return parts + (self.end_part == "pm") - (self.start_part == "pm") + 1


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """A unit without a visit."""

    unit_code: str
    unit_name: str
    kind: str
    district: str = ""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """How good the roadmap is (see lotrinh.method.roadmap.answer.Roadmap); gap as a share, 0.001 = 0.1 %."""

    total: float | None = None
    bound: float | None = None
    gap: float | None = None
    status: str = ""
    seed: int | None = None
    aims: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RoadmapContent:
    """A roadmap for one reader.

    plan_number is the whole symbol ("155/KH-UBND") or "" while the plan has none. authority is the full
    name of the body that issued the plan; place is the địa danh of its papers. produced_at is aware and dates
    the file.
    figures, left_out and left_out_count are None or empty when the scope does not include them.
    """

    plan_key: str
    plan_number: str
    plan_title: str
    plan_issued_on: date | None
    authority: str
    place: str
    period_start: date
    period_end: date
    version: int
    status: Status
    scope: Scope
    produced_at: datetime
    teams: tuple[TeamLine, ...]
    visits: tuple[VisitLine, ...]
    left_out: tuple[LeftOutLine, ...] = ()
    left_out_count: int | None = None
    figures: Figures | None = None
    adopted_on: date | None = None
    adopted_by: str = ""
    replaces_version: int | None = None
    digest: str = ""
    synthetic_note: str = ""
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        self._check_scope()
        known = {t.id for t in self.teams}
        lost = sorted({v.team_id for v in self.visits} - known)
        if lost:
            raise ValueError(f"visits of teams that are not in the content: {', '.join(lost)}")

    def _check_scope(self) -> None:
        """Closed by default: what the scope does not name must not be here."""
        hidden = [v.unit_code for v in self.visits if not v.announced]
        if hidden and not self.scope.unannounced:
            raise ScopeBroken(f"{len(hidden)} unannounced visits in an export without that scope")
        if self.figures is not None and not self.scope.unannounced:
            raise ScopeBroken("figures count unannounced visits; the scope does not include them")
        if (self.left_out or self.left_out_count is not None) and not self.scope.left_out:
            raise ScopeBroken("units left out are not in this scope")

    def team(self, team_id: str) -> TeamLine:
        """The team of an id; KeyError when there is none."""
        return {t.id: t for t in self.teams}[team_id]

    def ordered(self) -> tuple[VisitLine, ...]:
        """Visits by time, then team, then unit: the order of every list in an export."""
        return tuple(sorted(self.visits, key=lambda v: (v.start, v.start_part, v.team_id, v.unit_code)))

    def of_team(self, team_id: str) -> tuple[VisitLine, ...]:
        """The visits of one team, in order."""
        return tuple(v for v in self.ordered() if v.team_id == team_id)
