"""The record of one inspection in memory: what is asked, what stands, and what a batch adds to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from lotrinh.method.checklists import Item, Question
from lotrinh.office.inspections.recording.standing import Content, Maker, OpenConflict, Standing, Target
from lotrinh.office.platform.policies import Decision


@dataclass(frozen=True, slots=True)
class Asked:
    """A question. item: its definition; removed: taken out before the visit."""

    pk: int
    key: str
    item: Item | Question
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """A finding of an earlier inspection on this unit, or on a body that it carries on."""

    pk: int
    uid: UUID
    lineage: UUID
    found_on: date


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that this account has brought."""

    pk: Any
    sha256: str


@dataclass(slots=True)
class Piece:
    """A version of a piece of evidence. fresh: to be written."""

    uid: UUID
    piece: UUID
    number: int
    sha256: str
    question: str = ""
    slot: str = ""
    finding: str = ""
    file: Any = None
    caption: str = ""
    about_on: date | None = None
    taken_at: datetime | None = None
    lat: float | None = None
    lon: float | None = None
    made_at: datetime | None = None
    withdrawn: str | None = None
    fresh: bool = False
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """Keys that may be chosen in a finding."""

    sectors: frozenset[str]
    causes: frozenset[str]


@dataclass
class Record:
    """One inspection. may: asks for a verb of the workflow in the present state. phase: of that state.

    conflicts: all open ones by target. units: codes of bodies that findings name and the register knows.
    """

    pk: int
    uid: UUID
    state: str
    phase: str
    today: date
    may: Callable[[str], Decision]
    choices: Choices
    questions: dict[str, Asked] = field(default_factory=dict)
    standing: dict[Target, Standing] = field(default_factory=dict)
    conflicts: dict[Target, list[OpenConflict]] = field(default_factory=dict)
    earlier: dict[UUID, Earlier] = field(default_factory=dict)
    elsewhere: frozenset[UUID] = frozenset()
    units: frozenset[str] = frozenset()
    files: dict[str, Brought] = field(default_factory=dict)
    evidence: dict[UUID, Piece] = field(default_factory=dict)
    drafts: dict[str, int] = field(default_factory=dict)
    allowed: dict[str, Decision] = field(default_factory=dict)

    def asks(self, verb: str) -> Decision:
        """The answer for a verb, asked once."""
        if verb not in self.allowed:
            self.allowed[verb] = self.may(verb)
        return self.allowed[verb]

    def stands(self, target: Target) -> Standing:
        """What stands there; an empty standing when nothing does."""
        return self.standing.setdefault(target, Standing())

    def content(self, target: Target) -> Content | None:
        """The content that stands there."""
        found = self.standing.get(target)
        return found.content if found else None

    def waiting(self, target: Target, maker: Maker) -> OpenConflict | None:
        """The open conflict of this person and device about it."""
        own = (c for c in self.conflicts.get(target, ()) if c.maker == maker and not c.settled)
        return next(own, None)
