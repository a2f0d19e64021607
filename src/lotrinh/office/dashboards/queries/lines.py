"""Lines of work: what is to be done, where, why it is there, how old it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

SHOWN = 12
SOON = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do. about: the unit or matter. why: why it is on the list, in the reader's language.

    since: the day from which it waits. due_on: its last day, None when there is none.
    """

    what: str
    about: str
    url: str
    why: str
    since: date | None = None
    due_on: date | None = None
    hidden: bool = False
    synthetic: bool = False

    def days_left(self, today: date) -> int | None:
        """Negative when it is overdue."""
        return (self.due_on - today).days if self.due_on else None


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as it is shown today. tone: '', warn (few days left) or bad (overdue)."""

    line: Line
    age: int | None
    left: int | None
    tone: str

    @property
    def late(self) -> int:
        """Days past the last day; 0 when in time."""
        return -self.left if self.left is not None and self.left < 0 else 0


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one kind, the most urgent first. more: how many are not shown; url: where all of them are."""

    key: str
    title: str
    icon: str
    lines: tuple[Shown, ...]
    count: int
    url: str = ""

    @property
    def more(self) -> int:
        """How many lines are not shown."""
        return self.count - len(self.lines)


def section(
    key: str,
    title: str,
    icon: str,
    lines: list[Line],
    today: date,
    *,
    url: str = "",
    count: int | None = None,
    as_given: bool = False,
) -> Section:
    """The first lines by urgency: overdue, then by last day, then by age; or in the order that is given."""
    ordered = lines if as_given else sorted(lines, key=_urgency)
    shown = tuple(_shown(line, today) for line in ordered[:SHOWN])
    return Section(key, title, icon, shown, len(lines) if count is None else count, url)


def _urgency(line: Line) -> tuple[Any, ...]:
    return (line.due_on or date.max, line.since or date.max, line.about)


def _shown(line: Line, today: date) -> Shown:
    left = line.days_left(today)
    tone = "" if left is None or left > SOON else "bad" if left < 0 else "warn"
    age = max((today - line.since).days, 0) if line.since else None
    return Shown(line, age, left, tone)
