"""The problems that are measured: the two plans of Hanoi, and the same with teams, units, days doubled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from lotrinh.method.definitions import Library
from lotrinh.method.risk import assess_plan
from lotrinh.method.roadmap.compose import build_problem
from lotrinh.method.roadmap.draw import with_draw
from lotrinh.method.roadmap.problem import HalfDay, Problem, Team, Unit

SATURDAY = 5


def real(plan_key: str) -> Problem:
    """The problem of a plan with its own seed."""
    library = Library.open()
    plan = library.plan(plan_key)
    return with_draw(build_problem(library, plan, assess_plan(library, plan), adopted_on=None), plan.seed)


def grown(problem: Problem, *, teams: int = 1, units: int = 1, days: int = 1, seed: int = 1) -> Problem:
    """So many times as many teams, units, half days. Twice the days come with twice the team's half days.

    Copies are like their originals in everything but their names; counts of coverage grow with the units.
    """
    rules: dict[str, Mapping[str, Any]] = {**problem.rules}
    rules["coverage"] = _coverage(problem, units)
    most = problem.rule("pace").get("max_half_days")
    rules["pace"] = {**problem.rule("pace"), "max_half_days": None if most is None else most * days}
    rules["unannounced"] = {
        k: v for k, v in problem.rule("unannounced").items() if k not in ("count", "drawn", "seed")
    }
    halves = _longer(problem, days)
    cells = problem.meta.get("cells", {})
    copies = {_named(c, i): _named(g, i) for i in range(units) for c, g in cells.items()}
    made = replace(
        problem,
        teams=tuple(_team(t, i) for i in range(teams) for t in problem.teams),
        units=tuple(_unit(u, i) for i in range(units) for u in problem.units),
        half_days=halves, end=max(problem.end, halves[-1].date), rules=rules,
        meta={**problem.meta, "cells": copies},
    )  # fmt: skip
    return with_draw(made, seed)


def _coverage(problem: Problem, units: int) -> dict[str, Any]:
    rule = dict(problem.rule("coverage"))
    rule["minimum"] = {
        kind: {"count": s["count"] * units} if "count" in s else s for kind, s in rule["minimum"].items()
    }
    return rule


def _longer(problem: Problem, days: int) -> tuple[HalfDay, ...]:
    """Weekdays go on behind the last day."""
    found, day = list(problem.half_days), problem.half_days[-1].date
    while len(found) < days * len(problem.half_days):
        day += timedelta(days=1)
        if day.weekday() < SATURDAY:
            found += [HalfDay(day, "am"), HalfDay(day, "pm")]
    return tuple(found)


def _named(name: str, copy: int) -> str:
    return f"{name}~{copy}" if copy else name


def _team(team: Team, copy: int) -> Team:
    return replace(team, id=_named(team.id, copy), name=_named(team.name, copy))


def _unit(unit: Unit, copy: int) -> Unit:
    parent = None if unit.parent is None else _named(unit.parent, copy)
    return replace(unit, code=_named(unit.code, copy), name=_named(unit.name, copy), parent=parent)
