"""Filters for what was recorded: answers, findings and versions in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.method.checklists.models import answers_of
from lotrinh.office.inspections.queries.findings import finding_words
from lotrinh.office.platform.templatetags.ui import num, sentence

register = template.Library()


@register.filter
def part(value: Any, key: str) -> Any:
    """A part of plain data by its key; '' when there is none."""
    found = value.get(key) if isinstance(value, Mapping) else None
    return "" if found is None else found


@register.filter
def plainly(value: Any, item: Any = None) -> str:
    """The value of an answer in words, as far as its question tells."""
    if value in (None, "", []):
        return "–"
    if item is not None and item.answer in ("yes_no", "choice") and isinstance(value, str):
        words = answers_of(item, item.answer).get(value)
        return sentence(words) if words else value
    if isinstance(value, Mapping) and {"count", "of"} <= set(value):
        return f"{num(value['count'])}/{num(value['of'])}"
    if isinstance(value, Mapping) and "drawn" in value:
        numbers = ", ".join(map(str, value["drawn"]))
        return _("%(n)s of %(frame)s: %(numbers)s") % {
            "n": value["n"],
            "frame": value["frame"],
            "numbers": numbers,
        }
    if isinstance(value, Mapping):
        return "; ".join(f"{k}: {v}" for k, v in value.items() if v not in (None, "", {}))
    if item is not None and item.answer == "date":
        day = parse_date(str(value))
        return date_format(day, "SHORT_DATE_FORMAT") if day else str(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


TITLES = {
    "state": gettext_lazy("State of the answer"),
    "value": gettext_lazy("Answer"),
    "note": gettext_lazy("Note"),
    "kind": gettext_lazy("Kind of finding"),
    "content": gettext_lazy("Content group"),
    "field": gettext_lazy("Field"),
    "text": gettext_lazy("What was found"),
    "weight": gettext_lazy("Weight"),
    "extent_count": gettext_lazy("Count"),
    "extent_of": gettext_lazy("Of how many"),
    "extent_unit": gettext_lazy("Counted in"),
    "cause_kind": gettext_lazy("Kind of cause"),
    "causes": gettext_lazy("Causes"),
    "cause_text": gettext_lazy("Cause in words"),
    "difficulty": gettext_lazy("Difficulty"),
    "remover": gettext_lazy("Who can remove it"),
    "remover_unit": gettext_lazy("Body that can remove it"),
    "responsible": gettext_lazy("Responsible"),
    "proposal": gettext_lazy("What the team proposes"),
    "found_before": gettext_lazy("Found before"),
    "question": gettext_lazy("Question"),
    "found_on": gettext_lazy("Found on"),
    "withdrawn": gettext_lazy("Taken back"),
    "withdrawn_reason": gettext_lazy("Why it was taken back"),
    "answer": gettext_lazy("Answer"),
    "finding": gettext_lazy("Finding"),
    "evidence": gettext_lazy("Evidence"),
    "draft": gettext_lazy("Draft"),
    "withdraw_finding": gettext_lazy("Take a finding back"),
    "withdraw_evidence": gettext_lazy("Take evidence back"),
    "begin_visit": gettext_lazy("Begin the visit"),
    "end_visit": gettext_lazy("End the visit"),
}
STATES = {
    "answered": gettext_lazy("Answered"),
    "missing": gettext_lazy("No answer"),
    "refused": gettext_lazy("The unit did not show it"),
    "not_applicable": gettext_lazy("Not applicable"),
}
LINKS = ("found_before", "question", "remover_unit")


@register.filter
def part_title(key: str) -> str:
    """What a part of an answer or a finding is called."""
    return str(TITLES.get(key, key))


@register.filter
def said(value: Any, key: str) -> str:
    """A part of a version in words; '' for the value of an answer, which its question tells."""
    if key == "value":
        return ""
    if value in (None, "", []):
        return "–"
    if key == "state":
        return str(STATES.get(value, value))
    words = finding_words().get({"causes": "cause"}.get(key, key), {})
    if isinstance(value, list):
        return "; ".join(_word(words, one) for one in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return _word(words, value)


@register.filter
def in_words(key: Any, kind: str) -> str:
    """The word of a key: ``finding.kind|in_words:"kind"``."""
    return _word(finding_words().get(kind, {}), key) if key not in (None, "") else ""


def _word(words: Mapping[str, Any], key: Any) -> str:
    return sentence(words[key]) if key in words else str(key)


@register.filter
def as_typed(value: Any) -> str:
    """Text as it is, other values as JSON, to be changed by hand."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)


@register.filter
def extent(finding: Any) -> str:
    """6/6 hồ sơ; '' when nothing was counted."""
    count, of = finding.extent_count, finding.extent_of
    if count is None and of is None:
        return ""
    shown = [_plain(count), _plain(of)] if of is not None else [_plain(count)]
    return f"{'/'.join(shown)} {finding.extent_unit}".strip()


def _plain(figure: Any) -> str:
    if figure is None:
        return "…"
    return num(figure, 0 if figure == int(figure) else 2)
