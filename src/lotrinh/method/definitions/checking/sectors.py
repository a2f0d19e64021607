"""Sectors: each key once; duties name known sectors, units and sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lotrinh.method.definitions.checking.references import duplicate, unknown, unknown_in
from lotrinh.method.definitions.library import Library
from lotrinh.method.definitions.models import SectorDuties, Sectors
from lotrinh.method.faults import Fault


def check_sectors(library: Library) -> Iterator[Fault]:
    """sectors.yaml and the duties of each register."""
    document = library.document("sectors", "sectors.yaml")
    seen: dict[str, str] = {}
    for i, sector in enumerate(library.read(Sectors, "sectors", "sectors.yaml").sectors):
        where = document.where("sectors", i, "key")
        if sector.key in seen:
            yield duplicate(where, sector.key, seen[sector.key])
        seen.setdefault(sector.key, where)
    for name in library.files("sectors"):
        if name != "sectors.yaml":
            yield from _duties(library, Path(name).stem)


def _duties(library: Library, register: str) -> Iterator[Fault]:
    document = library.document("sectors", f"{register}.yaml")
    duties = library.read(SectorDuties, "sectors", f"{register}.yaml")
    if duties.register_key not in library.registers() or duties.register_key != register:
        yield unknown("register", document.where("register"), duties.register_key, register)
        return
    yield from unknown_in(document, {"sector"}, library.sectors, "sector")
    yield from unknown_in(document, {"units"}, library.register(register).units, "unit")
    yield from unknown_in(document, {"source"}, library.sources, "source")
