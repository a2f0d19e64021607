"""The units without a visit: what kept each out and what would bring it in. For the planning side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lotrinh.method.text import fold
from lotrinh.method.trace import Reason
from lotrinh.office.planning.models import Roadmap
from lotrinh.office.planning.queries.roadmaps import reasons_from, sees_everything

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A unit without a visit."""

    code: str
    name: str
    kind: str
    parent: str
    risk: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class LeftOutList:
    """Rows by falling risk, and how often each reason stands."""

    rows: tuple[LeftOutRow, ...]
    by_reason: tuple[tuple[Reason, int], ...]
    total: int


def left_out(
    actor: Account, roadmap: Roadmap, *, words: str = "", kind: str = "", why: str = ""
) -> LeftOutList:
    """Filtered by folded words, kind and code of the first reason; nothing for whoever may not see
    candidates.
    """
    if not sees_everything(actor):
        return LeftOutList((), (), 0)
    units = {u["code"]: u for u in roadmap.problem["units"]}
    rows = []
    for line in roadmap.answer.get("left_out", []):
        unit = units[line["unit"]]
        parent = units.get(unit["parent"] or "", {}).get("name", "")
        reasons = tuple(reasons_from(line["reasons"]))
        rows.append(LeftOutRow(unit["code"], unit["name"], unit["kind"], parent, unit["risk"], reasons))
    counts = Counter(r.reasons[0].code for r in rows if r.reasons)
    first = {r.reasons[0].code: r.reasons[0] for r in rows if r.reasons}
    wanted = fold(words).split()
    kept = [
        r
        for r in rows
        if (not kind or r.kind == kind)
        and (not why or any(x.code == why for x in r.reasons[:1]))
        and all(w in fold(f"{r.name} {r.parent}") for w in wanted)
    ]
    kept.sort(key=lambda r: (-r.risk, r.code))
    return LeftOutList(tuple(kept), tuple((first[c], n) for c, n in counts.most_common()), len(rows))
