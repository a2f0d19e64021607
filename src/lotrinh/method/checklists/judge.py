"""Which finding an answer suggests, by the declared condition of its item; a person decides."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lotrinh.method.checklists.drawn import draw_result
from lotrinh.method.checklists.models import FaultWhen, Item, answers_of
from lotrinh.method.checklists.values import Value, check_value
from lotrinh.method.definitions import Text

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
Extent = tuple[int | None, int | None]
Figures = dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A finding to be taken over, changed or dropped by the inspector. extent_count of extent_of, in unit."""

    item: str
    content: int
    kind: str
    sector: str
    weight: str
    vi: str
    en: str
    extent_count: int | None = None
    extent_of: int | None = None
    unit: Text | None = None
    causes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain data."""
        own = {name: getattr(self, name) for name in self.__slots__}
        return own | {"unit": self.unit.model_dump() if self.unit else None, "causes": list(self.causes)}


def judge(item: Item, value: Any) -> Suggestion | None:
    """The suggested finding, or None: no condition, not answered, or the condition is not met.

    value: a Value or plain JSON; Faults as in check_value.
    """
    taken = value if isinstance(value, Value) else check_value(item, value)
    if item.fault_when is None or item.suggests is None or taken.state != "answered":
        return None
    if not _HOLDS[str(item.fault_when.form)](item, item.fault_when, taken.value):
        return None
    says, (count, of) = item.suggests, _extent(item, taken.value)
    shown = figures(item, taken.value)
    return Suggestion(
        item.key,
        item.content,
        says.kind,
        says.sector,
        says.weight,
        _filled(says.vi, shown, 0),
        _filled(says.en, shown, 1),
        count,
        of,
        says.unit,
        says.causes,
    )


def figures(item: Item, value: Any) -> Figures:
    """What placeholders may show of an answer, (Vietnamese, English), by the kind of answer."""
    if item.answer in ("yes_no", "choice"):
        words = answers_of(item, item.answer)[value]
        return {"answer": (words.vi, words.en)}
    if item.answer == "number":
        return {"number": _number(Decimal(value))}
    if item.answer == "date":
        return {"date": (f"{value[8:]}/{value[5:7]}/{value[:4]}", value)}
    if item.answer == "table":
        return {"rows": _number(len(value))}
    return _counts(item, value)


PLACES: dict[str, frozenset[str]] = {
    "yes_no": frozenset({"answer"}),
    "choice": frozenset({"answer"}),
    "number": frozenset({"number"}),
    "date": frozenset({"date"}),
    "table": frozenset({"rows"}),
    "share": frozenset({"count", "of", "rest", "percent"}),
    "draw": frozenset({"count", "of", "rest", "percent", "late", "drawn", "frame"}),
    "text": frozenset(),
}
"""Placeholders by kind of answer; in a draw, count of ``of`` are on time, rest and late are late."""


def _counts(item: Item, value: Any) -> Figures:
    found = {"count": value["count"], "of": value["of"]} if item.answer == "share" else _drawn(value)
    shown = {name: _number(number) for name, number in found.items()}
    shown["rest"] = _number(found["of"] - found["count"])
    percent = Decimal(found["count"] * 100) / found["of"] if found["of"] else Decimal(0)
    return shown | {"percent": _number(percent.quantize(Decimal("0.1")))}


def _drawn(value: Any) -> dict[str, int]:
    seen = draw_result(value)
    return {
        "count": seen.on_time,
        "of": seen.judged,
        "late": seen.late,
        "drawn": seen.drawn,
        "frame": seen.frame,
    }


def _extent(item: Item, value: Any) -> Extent:
    """How many of how many are at fault; None where the answer counts nothing."""
    form = item.fault_when.form if item.fault_when else None
    if item.answer == "draw":
        seen = draw_result(value)
        return seen.late, seen.judged
    if item.answer == "share":
        return (value["count"] if form == "share_above" else value["of"] - value["count"]), value["of"]
    if item.answer == "number" and form == "number_above" and "." not in value:
        return int(value), None
    return (len(value), None) if item.answer == "table" and form == "rows_above" else (None, None)


def _number(number: Decimal | int) -> tuple[str, str]:
    """With separators of thousands: 1.260,5 and 1,260.5."""
    english = f"{number:,}"
    return english.translate(str.maketrans(",.", ".,")), english


def _filled(text: str, shown: Figures, language: int) -> str:
    return PLACEHOLDER.sub(lambda m: shown[m.group(1)][language] if m.group(1) in shown else m.group(0), text)


def _share(item: Item, value: Any) -> Decimal | None:
    """The share, None when there is nothing to count."""
    seen = value if item.answer == "share" else _drawn(value)
    return Decimal(seen["count"]) / seen["of"] if seen["of"] else None


def _share_below(item: Item, when: FaultWhen, value: Any) -> bool:
    share = _share(item, value)
    return share is not None and when.share_below is not None and share < when.share_below


def _share_above(item: Item, when: FaultWhen, value: Any) -> bool:
    share = _share(item, value)
    return share is not None and when.share_above is not None and share > when.share_above


_HOLDS: dict[str, Callable[[Item, FaultWhen, Any], bool]] = {
    "answer": lambda item, when, value: value in (when.answer or ()),
    "share_below": _share_below,
    "share_above": _share_above,
    "number_below": lambda item, when, value: Decimal(value) < (when.number_below or 0),
    "number_above": lambda item, when, value: Decimal(value) > (when.number_above or 0),
    "late_above": lambda item, when, value: draw_result(value).late > (when.late_above or 0),
    "rows_below": lambda item, when, value: len(value) < (when.rows_below or 0),
    "rows_above": lambda item, when, value: len(value) > (when.rows_above or 0),
    "later_than": lambda item, when, value: (
        when.later_than is not None and value > when.later_than.isoformat()
    ),
}

FORMS: dict[str, frozenset[str]] = {
    "answer": frozenset({"yes_no", "choice"}),
    "share_below": frozenset({"share", "draw"}),
    "share_above": frozenset({"share"}),
    "number_below": frozenset({"number"}),
    "number_above": frozenset({"number"}),
    "late_above": frozenset({"draw"}),
    "rows_below": frozenset({"table"}),
    "rows_above": frozenset({"table"}),
    "later_than": frozenset({"date"}),
}
"""Which kinds of answers a condition can judge."""
