"""From a stored plan to a problem: definitions, risk marks and what people have recorded since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from lotrinh.method.definitions import Library, PlanDefinition
from lotrinh.method.registers import UnitFact
from lotrinh.method.roadmap.compose import Absence, UnitClosure, UnitMark, build_problem
from lotrinh.method.roadmap.problem import Problem
from lotrinh.office.planning.models import Closure, Plan, SelectionMark, TeamAbsence
from lotrinh.office.registry.models import RiskMark
from lotrinh.office.registry.queries import unit_facts

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StoredRisk:
    """What the problem needs of a risk mark."""

    unit_code: str
    score: Decimal
    low: Decimal
    high: Decimal
    last_inspected: date | None
    open_findings: int | None


def definition_of(plan: Plan) -> PlanDefinition:
    """The plan as it was loaded."""
    return PlanDefinition.model_validate(plan.definition)


def compose(library: Library, plan: Plan) -> Problem:
    """The problem of a plan as things stand now: risk, marks, closed days, absences, imported facts."""
    return build_problem(
        library,
        definition_of(plan),
        list(risk_of(plan)),
        adopted_on=plan.issued_on,
        closures=list(closures_of(plan)),
        marks=list(marks_of(plan)),
        absences=list(absences_of(plan)),
        unit_facts=facts_of(plan),
    )


def facts_of(plan: Plan) -> list[UnitFact]:
    """What the tables hold of the bodies of the plan's register."""
    return unit_facts(definition_of(plan).register_key)


def risk_of(plan: Plan) -> Iterator[StoredRisk]:
    """The risk mark that holds of each unit under this plan."""
    rows = RiskMark.objects.filter(plan_key=plan.key, current=True).order_by("unit__code")
    fields = ("unit__code", "score", "low", "high", "last_inspected", "open_findings")
    return (StoredRisk(*row) for row in rows.values_list(*fields))


def marks_of(plan: Plan) -> Iterator[UnitMark]:
    """The must and never marks in force."""
    rows = SelectionMark.objects.for_actions().filter(plan=plan, withdrawn_at=None).order_by("unit__code")
    for code, kind, reason in rows.values_list("unit__code", "kind", "reason"):
        yield UnitMark(code, "must" if kind == SelectionMark.MUST else "never", reason)


def closures_of(plan: Plan) -> Iterator[UnitClosure]:
    """Closed days of the register's units that touch the plan's period (half-open from here on)."""
    rows = Closure.objects.for_actions().filter(
        withdrawn_at=None,
        start__lte=plan.period_end,
        end__gte=plan.period_start,
        unit__register=plan.register,
    )
    for code, start, end, reason, kind in rows.values_list("unit__code", "start", "end", "reason", "kind"):
        yield UnitClosure(
            code, start, end + ONE_DAY, reason, "closed" if kind == Closure.CLOSED else "inspection"
        )


def absences_of(plan: Plan) -> Iterator[Absence]:
    """Days off of teams that people recorded (half-open from here on)."""
    rows = TeamAbsence.objects.for_actions().filter(plan=plan, withdrawn_at=None).order_by("team_id", "start")
    for team, start, end, reason in rows.values_list("team_id", "start", "end", "reason"):
        yield Absence(team, start, end + ONE_DAY, reason)
