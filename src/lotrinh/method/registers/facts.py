"""What people recorded of the bodies of a register since it was defined, laid over the register.

A fact that says nothing (None, no sector) takes nothing away: the definition's word then stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lotrinh.method.registers.register import IMPORTED_POINT, PARENT_POINT, Register, RegisterUnit

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class UnitFact:
    """One body as it is recorded; lat, lon in degrees. Name, kind and parent count for new bodies."""

    code: str
    name: str
    kind: str
    type: str
    parent: str | None
    valid_from: date
    valid_to: date | None = None
    lat: float | None = None
    lon: float | None = None
    sectors: tuple[str, ...] = ()
    gso_code: str = ""

    @property
    def point(self) -> Point | None:
        """Its own coordinates, if both are known."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)


@dataclass(frozen=True, slots=True)
class Overlay:
    """The register with the facts laid over; changed: what differs from the definition, by unit code."""

    register: Register
    changed: Mapping[str, tuple[str, ...]]


def overlay(register: Register, facts: Iterable[UnitFact]) -> Overlay:
    """Mended and new bodies; the register itself when no fact differs from it."""
    ordered = sorted(facts, key=lambda fact: fact.code)
    units, changed = dict(register.units), dict[str, tuple[str, ...]]()
    for fact in ordered:
        values = _values(fact, units.get(fact.code))
        if fact.code not in units:
            units[fact.code], changed[fact.code] = _new(fact, register.key), ("unit",)
        elif values:
            units[fact.code], changed[fact.code] = replace(units[fact.code], **values), _names(values)
    if not changed:
        return Overlay(register, {})
    placed = [_by_parent(unit, units, changed) for unit in units.values()]
    return Overlay(Register(register.key, register.reads_from, placed, register.successions()), changed)


def _values(fact: UnitFact, unit: RegisterUnit | None) -> dict[str, Any]:
    """What the fact says otherwise than the unit."""
    values: dict[str, Any] = {}
    if unit is None:
        return values
    if fact.point is not None and fact.point != (unit.lat, unit.lon):
        values |= {"lat": fact.lat, "lon": fact.lon, "planned_at": fact.point, "place_note": IMPORTED_POINT}
    if fact.valid_to is not None and fact.valid_to != unit.valid_to:
        values["valid_to"] = fact.valid_to
    if fact.sectors and set(fact.sectors) != set(unit.sectors):
        values["sectors"] = tuple(sorted(fact.sectors))
    if fact.gso_code and fact.gso_code != unit.gso_code:
        values["gso_code"] = fact.gso_code
    return values


def _names(values: Mapping[str, Any]) -> tuple[str, ...]:
    kinds = {"lat": "place", "valid_to": "valid_to", "sectors": "sectors", "gso_code": "gso_code"}
    return tuple(name for key, name in kinds.items() if key in values)


def _new(fact: UnitFact, register: str) -> RegisterUnit:
    return RegisterUnit(
        code=fact.code,
        name=fact.name,
        kind=fact.kind,
        type=fact.type,
        parent=fact.parent,
        valid_from=fact.valid_from,
        valid_to=fact.valid_to,
        lat=fact.lat,
        lon=fact.lon,
        place_note=IMPORTED_POINT if fact.point else "",
        sectors=tuple(sorted(fact.sectors)),
        gso_code=fact.gso_code,
        register=register,
        planned_at=fact.point,
    )


def _by_parent(
    unit: RegisterUnit, units: Mapping[str, RegisterUnit], changed: Mapping[str, tuple[str, ...]]
) -> RegisterUnit:
    """A body planned at its parent's point goes with it when that point was brought, or when it is new."""
    parent = units.get(unit.parent) if unit.parent else None
    if parent is None or parent.lat is None or parent.lon is None:
        return unit
    moved = unit.place_note == PARENT_POINT and "place" in changed.get(parent.code, ())
    if not moved and unit.planned_at is not None:
        return unit
    return replace(unit, planned_at=(parent.lat, parent.lon), place_note=PARENT_POINT)
