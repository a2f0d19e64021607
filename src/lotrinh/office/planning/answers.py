"""Between stored rows and the method's problem and answer: no judgement here, only translation."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from lotrinh.method.roadmap.answer import Roadmap as Answer
from lotrinh.method.roadmap.answer import Visit as AnswerVisit
from lotrinh.method.roadmap.problem import HalfDay, Problem

if TYPE_CHECKING:
    from lotrinh.office.planning.models import Roadmap


def problem_of(roadmap: Roadmap) -> Problem:
    """The problem as it was set."""
    return Problem.from_dict(roadmap.problem)


def answer_of(roadmap: Roadmap) -> Answer:
    """The answer as it stands."""
    return Answer.from_dict(roadmap.answer)


def digest_of(problem: Mapping[str, Any], answer: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of problem and answer: what adoption freezes."""
    text = json.dumps(
        [problem, answer], sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str
    )
    return hashlib.sha256(text.encode()).hexdigest()


def slot_span(problem: Problem, start: HalfDay, duration: int) -> HalfDay | None:
    """The last half day of a visit that starts here, None when it would leave the working days of
    that week.
    """
    try:
        first = problem.half_days.index(start)
    except ValueError:
        return None
    last = first + duration - 1
    if last >= len(problem.half_days) or problem.half_days[last].week != start.week:
        return None
    return problem.half_days[last]


def with_visit(answer: Answer, unit: str, team: str, start: HalfDay, end: HalfDay) -> Answer:
    """The same answer with one visit elsewhere; its old reasons no longer hold, so they go."""
    visits = tuple(
        AnswerVisit(unit, team, start, end, v.announced) if v.unit == unit else v for v in answer.visits
    )
    return dataclasses.replace(answer, visits=visits, status="manual")


def names_of(problem: Problem) -> dict[str, str]:
    """Unit code → name."""
    return {u.code: u.name for u in problem.units}


def moved(before: Iterable[AnswerVisit], after: Iterable[AnswerVisit]) -> list[dict[str, Any]]:
    """What differs between two lists of visits: kind is added | removed | moved, with both places."""
    old, new = {v.unit: v for v in before}, {v.unit: v for v in after}
    out: list[dict[str, Any]] = []
    for unit in sorted(old.keys() | new.keys()):
        was, now = old.get(unit), new.get(unit)
        if was is None or now is None:
            out.append({"unit": unit, "kind": "added" if was is None else "removed", "was": was, "now": now})
        elif (was.team, was.start) != (now.team, now.start):
            out.append({"unit": unit, "kind": "moved", "was": was, "now": now})
    return out
