"""Errors that say where, what was got, what was expected and what to do, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with what came in.

    code: stable and greppable, like ``definitions.unknown_key``.
    where: file and line, sheet and row, or the path inside a document.
    got, expected: in the words of the input.
    vi, en: the sentence for people; each says what to do.
    """

    code: str
    where: str
    vi: str
    en: str
    got: str = ""
    expected: str = ""

    def sentence(self, language: str = "vi") -> str:
        """The sentence in one language ('vi' or 'en')."""
        return self.en if language == "en" else self.vi

    def as_dict(self) -> dict[str, Any]:
        """For ``--json`` output and the API."""
        return {
            "code": self.code,
            "where": self.where,
            "got": self.got,
            "expected": self.expected,
            "vi": self.vi,
            "en": self.en,
        }


@dataclass
class Faults(Exception):
    """One or more faults found together; nothing was taken."""

    faults: list[Fault] = field(default_factory=list)

    def __init__(self, faults: Iterable[Fault] | Fault) -> None:
        self.faults = [faults] if isinstance(faults, Fault) else list(faults)
        super().__init__("; ".join(f"{f.where}: {f.en}" for f in self.faults))
