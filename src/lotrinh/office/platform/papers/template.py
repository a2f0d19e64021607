"""Templates of papers: ``definitions/papers/<key>/paper.yaml`` with the schema of their fields beside it.

A template is data: parts with words, loops over lists (``each``) and conditions on fields (``when``,
``unless``). There are no expressions.
"""

from __future__ import annotations

import copy
import hashlib
import json
from functools import cache
from typing import Any, Literal

from pydantic import Field, model_validator

from lotrinh.office.platform.papers.form import Strict, paper_file, read_yaml
from lotrinh.office.platform.papers.paper import Align

SHARED = "shared.schema.json"
Style = Literal["arabic", "letter", "dash"]
CONTENT = ("title", "text", "basis", "centre", "article", "point", "table", "parts")


class ColumnOf(Strict):
    """A column: its title, its share of the width, and the words of its cells."""

    title: str
    share: float = Field(gt=0)
    align: Align = "left"
    text: str


class TableOf(Strict):
    """A table over a list of the context; row: the name of one element in the words of the cells."""

    rows: str
    row: str = "row"
    columns: list[ColumnOf] = Field(min_length=1)


class Part(Strict):
    """One part of a body: exactly one kind of content, under conditions, once or for each of a list.

    title: a heading, numbered I., 1., a) by level unless plain. basis: a legal basis in italics. article:
    "Điều n." before the words. point: a numbered paragraph in a style; run: points in a row end with
    ';' and the last with '.'. ``n`` is the place in the loop.
    """

    title: str | None = None
    level: int = Field(default=1, ge=1, le=3)
    plain: bool = False
    text: str | None = None
    italic: bool = False
    basis: str | None = None
    centre: str | None = None
    article: str | None = None
    point: str | None = None
    style: Style = "arabic"
    run: bool = False
    table: TableOf | None = None
    parts: list[Part] | None = None
    each: str | None = None
    item: str = "item"
    when: str | None = None
    unless: str | None = None

    @model_validator(mode="after")
    def _one_content(self) -> Part:
        given = [name for name in CONTENT if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"a part has exactly one of {', '.join(CONTENT)}; got {given or 'none'}")
        return self


class LineOf(Strict):
    """A line of a list (addressees, recipients), under the same conditions as a part."""

    text: str
    each: str | None = None
    item: str = "item"
    when: str | None = None
    unless: str | None = None


class SideOf(Strict):
    """Who signs minutes: key, lines above the signature, how it is signed, whose name stands below.

    may_refuse: the side may refuse with a reason, and the paper is whole all the same.
    """

    key: str
    lines: list[str]
    note: str = ""
    name: str
    may_refuse: bool = False
    when: str | None = None
    unless: str | None = None


class AnnexOf(Strict):
    """An annex: number and reference line are made when it is laid out."""

    title: str
    body: list[Part]
    when: str | None = None
    unless: str | None = None


class PaperTemplate(Strict):
    """A whole template. type: abbreviation of the type of document; empty for an official letter.

    series: 'by_type' or 'one' register of numbers at the body. dated: the head holds place and date.
    """

    key: str
    form: str
    version: int
    title: dict[Literal["vi", "en"], str]
    source: dict[str, Any]
    licence: str
    type: str
    kind: str
    series: Literal["by_type", "one"] = "by_type"
    dated: bool = True
    subject: str
    addressees: list[LineOf] = Field(default_factory=list)
    body: list[Part]
    sides: list[SideOf] = Field(default_factory=list)
    recipients: list[LineOf] = Field(default_factory=list)
    annexes: list[AnnexOf] = Field(default_factory=list)

    @model_validator(mode="after")
    def _letter_or_type(self) -> PaperTemplate:
        if bool(self.type) != bool(self.kind):
            raise ValueError("an official letter has neither type nor kind; every other paper has both")
        return self


@cache
def read_template(key: str) -> PaperTemplate:
    """The template of a key; pydantic's error names what is wrong."""
    return PaperTemplate.model_validate(read_yaml(paper_file(key, "paper.yaml")))


@cache
def schema_of(key: str) -> dict[str, Any]:
    """The JSON Schema of a template's context: its own fields and those that every paper has."""
    own = _json(key, "context.schema.json")
    shared = _json(SHARED)
    whole = copy.deepcopy(own)
    whole["properties"] = {**shared["properties"], **own.get("properties", {})}
    signing = [] if read_template(key).sides else ["signing"]
    whole["required"] = sorted({*shared["required"], *own.get("required", ()), *signing})
    whole["$defs"] = {**shared["$defs"], **own.get("$defs", {})}
    return whole


@cache
def template_keys() -> tuple[str, ...]:
    """Keys of the templates that are composed from a context, in order."""
    folder = paper_file()
    return tuple(sorted(f.parent.name for f in folder.glob("*/paper.yaml") if "body" in read_yaml(f)))


@cache
def template_digest(key: str) -> str:
    """SHA-256 over template, schema, shared fields and form: what a paper was made with."""
    files = [
        (key, "paper.yaml"),
        (key, "context.schema.json"),
        (SHARED,),
        (f"{read_template(key).form}.yaml",),
    ]
    plain = [read_yaml(paper_file(*f)) if f[-1].endswith("yaml") else _json(*f) for f in files]
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, default=str, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def forget_templates() -> None:
    """Read the files anew; for tests and for a new folder of definitions."""
    for kept in (read_template, schema_of, template_keys, template_digest):
        kept.cache_clear()


def _json(*parts: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(paper_file(*parts).read_text(encoding="utf-8"))
    return read
