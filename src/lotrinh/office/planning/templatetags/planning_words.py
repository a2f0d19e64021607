"""Words of the trade in the reader's language: kinds, half days, states, aims."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

register = template.Library()

SMALLEST_GAP = 0.0001
KINDS = {
    "department": gettext_noop("Department"),
    "district": gettext_noop("District"),
    "commune": gettext_noop("Commune"),
}
KINDS_MANY = {
    "department": gettext_noop("departments"),
    "district": gettext_noop("districts"),
    "commune": gettext_noop("communes"),
}
STATES = {
    "draft": gettext_noop("Draft"),
    "adopted": gettext_noop("Adopted"),
    "superseded": gettext_noop("Superseded"),
    "withdrawn": gettext_noop("Withdrawn"),
    "queued": gettext_noop("Waiting"),
    "running": gettext_noop("Running"),
    "done": gettext_noop("Done"),
    "failed": gettext_noop("Failed"),
}
ORIGINS = {
    "built": gettext_noop("built by the solver"),
    "moved": gettext_noop("moved by hand"),
    "replanned": gettext_noop("replanned after a change"),
}
AIMS = {
    "risk": gettext_noop("Risk covered"),
    "earliness": gettext_noop("Higher risk earlier"),
    "km": gettext_noop("Kilometres on the road"),
    "balance": gettext_noop("Difference of load between teams"),
}
AIM_UNITS = {
    "risk": gettext_noop("points"),
    "earliness": gettext_noop("points"),
    "km": gettext_noop("km"),
    "balance": gettext_noop("half days"),
}
MARKS = {
    "plan": gettext_noop("in the plan"),
    "seen": gettext_noop("seen in a source"),
    "computed": gettext_noop("computed"),
    "recalled": gettext_noop("recalled, not confirmed"),
    "assumption": gettext_noop("our assumption"),
}
ROLES = {
    "head": gettext_noop("Head of the team"),
    "deputy": gettext_noop("Deputy head"),
    "secretary": gettext_noop("Secretary"),
    "member": gettext_noop("Member"),
}
SECTIONS = {
    "contents": gettext_noop("Contents"),
    "period": gettext_noop("When"),
    "who": gettext_noop("Who is inspected"),
    "focus": gettext_noop("Focus"),
    "purposes": gettext_noop("Purposes"),
    "use": gettext_noop("Use of the result"),
    "basis": gettext_noop("Basis"),
}
RULES = {
    "calendar": gettext_noop("Only working days, none of the closed ones"),
    "pace": gettext_noop("One visit at a time, with time to write"),
    "coverage": gettext_noop("Enough units of each kind and each focus field"),
    "grouping": gettext_noop("Communes are visited with their district or neighbourhood"),
    "rotation": gettext_noop("Not again too soon, not too late"),
    "competence": gettext_noop("Somebody in the team knows the field; nobody inspects his own body"),
    "notice": gettext_noop("Announced in time"),
    "occupied": gettext_noop("Closed days of a unit and other inspections of it"),
    "unannounced": gettext_noop("A share of visits is unannounced, drawn at random"),
    "lists": gettext_noop("Must and never lists"),
}
MODES = {"hard": gettext_noop("hard"), "soft": gettext_noop("soft"), "off": gettext_noop("off")}
TABLES = {
    "kind": KINDS,
    "kinds": KINDS_MANY,
    "state": STATES,
    "origin": ORIGINS,
    "aim": AIMS,
    "aim_unit": AIM_UNITS,
    "mark": MARKS,
    "role": ROLES,
    "section": SECTIONS,
    "rule": RULES,
    "mode": MODES,
}
DAYS = {
    "vi": ("T2", "T3", "T4", "T5", "T6", "T7", "CN"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def _language() -> str:
    return "en" if (get_language() or "vi").startswith("en") else "vi"


@register.filter
def word(key: str, table: str) -> str:
    """``kind|word:"kind"``: the word for a key, or the key itself."""
    found = TABLES[table].get(key)
    return _(found) if found else str(key)


@register.filter
def part_word(part: str) -> str:
    """Morning or afternoon."""
    return _("morning") if part == "am" else _("afternoon")


@register.filter
def weekday(day: date) -> str:
    """The short name of the day."""
    return DAYS[_language()][day.weekday()]


@register.filter
def short(day: date) -> str:
    """Day and month."""
    return f"{day.day}/{day.month}"


@register.filter
def numeric(day: date) -> str:
    """dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}"


@register.filter
def gap_text(share: float | None) -> str:
    """A distance from a bound as a percentage; a very small one is said to be below 0.01 %, not zero."""
    if share is None:
        return "–"
    if 0 < share < SMALLEST_GAP:
        return f"< {number_format(100 * SMALLEST_GAP, decimal_pos=2)} %"
    return f"{number_format(round(100 * share, 2), decimal_pos=2)} %"


@register.filter
def gap_at_most(share: float) -> str:
    """The same for a sentence that says "not more than": rounded up to a hundredth of a percent."""
    return f"{number_format(math.ceil(share * 10_000) / 100, decimal_pos=2)} %"


@register.filter
def day_text(iso: str) -> str:
    """A day written as yyyy-mm-dd, as people write it; anything else as it is."""
    try:
        return numeric(date.fromisoformat(iso))
    except ValueError:
        return iso


@register.filter
def when(chip: Any) -> str:
    """When a visit takes place: day with its half, or from where to where."""
    if chip.start == chip.end:
        part = _("whole day") if chip.start_part != chip.end_part else part_word(chip.start_part)
        return f"{weekday(chip.start)} {short(chip.start)}, {part}"
    first, last = f"{weekday(chip.start)} {short(chip.start)}", f"{weekday(chip.end)} {short(chip.end)}"
    return f"{first} {part_word(chip.start_part)} – {last} {part_word(chip.end_part)}"


@register.filter
def compact(chip: Any) -> str:
    """The same in as few letters as a chip has room for."""
    mark = "" if chip.whole_day else f" {part_word(chip.start_part)[:1].upper()}"
    return f"{weekday(chip.start)} {chip.start.day}{mark}"


@register.filter
def bars(segments: Any) -> Any:
    """Segments with their labels in the reader's language, for the ``bar`` tag."""
    return [{**s, "label": _label(s)} for s in segments]


def _label(segment: dict[str, Any]) -> str:
    text = localized_label(segment["label"])
    points = f"{float(segment['value']):.1f}"
    return f"{text}: {points}"


def localized_label(label: Any) -> str:
    """A label in both languages, in the reader's."""
    if not isinstance(label, dict):
        return str(label)
    return str(label[_language()])
