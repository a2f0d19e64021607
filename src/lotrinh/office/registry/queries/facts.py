"""The bodies of a register as plain facts, for the computing side."""

from __future__ import annotations

from lotrinh.method.registers import UnitFact
from lotrinh.office.registry.models import Unit


def unit_facts(register: str) -> list[UnitFact]:
    """What is recorded of every body of a register, imports included."""
    links = Unit.sectors.through._default_manager.filter(unit__register__key=register)
    sectors: dict[int, list[str]] = {}
    for unit_id, key in links.order_by("sector__key").values_list("unit_id", "sector__key"):
        sectors.setdefault(unit_id, []).append(key)
    fields = (
        "code", "name", "kind", "type", "parent__code", "valid_from", "valid_to", "lat", "lon", "gso_code",
        "pk",
    )  # fmt: skip
    rows = Unit.objects.filter(register__key=register).order_by("code").values_list(*fields)
    return [
        UnitFact(code, name, kind, type_, parent, start, end, lat, lon, tuple(sectors.get(pk, ())), gso)
        for code, name, kind, type_, parent, start, end, lat, lon, gso, pk in rows
    ]
