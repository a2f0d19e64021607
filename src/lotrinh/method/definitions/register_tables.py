"""Rows of register tables become units: sectors from the duties, and where a unit without a point is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotrinh.method.definitions.models import RegisterHeader, RegisterTable, SectorDuty, SuccessionRow, UnitRow
from lotrinh.method.registers import RegisterUnit, Succession
from lotrinh.method.registers.register import ASSUMED_POINT, PARENT_POINT

if TYPE_CHECKING:
    from lotrinh.method.definitions.library import Library

Point = tuple[float | None, float | None, str]


def register_units(library: Library, header: RegisterHeader, duties: tuple[SectorDuty, ...]) -> list[RegisterUnit]:
    """Every unit of the register, in the order of its tables."""
    out: list[RegisterUnit] = []
    for table in header.tables:
        rows = library.table(UnitRow, "registers", header.key, table.file)
        by_unit, by_kind = _fields(duties, table)
        for row in rows:
            sectors = by_unit.get(row.code, ()) + by_kind
            out.append(_unit(row, table, header.key, tuple(dict.fromkeys(sectors))))
    return out


def succession(row: SuccessionRow) -> Succession:
    """The row as a pair."""
    return Succession(row.predecessor, row.successor, row.date, row.extent, row.mark, row.note, row.source)


def _fields(duties: tuple[SectorDuty, ...], table: RegisterTable) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Sectors by unit code, and sectors of every unit of the table's kind."""
    by_unit: dict[str, tuple[str, ...]] = {}
    for duty in duties:
        for code in duty.units:
            by_unit[code] = (*by_unit.get(code, ()), duty.sector)
    return by_unit, tuple(d.sector for d in duties if table.kind in d.kinds)


def _unit(row: UnitRow, table: RegisterTable, register: str, sectors: tuple[str, ...]) -> RegisterUnit:
    note = ""
    if row.lat is None and row.parent:
        note = PARENT_POINT
    elif row.lat is None and table.assumed_place:
        note = ASSUMED_POINT
    return RegisterUnit(
        code=row.code, name=row.name, kind=table.kind, type=row.type, parent=row.parent,
        valid_from=row.valid_from, valid_to=row.valid_to, lat=row.lat, lon=row.lon, place_note=note,
        sectors=sectors, gso_code=row.gso_code, register=register, area_km2=row.area_km2,
        population=row.population, head_office=row.head_office, mark=row.mark, note=row.note, source=row.source,
    )  # fmt: skip
