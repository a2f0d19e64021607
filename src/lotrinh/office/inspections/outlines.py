"""The outline that an inspection's self-report follows, and how far a report fills it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings

from lotrinh.method.checklists import Outline, OutlineQuestion, Value, check_value, outline_for
from lotrinh.method.checklists.outline import FOLDER
from lotrinh.method.definitions import Library
from lotrinh.method.definitions.digests import digest
from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.texts import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lotrinh.office.inspections.models import Inspection

KEY = "self-report"
NO_FIGURES: Final = "no_figures"
LONGEST_REASON = 2_000


@cache
def outline_of_kind(kind: str) -> Outline:
    """The outline for a kind of body, read once a process."""
    return outline_for(Library.open(settings.DEFINITIONS), kind, KEY)


def outline_of(inspection: Inspection) -> Outline:
    """The outline that this inspection's unit answers."""
    return outline_of_kind(inspection.unit.kind)


@cache
def _digest(key: str) -> str:
    return digest(Library.open(settings.DEFINITIONS).root, f"{FOLDER}/{key}")


def outline_reference(outline: Outline) -> dict[str, Any]:
    """What a report keeps of the outline that it was asked with."""
    return {"key": outline.key, "version": outline.version, "digest": _digest(outline.key)}


def question_of(outline: Outline, key: str) -> OutlineQuestion:
    """The question of a key; Faults when the outline does not ask it."""
    found = {q.key: q for q in outline.questions()}.get(key)
    if found is None:
        raise Faults(
            Fault(
                "inspections.no_such_item",
                key,
                "Đề cương không có mục này; hãy tải lại trang.",
                "The outline has no such item; load the page again.",
                got=key,
            )
        )
    return found


def lenient(question: OutlineQuestion) -> OutlineQuestion:
    """The same while it is being filled in: a row of a table may still lack cells."""
    columns = tuple(c.model_copy(update={"required": False}) for c in question.columns)
    return question.model_copy(update={"columns": columns})


def checked(question: OutlineQuestion, value: Any, *, final: bool = False) -> Any:
    """The value in its one form, None for nothing, or {"state": "no_figures", "reason"}; Faults when wrong.

    final: also what may be missing while somebody types is asked for.
    """
    if says_no_figures(value):
        return _no_figures(question.key, value)
    taken: Value = check_value(question if final else lenient(question), value)
    return taken.as_json()


def says_no_figures(value: Any) -> bool:
    """Whether the unit says that it has no figures for the item."""
    return isinstance(value, dict) and value.get("state") == NO_FIGURES


def _no_figures(where: str, value: Mapping[str, Any]) -> dict[str, str]:
    reason = one_line(str(value.get("reason") or ""))
    if not reason or len(reason) > LONGEST_REASON:
        raise Faults(
            Fault(
                "inspections.no_figures_reason",
                where,
                "Hãy ghi vì sao không có số liệu (nhiều nhất 2.000 ký tự).",
                "Say why there are no figures (2,000 characters at most).",
                got=f"{len(reason)} characters",
                expected="1–2000",
            )
        )
    return {"state": NO_FIGURES, "reason": reason}


def open_items(outline: Outline, values: Mapping[str, Any]) -> list[str]:
    """Keys of required items that nothing was written for."""
    return [q.key for q in outline.questions() if q.required and values.get(q.key) is None]


def faults_in(outline: Outline, values: Mapping[str, Any]) -> list[Fault]:
    """What is wrong with the values as they would be handed in."""
    faults: list[Fault] = []
    for question in outline.questions():
        try:
            checked(question, values.get(question.key), final=True)
        except Faults as error:
            faults += error.faults
    return faults
