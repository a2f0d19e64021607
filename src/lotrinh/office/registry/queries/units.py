"""Bodies: filtered, as of a day, in the Vietnamese order of names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, IntegerField, Prefetch, Value, When
from django.db.models.functions import Coalesce

from lotrinh.office.registry.models import Kind, Register, Sector, Unit, UnitQuerySet
from lotrinh.office.registry.policies import may_read_units

SORTS = {
    "name": ("sort_key", "code"),
    "-name": ("-sort_key", "-code"),
    "parent": ("order_parent", "sort_key", "code"),
    "-parent": ("-order_parent", "sort_key", "code"),
    "kind": ("tier", "sort_key", "code"),
    "-kind": ("-tier", "sort_key", "code"),
    "since": ("valid_from", "sort_key", "code"),
    "-since": ("-valid_from", "sort_key", "code"),
}


@dataclass(frozen=True)
class UnitWish:
    """What somebody looks for; empty parts ask for nothing. as_of None means at any time."""

    words: str = ""
    register: str = ""
    kind: str = ""
    parent: str = ""
    sector: str = ""
    as_of: dt.date | None = None
    sort: str = "name"


def found_units(actor: Any, wish: UnitWish) -> UnitQuerySet:
    """Bodies that fit the wish, with parent, register and sectors at hand; none without the right."""
    if not may_read_units(actor):
        return Unit.objects.none()
    units = Unit.objects.matching(wish.words)
    if wish.as_of:
        units = units.as_of(wish.as_of)
    if wish.register:
        units = units.filter(register__key=wish.register)
    if wish.kind:
        units = units.filter(kind=wish.kind)
    elif wish.register != "provinces":
        units = units.exclude(kind=Kind.PROVINCE)
    if wish.parent:
        units = units.filter(parent__code=wish.parent)
    if wish.sector:
        units = units.filter(sectors__key=wish.sector)
    return (
        _sorted(units, wish.sort)
        .select_related("parent", "register")
        .prefetch_related(Prefetch("sectors", Sector.objects.order_by("position")))
    )


def _sorted(units: UnitQuerySet, sort: str) -> UnitQuerySet:
    order = SORTS.get(sort, SORTS["name"])
    if "tier" in order[0]:
        units = units.alias(tier=_tier())
    if "order_parent" in order[0]:
        units = units.alias(order_parent=Coalesce(F("parent__sort_key"), F("sort_key")))
    return units.order_by(*order)


def _tier() -> Any:
    """Departments, districts, communes, provinces, in this order."""
    tiers = [Kind.DEPARTMENT, Kind.DISTRICT, Kind.COMMUNE, Kind.PROVINCE]
    cases = [When(kind=kind, then=Value(place)) for place, kind in enumerate(tiers)]
    return Case(*cases, default=Value(9), output_field=IntegerField())


def unit_by_code(actor: Any, code: str) -> Unit | None:
    """One body with its parent, register and sectors; None when there is none or it may not be read."""
    if "\0" in code or not may_read_units(actor):
        return None
    units = Unit.objects.select_related("parent", "register").prefetch_related("sectors")
    return units.filter(code=code).first()


def default_day(register: str, today: dt.date) -> dt.date:
    """Today, unless the register has no body today: then the first day it knows."""
    if not register or Unit.objects.filter(register__key=register).as_of(today).exists():
        return today
    known = Register.objects.filter(key=register).values_list("valid_from", flat=True).first()
    return known or today


def filter_choices(as_of: dt.date | None) -> dict[str, Any]:
    """What the filters offer: registers, sectors, and the districts of the day."""
    districts = Unit.objects.filter(kind=Kind.DISTRICT).in_name_order()
    return {
        "registers": list(Register.objects.all()),
        "sectors": list(Sector.objects.all()),
        "kinds": Kind.choices,
        "districts": list((districts.as_of(as_of) if as_of else districts).values_list("code", "name")),
    }
