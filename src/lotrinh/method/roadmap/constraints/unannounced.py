"""A share of the visits is unannounced, at units drawn by chance before the roadmap was made.

Settings: ``share``, ``kinds``, ``seed``, ``count`` and ``drawn`` as recorded by
lotrinh.method.roadmap.draw. The draw is made again here, with code of its own, and must agree. Every drawn
unit is visited unannounced; every other visit is announced (never soft, also when the rule is off: an
unannounced visit escapes notice). The unannounced visits make up at least the share of all visits, unless
everybody eligible has been drawn. Amounts: units that differ in the draw, units without their visit, visits
with the wrong mark, visits missing.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from lotrinh.method.roadmap.answer import Roadmap
from lotrinh.method.roadmap.constraints.record import PLAN, Record, Violation
from lotrinh.method.roadmap.constraints.rotation import highest, top_units
from lotrinh.method.roadmap.problem import Problem, Unit
from lotrinh.method.roadmap.timetable import is_hard, is_on, share_of
from lotrinh.method.roadmap.wording import number_en, number_vi
from lotrinh.method.trace import Reason

if TYPE_CHECKING:
    from lotrinh.method.roadmap.solve.grid import Grid
    from lotrinh.method.roadmap.solve.model import Model

KEY = "unannounced"

RECORD = Record(
    "Kiểm tra đột xuất",
    "Unannounced visits",
    "Một tỷ lệ lượt kiểm tra là đột xuất, tại các đơn vị được rút thăm trước khi lập lộ trình, xác suất "
    "theo rủi ro.",
    "A share of the visits is unannounced, at units drawn by chance, weighted by risk, before the roadmap "
    "is made.",
    PLAN,
)


def violations(problem: Problem, roadmap: Roadmap) -> list[Violation]:
    """The draw itself, the drawn units' visits, the marks of all visits, the share."""
    drawn = frozenset(problem.rule(KEY).get("drawn", ())) if is_on(problem, KEY) else frozenset()
    found = [
        _stranger(problem, v.unit, v.team) for v in roadmap.visits if not v.announced and v.unit not in drawn
    ]
    if is_on(problem, KEY):
        found += _draw(problem, drawn)
        found += _drawn_visits(problem, roadmap, drawn)
        found += _share(problem, roadmap, drawn)
    return found


def _name(problem: Problem, code: str) -> str:
    return next((u.name for u in problem.units if u.code == code), code)


def _stranger(problem: Problem, code: str, team: str) -> Violation:
    name = _name(problem, code)
    return Violation(
        KEY,
        (code,),
        1.0,
        Reason(
            "unannounced.not_drawn",
            f"Lượt kiểm tra {name} ghi là đột xuất nhưng đơn vị không được rút thăm.",
            f"The visit to {name} is marked unannounced, but the unit was not drawn.",
            {"unit": code},
        ),
        True,
        (team,),
    )


def _draw(problem: Problem, drawn: frozenset[str]) -> Iterator[Violation]:
    again = _draw_again(problem, drawn)
    if again != drawn:
        extra, lacking = sorted(drawn - again), sorted(again - drawn)
        yield Violation(
            KEY,
            (*extra, *lacking),
            float(max(len(extra), len(lacking))),
            Reason(
                "unannounced.draw",
                f"Rút thăm lại với cùng hạt giống cho kết quả khác: thừa {', '.join(extra) or 'không'}; "
                f"thiếu {', '.join(lacking) or 'không'}.",
                "Drawing again with the same seed gives another result: too many "
                f"{', '.join(extra) or 'none'}; "
                f"missing {', '.join(lacking) or 'none'}.",
                {"extra": extra, "missing": lacking, "seed": problem.rule(KEY).get("seed")},
            ),
            is_hard(problem, KEY),
        )


def _draw_again(problem: Problem, drawn: frozenset[str]) -> frozenset[str]:
    """The units with the largest u^(1/risk), written as ln(u)/risk; as many as recorded."""
    rule = problem.rule(KEY)
    count = int(rule["count"]) if rule.get("count") is not None else len(drawn)
    pool = _eligible(problem)
    weighed = [
        (_luck(rule.get("seed", 0), u.code) / u.risk if u.risk > 0 else -math.inf, u.code) for u in pool
    ]
    weighed.sort(key=lambda pair: (-pair[0], pair[1]))
    return frozenset(code for _, code in weighed[:count])


def _luck(seed: int, code: str) -> float:
    """Logarithm of the unit's number between 0 and 1."""
    number = int(hashlib.sha256(f"{seed}:{code}".encode()).hexdigest()[:16], 16)
    return math.log((number + 0.5) * 2.0**-64)


def _eligible(problem: Problem) -> list[Unit]:
    kinds, top = set(problem.rule(KEY).get("kinds", ())), top_units(problem)
    return [u for u in problem.units if u.kind in kinds and u.never is None and not _resting(problem, u, top)]


def _resting(problem: Problem, unit: Unit, top: frozenset[str]) -> bool:
    """Whether rotation keeps the unit out on every day of the period."""
    rule = problem.rule("rotation")
    if not is_on(problem, "rotation") or rule.get("not_within_days") is None or unit.last_inspected is None:
        return False
    if unit.open_findings is not None and unit.open_findings > 0:
        return False
    last_day = max((h.date for h in problem.half_days), default=problem.end)
    soon = (last_day - unit.last_inspected).days < int(rule["not_within_days"])
    return soon and unit.code not in top


def _drawn_visits(problem: Problem, roadmap: Roadmap, drawn: frozenset[str]) -> Iterator[Violation]:
    """Drawn units without a visit, and visits of drawn units that are announced."""
    visited = {v.unit for v in roadmap.visits}
    for code in sorted(drawn - visited):
        name = _name(problem, code)
        reason = Reason(
            "unannounced.missing",
            f"{name} được rút thăm kiểm tra đột xuất nhưng không có trong lộ trình.",
            f"{name} was drawn for an unannounced visit but is not in the roadmap.",
            {"unit": code},
        )
        yield Violation(KEY, (code,), 1.0, reason, is_hard(problem, KEY))
    for visit in (v for v in roadmap.visits if v.unit in drawn and v.announced):
        name = _name(problem, visit.unit)
        reason = Reason(
            "unannounced.told",
            f"{name} được rút thăm kiểm tra đột xuất nhưng lượt kiểm tra lại báo trước.",
            f"{name} was drawn for an unannounced visit, but its visit is announced.",
            {"unit": visit.unit},
        )
        yield Violation(KEY, (visit.unit,), 1.0, reason, is_hard(problem, KEY), (visit.team,))


def _share(problem: Problem, roadmap: Roadmap, drawn: frozenset[str]) -> Iterator[Violation]:
    share = problem.rule(KEY).get("share", 0)
    least = share_of(share, len(roadmap.visits))
    secret = sum(1 for v in roadmap.visits if not v.announced)
    if secret < least and len(drawn) < len(_eligible(problem)):
        percent = float(share) * 100
        yield Violation(
            KEY,
            (),
            float(least - secret),
            Reason(
                "unannounced.share",
                f"Có {secret} lượt đột xuất trên {len(roadmap.visits)}; tỷ lệ {number_vi(percent)} % cần "
                f"{least}.",
                f"{secret} of {len(roadmap.visits)} visits are unannounced; a share of "
                f"{number_en(percent)} % needs "
                f"{least}.",
                {"unannounced": secret, "visits": len(roadmap.visits), "least": least},
            ),
            is_hard(problem, KEY),
        )


def encode_visits(grid: Grid) -> None:
    """Drawn units are demanded and their visits are unannounced; everybody else's are announced."""
    if not grid.on(KEY):
        return
    for code in grid.problem.rule(KEY).get("drawn", ()):
        if code in grid.number:
            grid.announced[grid.number[code]] = False
            grid.demand(KEY, grid.number[code])


def encode(model: Model) -> None:
    """The share of all visits, unless everybody eligible has been drawn."""
    problem = model.grid.problem
    rule = problem.rule(KEY)
    if not model.grid.on(KEY) or len(set(rule.get("drawn", ()))) >= _pool(model.grid):
        return
    share = Fraction(str(rule.get("share", 0)))
    columns = np.arange(len(model.item))
    secret = model.of_units(~model.grid.announced)
    factors = np.full(len(columns), -float(share.numerator))
    factors[secret] += share.denominator
    if model.grid.hard(KEY):
        model.at_least(model.key(KEY, "share"), columns, factors, 0.0)
    else:
        lacking = model.slack(KEY, 1, float(len(problem.units)))
        row = np.append(columns, lacking), np.append(factors, share.denominator)
        model.linear.add_row(*row, 0.0, np.inf, model.key(KEY, "share"))


def _pool(grid: Grid) -> int:
    """How many units could have been drawn: of the kinds, not on the never list, not resting to the last
    day.
    """
    rule, rotation = grid.problem.rule(KEY), grid.problem.rule("rotation")
    rest = rotation.get("not_within_days") if grid.on("rotation") else None
    spared = highest(grid)
    count = 0
    for number, unit in enumerate(grid.problem.units):
        last = unit.last_inspected
        rests = rest is not None and last is not None and (grid.axis.dates[-1] - last).days < int(rest)
        rests = rests and number not in spared and not unit.open_findings
        count += unit.kind in rule.get("kinds", ()) and unit.never is None and not rests
    return count
