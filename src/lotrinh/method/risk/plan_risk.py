"""The risk of the bodies of a plan: its register, its profile, its day, its weights."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lotrinh.method.definitions import Library, PlanDefinition
from lotrinh.method.registers import Register, RegisterUnit
from lotrinh.method.risk.assess import assess
from lotrinh.method.risk.observations import Observation
from lotrinh.method.risk.profile import read_profile
from lotrinh.method.risk.results import RiskResult
from lotrinh.method.risk.tables import read_observations
from lotrinh.method.risk.units import Ancestor, RiskUnit


def assess_plan(
    library: Library,
    plan: PlanDefinition,
    observations: Iterable[Observation] | None = None,
    *,
    as_of: date | None = None,
) -> list[RiskResult]:
    """Every body of the plan's register, with what was published by ``as_of`` (the plan's own date by default).

    observations: None reads the published tables of the library.
    """
    profile = read_profile(library, plan.risk.profile)
    known = read_observations(library.root) if observations is None else observations
    return assess(
        profile, plan_units(library, plan), known, as_of=as_of or plan.date, weights=plan.risk.weights,
        sector_names=sector_names(library),
    )  # fmt: skip


def plan_units(library: Library, plan: PlanDefinition) -> list[RiskUnit]:
    """The bodies of the plan's register as of its day, with the bodies they continue."""
    register = library.register(plan.register_key)
    others = [library.register(key) for key in library.registers() if key != plan.register_key]
    return [_unit(unit, register, others) for unit in register.units_as_of(plan.register_as_of)]


def sector_names(library: Library) -> dict[str, tuple[str, str]]:
    """Sector key to its names, Vietnamese and English."""
    return {key: (s.name_vi, s.name_en) for key, s in library.sectors.items()}


def _unit(unit: RegisterUnit, register: Register, others: list[Register]) -> RiskUnit:
    before = dict.fromkeys(s.predecessor for s in register.predecessors(unit.code))
    ancestors = tuple(_ancestor(unit, register, code, others) for code in before)
    return RiskUnit(
        unit.code, unit.name, unit.kind, tuple(unit.sectors), f"{register.key}/{unit.kind}", ancestors
    )


def _ancestor(unit: RegisterUnit, register: Register, code: str, others: list[Register]) -> Ancestor:
    """Same body: the only predecessor, whole, with no other successor, under the same name."""
    home = next((r for r in others if code in r.units), None)
    name = home.unit(code).name if home else ""
    kind = home.unit(code).kind if home else ""
    into, of = register.successors(code), register.predecessors(unit.code)
    whole = all(s.extent == "whole" for s in [*into, *of])
    same = len(into) == 1 and len(of) == 1 and whole and name == unit.name
    return Ancestor(code, name, f"{home.key}/{kind}" if home else "", same)
