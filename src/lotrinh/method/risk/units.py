"""The bodies whose risk is asked for, with the bodies they continue."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A body before a change. same: the unit continues it alone and whole, under the same name."""

    code: str
    name: str
    block: str
    same: bool


@dataclass(frozen=True, slots=True)
class RiskUnit:
    """What risk may know of a body.

    block: the bodies it is ranked with (``hanoi-2020/district``). ancestors: the bodies before it. Results
    of an ancestor count only where ``same``; the others are shown beside the score and never enter it.
    """

    code: str
    name: str
    kind: str
    sectors: tuple[str, ...] = ()
    block: str = ""
    ancestors: tuple[Ancestor, ...] = ()

    @property
    def identity(self) -> tuple[str, ...]:
        """The codes whose results are this body's own."""
        return (self.code, *sorted(a.code for a in self.ancestors if a.same))

    @property
    def blocks(self) -> tuple[str, ...]:
        """The blocks in which this body was ranked."""
        own = (self.block,) if self.block else ()
        return own + tuple(sorted(a.block for a in self.ancestors if a.same and a.block))

    @property
    def merged_from(self) -> tuple[str, ...]:
        """The codes whose results are shown only."""
        return tuple(sorted(a.code for a in self.ancestors if not a.same))
