"""The form of an administrative document, read from ``definitions/papers/form-nd30-2020.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from pydantic import BaseModel, ConfigDict, model_validator
from ruamel.yaml import YAML

FONTS = Path(__file__).with_name("fonts")


class Strict(BaseModel):
    """Unknown keys are faults; nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Measure(Strict):
    """What the decree allows (from, to) and what our papers choose; millimetres or points."""

    allowed: tuple[float, float]
    chosen: float

    @model_validator(mode="after")
    def _inside(self) -> Measure:
        low, high = self.allowed
        if not low <= self.chosen <= high:
            raise ValueError(f"chosen {self.chosen} is outside what is allowed, {low} to {high}")
        return self


class Margins(Strict):
    """Millimetres of the page as it is read, also when it lies across."""

    top: Measure
    bottom: Measure
    left: Measure
    right: Measure


class PageNumber(Measure):
    """Size in points; the place is fixed by the decree."""

    place: str
    first_page: str


class Page(Strict):
    """Paper size, fonts and margins."""

    size_mm: tuple[int, int]
    font: str
    font_embedded: str
    margins_mm: Margins
    page_number: PageNumber


class Sizes(Strict):
    """Letter sizes of the blocks in points."""

    nation: Measure
    motto: Measure
    parent_body: Measure
    issuing_body: Measure
    number: Measure
    place_date: Measure
    kind: Measure
    subject: Measure
    reference: Measure
    text: Measure
    table: Measure
    authority: Measure
    signer: Measure
    recipients_title: Measure
    recipients: Measure
    letter_subject: Measure
    addressees: Measure
    annex: Measure
    mark: Measure
    signing_note: Measure
    foot_mark: Measure

    def chosen(self) -> dict[str, float]:
        """Block -> points."""
        return {name: getattr(self, name).chosen for name in type(self).model_fields}


class TextForm(Strict):
    """Paragraphs of the body."""

    first_line_indent_mm: Measure
    space_after_pt: Measure
    addressees_indent_mm: float


class Wording(Strict):
    """Words that are the same on every paper."""

    nation: str
    motto: str
    number_prefix: str
    recipients_title: str
    ending: str
    annex: str
    letter_subject: str
    addressees: str
    enclosed: str
    letter: str
    filed: str
    synthetic: str


class Form(Strict):
    """The whole form."""

    key: str
    source: dict[str, Any]
    licence: str
    page: Page
    sizes_pt: Sizes
    text: TextForm
    wording: Wording


def read_yaml(path: Path) -> Any:
    """Plain data of a YAML file."""
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def paper_file(*parts: str) -> Path:
    """A file in the papers folder of the definitions."""
    return Path(settings.DEFINITIONS, "papers", *parts)


@cache
def read_form(key: str = "form-nd30-2020") -> Form:
    """The form of a key; pydantic's error names the field that is wrong."""
    return Form.model_validate(read_yaml(paper_file(f"{key}.yaml")))
