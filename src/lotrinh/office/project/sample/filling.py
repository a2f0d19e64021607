"""Plausible values for questions of a checklist and items of an outline, by their kind; invented."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from lotrinh.method.checklists import Column, Item, Question
from lotrinh.office.project.sample.wording import CELLS, TEXTS

COUNTS = {
    "hồ sơ": (380, 2400),
    "người": (18, 46),
    "thủ tục": (120, 330),
    "phiếu": (200, 400),
    "nhiệm vụ": (8, 34),
}
"""From … to … of what a share counts."""
FEW = (4, 18)
DRAWN = (6, 8, 10)


def value_of(asked: Question, good: bool, chance: Random, day: date) -> Any:
    """A value of the question's kind. good: one that suggests no finding, where the question has a condition.

    day: when it is answered; days in the value lie before it. A draw is made elsewhere.
    """
    kind = asked.answer
    if kind == "table":
        return _table(asked, good, chance, day)
    return {
        "yes_no": _yes_no, "choice": _choice, "number": _number, "share": _share, "date": _date,
        "text": _text,
    }[kind](asked, good, chance, day)  # fmt: skip


def _when(asked: Question, form: str) -> Any:
    """The bound of the condition of this form, None when the question has none."""
    condition = asked.fault_when if isinstance(asked, Item) else None
    return getattr(condition, form) if condition is not None else None


def _yes_no(asked: Question, good: bool, chance: Random, day: date) -> str:
    wrong = _when(asked, "answer") or ("no", "partly")
    right = "yes" if "yes" not in wrong else "no"
    return right if good else chance.choice(wrong)


def _choice(asked: Question, good: bool, chance: Random, day: date) -> str:
    wrong = _when(asked, "answer") or ()
    keys = [o.key for o in asked.options if (o.key not in wrong) == good] or [o.key for o in asked.options]
    return chance.choice(keys)


def _number(asked: Question, good: bool, chance: Random, day: date) -> str:
    above = _when(asked, "number_above")
    if above is not None:
        return str(int(above) if good else int(above) + chance.randint(1, 3))
    if asked.max is not None and asked.decimals:
        return str(Decimal(chance.randint(7200, 9900)) / 100)
    return str(
        chance.randint(0, 6) if asked.unit is None or asked.unit.vi != "thủ tục" else chance.randint(140, 300)
    )


def _share(asked: Question, good: bool, chance: Random, day: date) -> dict[str, int]:
    low, high = COUNTS.get(asked.unit.vi if asked.unit else "", FEW)
    of = chance.randint(low, high)
    above = _when(asked, "share_above")
    if above is not None:
        return {"count": 0 if good else chance.randint(1, 3), "of": of}
    bound = _when(asked, "share_below")
    if good:
        count = of if bound is None or bound == 1 else int(of * chance.uniform(float(bound) + 0.05, 1))
        return {"count": max(count, 1), "of": of}
    top = float(bound) if bound is not None else 1.0
    return {"count": min(of - 1, int(of * top * chance.uniform(0.82, 0.97))), "of": of}


def _date(asked: Question, good: bool, chance: Random, day: date) -> str:
    latest = _when(asked, "later_than")
    if latest is None:
        return (day - timedelta(days=chance.randint(20, 90))).isoformat()
    shift = -chance.randint(20, 75) if good else chance.randint(3, 25)
    return min(latest + timedelta(days=shift), day).isoformat()


def _text(asked: Any, good: bool, chance: Random, day: date) -> str:
    return chance.choice(TEXTS)


def _table(asked: Question, good: bool, chance: Random, day: date) -> list[dict[str, Any]]:
    if _when(asked, "rows_above") is not None and good:
        return []
    return [
        {c.key: cell_of(c, chance, day, place) for c in asked.columns}
        for place in range(chance.randint(1, 2))
    ]


def cell_of(column: Column, chance: Random, day: date, place: int = 0) -> Any:
    """A cell by its column; cells of one key differ from row to row."""
    if column.answer == "text":
        words = CELLS.get(column.key, TEXTS)
        return words[place % len(words)]
    if column.answer == "number":
        most = 100 if column.max is None else min(100, int(column.max))
        return str(chance.randint(0, most) if column.key != "late" else chance.randint(0, 9))
    if column.answer == "date":
        return (day - timedelta(days=chance.randint(15, 120))).isoformat()
    return chance.choice([o.key for o in column.options]) if column.answer == "choice" else "yes"


def dossiers(
    asked: Question, numbers: tuple[int, ...], late: int, chance: Random
) -> dict[int, dict[str, Any]]:
    """Number → what was seen of a drawn dossier; the first ``late`` of them were late."""
    seen = {}
    for place, number in enumerate(numbers):
        is_late = place < late
        seen[number] = {
            "code": f"H26.{number:05d}",
            "result": "late" if is_late else "on_time",
            **({"days_late": chance.randint(1, 12)} if is_late else {}),
            "cells": {
                c.key: "yes" if c.answer == "yes_no" else None for c in asked.columns if c.answer == "yes_no"
            },
        }
    return seen
