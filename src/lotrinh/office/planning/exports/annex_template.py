"""The template of the annex, read and checked: ``definitions/papers/annex-roadmap/paper.yaml``."""

from __future__ import annotations

import json
import string
from functools import cache
from typing import Any, Literal

import jsonschema

from lotrinh.office.platform.papers.form import Strict, paper_file, read_yaml
from lotrinh.office.platform.papers.paper import Align, Orientation

GroupBy = Literal["month", "week", "team"]


class TemplateColumn(Strict):
    """A column: key of the figure that fills it, its title and its share of the width."""

    key: str
    title: str
    share: float
    align: Align


class VisitPart(Strict):
    """The table of visits."""

    title: str
    group: GroupBy
    group_title: dict[GroupBy, str]
    columns: list[TemplateColumn]
    no_focus: str
    announced: str
    unannounced: str
    empty: str


class TeamPart(Strict):
    """The table of teams."""

    title: str
    columns: list[TemplateColumn]


class AnnexTemplate(Strict):
    """The whole template; texts hold fields in braces."""

    key: str
    form: str
    version: int
    source: dict[str, Any]
    licence: str
    orientation: Orientation
    symbol: str
    kind: str
    subject: str
    references: list[str]
    draft_mark: str
    visits: VisitPart
    teams: TeamPart
    closing: str
    synthetic: str
    signature: list[str]
    recipients: list[str]

    def used_fields(self) -> set[str]:
        """Every field that some text of the template names."""
        return {name for text in _texts(self.model_dump(exclude={"source"})) for name in _fields(text)}


@cache
def read_template(key: str = "annex-roadmap") -> AnnexTemplate:
    """The template of a key."""
    return AnnexTemplate.model_validate(read_yaml(paper_file(key, "paper.yaml")))


@cache
def read_context_schema(key: str = "annex-roadmap") -> Any:
    """The JSON Schema of the fields."""
    return json.loads(paper_file(key, "context.schema.json").read_text(encoding="utf-8"))


def check_context(context: dict[str, Any]) -> dict[str, Any]:
    """The context itself, once the schema has agreed with it."""
    jsonschema.validate(context, read_context_schema())
    return context


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts(part)]
