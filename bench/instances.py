"""The problems that are timed: both plans of Hanoi as they are, and grown in teams, units and days."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from lotrinh.method.definitions import Library
from lotrinh.method.risk import assess_plan
from lotrinh.method.roadmap.compose import build_problem
from lotrinh.method.roadmap.draw import with_draw
from lotrinh.method.roadmap.problem import HalfDay, Problem, Unit

SEED = 155


def of_plan(key: str) -> Problem:
    """The problem of a plan with the published tables, drawn with the plan's own seed."""
    library = Library.open()
    plan = library.plan(key)
    problem = build_problem(library, plan, assess_plan(library, plan), adopted_on=plan.date)
    return with_draw(problem, plan.seed)


def twice_the_teams(problem: Problem) -> Problem:
    """Every team stands twice."""
    return replace(problem, teams=problem.teams + tuple(replace(t, id=f"{t.id}-2") for t in problem.teams))


def twice_the_units(problem: Problem) -> Problem:
    """Every unit stands twice, the copies under copied parents; minimum counts stay, shares grow along."""
    cells = dict(problem.meta.get("cells", {}))
    copies = tuple(_copy(unit) for unit in problem.units)
    cells |= {f"{code}-2": f"{cell}-2" for code, cell in problem.meta.get("cells", {}).items()}
    return replace(problem, units=problem.units + copies, meta={**problem.meta, "cells": cells})


def _copy(unit: Unit) -> Unit:
    return replace(unit, code=f"{unit.code}-2", parent=f"{unit.parent}-2" if unit.parent else None)


def twice_the_days(problem: Problem) -> Problem:
    """The period twice as long: the same weeks once more after its end."""
    shift = timedelta(weeks=(problem.end - problem.start).days // 7 + 1)
    later = tuple(HalfDay(h.date + shift, h.part) for h in problem.half_days)
    return replace(problem, end=problem.end + shift, half_days=problem.half_days + later)
