"""The outline of a body's self-report: sections of questions that the body answers before the visit."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from lotrinh.method.checklists.models import Key, Question
from lotrinh.method.definitions import Library
from lotrinh.method.definitions.models import Cited, Kind, Text
from lotrinh.method.faults import Fault, Faults

FOLDER = "outlines"


class OutlineQuestion(Question):
    """A question of the outline; kinds: only of these bodies, empty = of all."""

    kinds: tuple[Kind, ...] = ()


class Section(Cited):
    """A numbered part of the report."""

    key: Key
    number: str
    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)
    items: tuple[OutlineQuestion, ...] = Field(min_length=1)


class Outline(Cited):
    """outlines/<key>.yaml."""

    key: str = Field(pattern=r"^[a-z0-9-]+$")
    version: int = Field(ge=1)
    title: Text
    licence: str
    sections: tuple[Section, ...] = Field(min_length=1)

    def questions(self) -> tuple[OutlineQuestion, ...]:
        """Every question in order."""
        return tuple(item for section in self.sections for item in section.items)


def outlines(library: Library) -> list[str]:
    """Keys of the outlines."""
    return [Path(name).stem for name in library.files(FOLDER)] if library.path(FOLDER).is_dir() else []


def outline_for(library: Library, unit_kind: str, key: str = "self-report") -> Outline:
    """The outline with what a kind of body is asked; sections without questions are left out."""
    if key not in outlines(library):
        raise Faults(_none(key, outlines(library)))
    whole = library.read(Outline, FOLDER, f"{key}.yaml")
    sections = tuple(_for_kind(section, unit_kind) for section in whole.sections)
    return whole.model_copy(update={"sections": tuple(s for s in sections if s.items)})


def _for_kind(section: Section, unit_kind: str) -> Section:
    kept = tuple(item for item in section.items if not item.kinds or unit_kind in item.kinds)
    return section.model_copy(update={"items": kept})


def _none(key: str, known: list[str]) -> Fault:
    return Fault(
        "checklists.no_outline",
        f"definitions/{FOLDER}",
        f"Không có đề cương “{key}”; các đề cương hiện có: {', '.join(known)}.",
        f"There is no outline “{key}”; there are: {', '.join(known)}.",
        got=key,
        expected=", ".join(known),
    )
