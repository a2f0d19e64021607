"""The plain controls of the desk: hundreds stand on a page, and a template takes twice the time for them.

Words come in translated, values are escaped one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from lotrinh.office.inspections.queries.recording import Line
from lotrinh.office.platform.templatetags.ui import sentence

register = template.Library()
Words = Mapping[str, str]


@register.simple_tag
def control(line: Line, said: Words) -> SafeString:
    """What a question is answered with; '' for tables and draws, which have templates of their own."""
    build = _BUILD.get(line.item.answer)
    return build(line, said) if build else SafeString("")


def _value(line: Line) -> Any:
    return line.value if line.state == "answered" and line.value is not None else ""


def _options(line: Line, said: Words) -> SafeString:
    held = _value(line)
    one = '<label><input type="radio" name="a-{}" value="{}"{}><span>{}</span></label>'
    drawn = (
        one.format(escape(line.key), escape(key), " checked" if key == held else "", escape(sentence(words)))
        for key, words in line.options
    )
    return mark_safe(f'<div class="ask-options">{"".join(drawn)}</div>')  # nosec B308 B703: each part is escaped


def _unit(line: Line) -> str:
    return sentence(line.item.unit) if line.item.unit else ""


def _number(line: Line, said: Words) -> SafeString:
    return format_html(
        '<span class="ask-unit"><input class="form-control" data-value inputmode="decimal" '
        'autocomplete="off" aria-label="{}" value="{}"> {}</span>',
        sentence(line.row.text),
        _value(line),
        _unit(line),
    )


def _share(line: Line, said: Words) -> SafeString:
    held = _value(line) or {}
    return format_html(
        '<span class="ask-unit"><input class="form-control" data-count inputmode="numeric" '
        'autocomplete="off" aria-label="{}" value="{}"> {} '
        '<input class="form-control" data-of inputmode="numeric" '
        'autocomplete="off" aria-label="{}" value="{}"> {}</span>',
        said["count"],
        held.get("count", ""),
        said["of"],
        said["of_how_many"],
        held.get("of", ""),
        _unit(line),
    )


def _date(line: Line, said: Words) -> SafeString:
    return format_html(
        '<input class="form-control ask-date" type="date" data-value min="1990-01-01" max="2099-12-31" '
        'aria-label="{}" value="{}">',
        sentence(line.row.text),
        _value(line),
    )


def _text(line: Line, said: Words) -> SafeString:
    return format_html(
        '<textarea class="form-control" data-value rows="2" maxlength="{}" aria-label="{}">{}</textarea>',
        line.item.max_length,
        sentence(line.row.text),
        _value(line),
    )


_BUILD: Final[dict[str, Callable[[Line, Words], SafeString]]] = {
    "yes_no": _options,
    "choice": _options,
    "number": _number,
    "share": _share,
    "date": _date,
    "text": _text,
}


@register.simple_tag
def states(line: Line, said: Words) -> SafeString:
    """What may be said in place of an answer, and the note."""
    return format_html(
        '<div class="ask-states"><label><input type="checkbox" data-state-of="not_applicable"{}> {}</label>'
        '<label><input type="checkbox" data-state-of="refused"{}> {}</label></div>'
        '<textarea class="form-control ask-note" data-note rows="1" maxlength="20000" placeholder="{}" '
        'aria-label="{}">{}</textarea>',
        _checked(line.state == "not_applicable"),
        said["not_applicable"],
        _checked(line.state == "refused"),
        said["refused"],
        said["note"],
        said["note"],
        line.whole.note if line.whole else "",
    )


def _checked(is_so: bool) -> SafeString:
    return SafeString(" checked" if is_so else "")  # nosec B308 B703: two words of our own
