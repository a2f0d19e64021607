"""What a finding is made of: kinds, weights, causes, and who can remove a difficulty."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from lotrinh.method.definitions.models import Cited, Mark, Strict, Text

FindingKind = Literal["result", "shortcoming", "violation", "good_model"]
RowKind = Literal["result", "shortcoming", "violation", "good_model", "not_a_finding"]
Weight = Literal["light", "moderate", "serious"]
CauseKind = Literal["objective", "subjective"]
Remover = Literal["unit", "other_department", "city", "ministry"]
Id = Annotated[str, Field(pattern=r"^F\d{3}$")]


class Named(Strict):
    """A key with its words and, where it helps, what it means."""

    key: str = Field(pattern=r"^[a-z][a-z_]*$")
    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)
    meaning: Text | None = None

    def sentence(self, language: str = "vi") -> str:
        """The words in one language."""
        return self.en if language == "en" else self.vi


class Cause(Named):
    """A cause; derived_from: findings whose source or wording led to it."""

    kind: CauseKind
    derived_from: tuple[Id, ...] = Field(min_length=1)


class Taxonomy(Cited):
    """causes/causes.yaml."""

    key: str
    version: int
    licence: str
    causes: tuple[Cause, ...] = Field(min_length=1)
    removers: tuple[Named, ...] = Field(min_length=1)

    def cause(self, key: str) -> Cause | None:
        """The cause of that key."""
        return next((c for c in self.causes if c.key == key), None)


class FindingWords(Strict):
    """findings/kinds.yaml: kinds and weights in words."""

    licence: str
    mark: Mark
    reason: Text
    kinds: tuple[Named, ...]
    weights: tuple[Named, ...]


def _split(value: object) -> object:
    return tuple(part.strip() for part in value.split(";")) if isinstance(value, str) else value


Parts = Annotated[tuple[str, ...], BeforeValidator(_split)]


class PublishedFinding(Strict):
    """A row of findings/published.csv. The last twelve columns are ours; the others copy what was published.

    date: a day, month (2016-02), quarter, half or years as far as known. unit_code: one code or several.
    extent_count of extent_of, in extent_unit (Vietnamese); a part that is not known is absent.
    """

    id: Id
    date: str = ""
    province: str
    unit: str
    level: str
    field: str
    finding: str
    cause: str = ""
    recommendation: str = ""
    scope_note: str = ""
    source: str
    content_155: int | None = Field(default=None, ge=1, le=6)
    kind: RowKind
    weight: Weight | None = None
    sector: str | None = None
    extent_count: int | None = Field(default=None, ge=0)
    extent_of: int | None = Field(default=None, ge=1)
    extent_unit: str = ""
    cause_kind: Literal["objective", "subjective", "both"] | None = None
    causes: Parts = ()
    remover: Remover | None = None
    unit_code: Parts
    place: str
