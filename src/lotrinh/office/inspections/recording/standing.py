"""What stands, what comes in, and whether one may follow the other: the rule about conflicts.

A change names the revision it was made on. It is taken when that is the revision that stands, or when every
revision since was made by the same account on the same device: its own queue, sent in pieces. An equal
content is taken as it is. Anything else is a conflict: both are kept, a person decides. While a person has
an open conflict about a thing, what he goes on typing about it on that device belongs to the conflict, since
the revisions that his device counts on are not those that stand here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

Content = dict[str, Any]
Target = tuple[str, ...]
Verdict = Literal["same", "take", "conflict"]


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made a revision, and on which device ('' when it was not made by a command)."""

    account: int | None
    device: str


@dataclass(frozen=True, slots=True)
class Version:
    """A revision that is to be written."""

    revision: int
    content: Content
    made_at: datetime | None
    command: UUID | None


@dataclass
class Standing:
    """An answer, a finding or a part of a draft as it stands. revision 0: there is nothing yet.

    makers: of the revisions that somebody may not have seen, as far as they were looked up.
    """

    revision: int = 0
    content: Content | None = None
    by: int | None = None
    at: datetime | None = None
    pk: int | None = None
    makers: dict[int, Maker] = field(default_factory=dict)
    fresh: list[Version] = field(default_factory=list)

    def take(
        self, content: Content, maker: Maker, at: datetime, made_at: datetime | None, command: UUID | None,
        revision: int | None = None,
    ) -> int:  # fmt: skip
        """Let the content stand from now on; the new revision."""
        self.revision = self.revision + 1 if revision is None else revision
        self.content, self.by, self.at = content, maker.account, at
        self.makers[self.revision] = maker
        self.fresh.append(Version(self.revision, content, made_at, command))
        return self.revision


@dataclass
class OpenConflict:
    """A conflict that waits. pk: None while it is not written; changed: to be written (again)."""

    target: Target
    maker: Maker
    mine: Content
    theirs: Content
    base: int
    theirs_by: int | None
    theirs_at: datetime | None
    mine_at: datetime | None
    command: UUID
    pk: int | None = None
    changed: bool = False
    settled: bool = False


def judge_change(standing: Standing, content: Content, base: int, maker: Maker, waiting: bool) -> Verdict:
    """What becomes of a change. waiting: the maker has an open conflict about this thing."""
    if standing.revision and standing.content == content:
        return "same"
    if waiting:
        return "conflict"
    if standing.revision in (0, base):
        return "take"
    unseen = range(base + 1, standing.revision + 1) if base < standing.revision else (standing.revision,)
    own = all(standing.makers.get(revision) == maker for revision in unseen)
    return "take" if own and maker.device else "conflict"
