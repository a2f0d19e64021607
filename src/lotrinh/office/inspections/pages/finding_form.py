"""The form of a finding: from a request to the content that commands have, and what may be chosen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lotrinh.office.inspections.queries.findings import finding_words

if TYPE_CHECKING:
    from django.http import QueryDict

    from lotrinh.office.inspections.models import Inspection

TEXTS: Final = (
    "kind",
    "field",
    "text",
    "weight",
    "extent_count",
    "extent_of",
    "extent_unit",
    "cause_kind",
    "cause_text",
    "difficulty",
    "remover",
    "remover_unit",
    "responsible",
    "proposal",
    "found_before",
    "question",
    "found_on",
)
FIGURES: Final = ("extent_count", "extent_of")


def content_from(sent: QueryDict) -> dict[str, Any]:
    """What was typed; numbers may be written the Vietnamese way (1.260,5)."""
    content: dict[str, Any] = {name: sent.get(name, "").replace("\0", "") for name in TEXTS}
    for name in FIGURES:
        content[name] = _figure(content[name])
    number = sent.get("content", "")
    content["content"] = int(number) if number.isascii() and number.isdigit() and len(number) < 3 else None
    content["causes"] = [key for key in sent.getlist("causes") if key]
    return content


def _figure(text: str) -> str:
    plain = text.replace(" ", "").replace("\u00a0", "")
    if "," in plain:
        return plain.replace(".", "").replace(",", ".")
    whole, point, rest = plain.rpartition(".")
    thousands = bool(point) and len(rest) == 3 and rest.isdigit() and whole.replace(".", "").isdigit()
    return plain.replace(".", "") if thousands else plain


def form_words(inspection: Inspection) -> dict[str, Any]:
    """The choices of the form."""
    contents = inspection.plan.definition.get("contents", ()) if inspection.plan else ()
    return {"contents": contents, "words": finding_words()}
