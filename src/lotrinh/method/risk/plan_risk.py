"""The risk of the bodies of a plan: its register, its profile, its day, its weights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from math import ceil

from lotrinh.method.definitions import Library, PlanDefinition
from lotrinh.method.registers import Register, RegisterUnit, UnitFact, overlay
from lotrinh.method.risk.assess import assess
from lotrinh.method.risk.focus import FocusField, focus_fields
from lotrinh.method.risk.observations import Observation
from lotrinh.method.risk.profile import RiskProfile, read_profile
from lotrinh.method.risk.results import RiskResult
from lotrinh.method.risk.stability import Stability, stability
from lotrinh.method.risk.tables import read_observations
from lotrinh.method.risk.units import Ancestor, RiskUnit


def assess_plan(
    library: Library,
    plan: PlanDefinition,
    observations: Iterable[Observation] | None = None,
    *,
    as_of: date | None = None,
    unit_facts: Iterable[UnitFact] = (),
) -> list[RiskResult]:
    """Every body of the plan's register, with what was published by ``as_of`` (the plan's own date by
    default).

    observations: None reads the published tables of the library. unit_facts: what people recorded of the
    bodies since, new ones included.
    """
    profile = read_profile(library, plan.risk.profile)
    known = published(library, profile) if observations is None else observations
    return assess(
        profile,
        plan_units(library, plan, unit_facts),
        known,
        as_of=as_of or plan.date,
        weights=plan.risk.weights,
        sector_names=sector_names(library),
    )


def published(library: Library, profile: RiskProfile) -> list[Observation]:
    """The published tables of the library; of PAPI only the years whose names the mapping fits."""
    years = profile.mapping.valid_years
    return read_observations(library.root, papi_years=tuple(range(years["from"], years["to"] + 1)))


def chosen_sizes(plan: PlanDefinition, results: Iterable[RiskResult]) -> dict[str, int]:
    """How many bodies of each kind the plan must visit at least; shares are rounded up."""
    counts: dict[str, int] = {}
    for result in results:
        counts[result.kind] = counts.get(result.kind, 0) + 1
    minimum = plan.rules.coverage.minimum
    return {
        kind: amount.count
        if amount.count is not None
        else ceil(Fraction(str(amount.share)) * counts.get(kind, 0))
        for kind, amount in minimum.items()
    }


def plan_units(library: Library, plan: PlanDefinition, unit_facts: Iterable[UnitFact] = ()) -> list[RiskUnit]:
    """The bodies of the plan's register as of its day, with the bodies they continue."""
    register = overlay(library.register(plan.register_key), unit_facts).register
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


def plan_stability(
    library: Library,
    plan: PlanDefinition,
    results: Sequence[RiskResult],
    *,
    seed: int | None = None,
    draws: int | None = None,
) -> list[Stability]:
    """How firm the ranks of a plan are; its own seed and the profile's draws unless others are given."""
    settings = read_profile(library, plan.risk.profile).stability
    return stability(
        results,
        chosen_sizes(plan, results),
        plan.seed if seed is None else seed,
        draws or settings.draws,
        weight_sigma=float(settings.weight_sigma),
    )


def plan_focus(
    library: Library, profile: RiskProfile, plan: PlanDefinition, *, year: int | None = None
) -> list[FocusField]:
    """The plan's focus fields by PAPI of a year: by default the newest published by the plan's date."""
    known = [o for o in published(library, profile) if o.index == "papi" and o.known_by(plan.date)]
    chosen = year if year is not None else max((o.year for o in known), default=0)
    return focus_fields(profile, known, plan.focus_fields, year=chosen, names=sector_names(library))
