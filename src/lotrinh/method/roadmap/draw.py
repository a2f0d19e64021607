"""The draw of unannounced visits: by chance, weighted by risk, without replacement, and re-drawable by
anybody.

Eligible: units of the rule's ``kinds`` that are not on the never list and that rotation does not keep out
on the last day of the period. Each eligible unit has the number u = (first 8 bytes of SHA-256 of
"seed:code" as an integer + 1/2) / 2^64 and the key -ln(u) / risk; the units with the smallest keys are
drawn. That is the scheme of Efraimidis and Spirakis (Information Processing Letters 97, 2006, 181-185), in
the form with exponential clocks. A unit of risk 0 is drawn only after all others.

How many: the rule's ``share`` of the most visits that the teams could make (see ``capacity``), rounded up,
so that the share holds whatever number of visits is made in the end. The number and the units are recorded
in the rule when they are drawn, before the roadmap is solved, and stay although teams or days change later.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import replace

from lotrinh.method.roadmap.constraints.rotation import top_units
from lotrinh.method.roadmap.problem import Problem, Team, Unit
from lotrinh.method.roadmap.timetable import is_on, share_of, spans_of


def draw_unannounced(problem: Problem, seed: int) -> tuple[str, ...]:
    """Codes of the drawn units, sorted; empty when the rule is off."""
    if not is_on(problem, "unannounced"):
        return ()
    count = how_many(problem)
    clocks = sorted((_clock(seed, unit), unit.code) for unit in eligible(problem))
    return tuple(sorted(code for _, code in clocks[:count]))


def with_draw(problem: Problem, seed: int) -> Problem:
    """The problem with the draw, its seed and its number recorded in the rule."""
    if not is_on(problem, "unannounced"):
        return problem
    plain = {k: v for k, v in problem.rule("unannounced").items() if k not in ("count", "drawn", "seed")}
    fresh = replace(problem, rules={**problem.rules, "unannounced": plain})
    rule = {**plain, "drawn": list(draw_unannounced(fresh, seed)), "count": how_many(fresh), "seed": seed}
    return replace(problem, rules={**problem.rules, "unannounced": rule})


def with_missing_draw(problem: Problem) -> Problem:
    """The problem itself when its draw is recorded; else with the draw of the rule's seed (0 when it has
    none).
    """
    rule = problem.rule("unannounced")
    return problem if "drawn" in rule else with_draw(problem, int(rule.get("seed", 0)))


def how_many(problem: Problem) -> int:
    """The recorded number, or the share of the teams' capacity."""
    rule = problem.rule("unannounced")
    if rule.get("count") is not None:
        return int(rule["count"])
    return share_of(rule["share"], capacity(problem))


def eligible(problem: Problem) -> tuple[Unit, ...]:
    """The units that take part in the draw."""
    kinds = tuple(problem.rule("unannounced").get("kinds", ()))
    kept_out = _kept_out_by_rotation(problem)
    return tuple(u for u in problem.units if u.kind in kinds and u.never is None and u.code not in kept_out)


def capacity(problem: Problem) -> int:
    """No more visits than this are possible: by week, by writing time and by the teams' most half days."""
    return sum(_capacity_of(problem, team) for team in problem.teams)


def _capacity_of(problem: Problem, team: Team) -> int:
    pace = problem.rule("pace") if is_on(problem, "pace") else {}
    shortest = min((u.duration for u in problem.units), default=1)
    apart = shortest + int(pace.get("writing_half_days", 0))
    closed = tuple(spans_of(problem.rule("calendar").get("closed", ()))) if is_on(problem, "calendar") else ()
    weeks: dict[tuple[int, int], list[int]] = {}
    for position, half in enumerate(problem.half_days):
        if not any(half.date in span for span in (*closed, *team.days_off)):
            weeks.setdefault(half.week, []).append(position)
    most = pace.get("max_visits_per_week")
    counts = [_starts(positions, apart) for positions in weeks.values()]
    total = sum(counts) if most is None else sum(min(int(most), count) for count in counts)
    load = pace.get("max_half_days")
    return total if load is None else min(total, int(load) // shortest)


def _starts(positions: list[int], apart: int) -> int:
    """How many starts fit in a week, each so far from the one before; taking the earliest each time is the
    most.
    """
    count, free_from = 0, -1
    for position in positions:
        if position >= free_from:
            count, free_from = count + 1, position + apart
    return count


def _kept_out_by_rotation(problem: Problem) -> frozenset[str]:
    least = problem.rule("rotation").get("not_within_days")
    if least is None or not is_on(problem, "rotation") or not problem.half_days:
        return frozenset()
    top, last_day = top_units(problem), problem.half_days[-1].date
    return frozenset(
        u.code
        for u in problem.units
        if u.last_inspected is not None
        and (last_day - u.last_inspected).days < int(least)
        and u.code not in top
        and not (u.open_findings is not None and u.open_findings > 0)
    )


def _clock(seed: int, unit: Unit) -> float:
    """An exponential waiting time with rate risk; infinite for risk 0."""
    digest = hashlib.sha256(f"{seed}:{unit.code}".encode()).digest()
    uniform = (int.from_bytes(digest[:8], "big") + 0.5) / 2.0**64
    return -math.log(uniform) / unit.risk if unit.risk > 0 else math.inf
