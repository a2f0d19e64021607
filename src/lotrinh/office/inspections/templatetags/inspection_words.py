"""Words of inspections in the reader's language: states, forms, roles, days, values of answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from lotrinh.method.checklists.models import YES_NO
from lotrinh.office.inspections.rows import workflow
from lotrinh.office.inspections.value_words import value_text
from lotrinh.office.platform.glossary import verbs

register = template.Library()
PHASES = {
    "before": gettext_noop("Before the visit"),
    "during": gettext_noop("Under way"),
    "after": gettext_noop("After the visit"),
    "held": gettext_noop("Postponed or paused"),
    "end": gettext_noop("Ended"),
}
SEAT_ROLES = {
    "head": gettext_noop("Head of the team"),
    "deputy": gettext_noop("Deputy head"),
    "secretary": gettext_noop("Secretary"),
    "member": gettext_noop("Member"),
}
ORIGINS = {
    "checklist": gettext_noop("checklist of the plan"),
    "finding": gettext_noop("found before"),
    "task": gettext_noop("overdue correction"),
    "risk": gettext_noop("weak signal"),
    "report": gettext_noop("self-report"),
    "hand": gettext_noop("added by hand"),
}
KINDS = {
    "yes_no": gettext_noop("yes or no"),
    "number": gettext_noop("number"),
    "share": gettext_noop("n of N"),
    "date": gettext_noop("date"),
    "choice": gettext_noop("choice"),
    "text": gettext_noop("text"),
    "table": gettext_noop("table"),
    "draw": gettext_noop("draw of dossiers"),
}
UNITS = {"working": gettext_noop("working days"), "calendar": gettext_noop("calendar days")}
TONES = {"before": "accent", "during": "warn", "after": "good", "held": "warn", "end": "plain"}
TABLES = {
    "phase": PHASES, "seat": SEAT_ROLES, "origin": ORIGINS, "kind": KINDS, "day_unit": UNITS,
}  # fmt: skip
DAYS = {
    "vi": ("T2", "T3", "T4", "T5", "T6", "T7", "CN"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def _language() -> str:
    return "en" if (get_language() or "vi").startswith("en") else "vi"


@register.filter
def said(key: str, table: str) -> str:
    """``role|said:"seat"``: the word for a key, or the key itself."""
    found = TABLES[table].get(key)
    return _(found) if found else str(key)


@register.filter
def state_title(key: str) -> str:
    """What a state is called."""
    states = {s.key: s for s in workflow().states}
    return states[key].sentence(_language()) if key in states else key


@register.filter
def state_tone(key: str) -> str:
    """The tone of a state's chip."""
    states = {s.key: s for s in workflow().states}
    if key == "stopped":
        return "bad"
    return TONES.get(states[key].phase, "plain") if key in states else "plain"


@register.filter
def form_title(key: str) -> str:
    """What a form of inspection is called."""
    found = workflow().forms.get(key)
    return found.sentence(_language()) if found else key


@register.filter
def step_title(key: str) -> str:
    """What a verb of the chain is called; verbs outside of the chain by the glossary."""
    found = {v.key: v for v in workflow().verbs}.get(key)
    if found is not None:
        return found.sentence(_language())
    entry = verbs().get(key)
    return str(entry[_language()]) if entry else key


@register.filter
def who_may(verb: Any) -> str:
    """The groups that a verb is for."""
    return ", ".join(workflow().groups[key].sentence(_language()) for key in verb.by)


@register.filter
def numeric(day: date | None) -> str:
    """dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}" if day else "–"


@register.filter
def days_text(inspection: Any) -> str:
    """When an inspection takes place: one day with its half, or from where to where."""
    first, last = inspection.start_date, inspection.end_date
    if first == last:
        whole = inspection.start_part != inspection.end_part
        return (
            f"{_weekday(first)} {numeric(first)}, {_('whole day') if whole else _half(inspection.start_part)}"
        )
    return (
        f"{_weekday(first)} {numeric(first)} {_half(inspection.start_part)} – "
        f"{_weekday(last)} {numeric(last)} {_half(inspection.end_part)}"
    )


def _weekday(day: date) -> str:
    return DAYS[_language()][day.weekday()]


def _half(part: str) -> str:
    return _("morning") if part == "am" else _("afternoon")


@register.filter
def answer_text(line: Any) -> str:
    """The value of an item of the self-report as people read it."""
    return value_text(line.question, line.item.value if line.item else None, _language())


@register.filter
def question_text(question: Any) -> str:
    """A question, a column or an option in the reader's language."""
    return question.sentence(_language()) if hasattr(question, "sentence") else _option(question)


def _option(option: Any) -> str:
    return str(getattr(option, _language(), "") or getattr(option, "vi", option))


@register.filter
def choices_of(asked: Any) -> list[tuple[str, str]]:
    """The answers that a yes-no question or a choice has: key and words."""
    if asked.answer == "yes_no":
        return [(key, words.sentence(_language())) for key, words in YES_NO.items()]
    return [(o.key, _option(o)) for o in asked.options]


@register.filter
def cell(row: Any, key: str) -> Any:
    """A cell of a row; '' when there is none."""
    value = row.get(key) if isinstance(row, dict) else None
    return "" if value is None else value


@register.filter
def at_key(table: Any, key: Any) -> Any:
    """``names|at_key:team``: an entry of a table, or the key itself."""
    return (table or {}).get(key, key)


@register.filter
def was_text(change: Any) -> str:
    """What stands on the web before a form is taken."""
    return value_text(change.row.question, change.before, _language()) or "–"


@register.filter
def becomes_text(change: Any) -> str:
    """What a form says."""
    return value_text(change.row.question, change.row.value, _language()) or "–"
