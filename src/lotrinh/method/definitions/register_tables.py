"""Rows of register tables become units: their sectors, and where a unit without a point is planned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lotrinh.method.definitions.models import (
    RegisterHeader,
    RegisterTable,
    SectorDuty,
    SuccessionRow,
    UnitRow,
)
from lotrinh.method.registers import RegisterUnit, Succession
from lotrinh.method.registers.register import ASSUMED_POINT, PARENT_POINT

if TYPE_CHECKING:
    from lotrinh.method.definitions.library import Library

Point = tuple[float, float]


def register_units(
    library: Library, header: RegisterHeader, duties: tuple[SectorDuty, ...]
) -> list[RegisterUnit]:
    """Every unit of the register, in the order of its tables."""
    tables = [(table, library.table(UnitRow, "registers", header.key, table.file)) for table in header.tables]
    points = {row.code: p for _, rows in tables for row in rows if (p := _point(row)) is not None}
    out: list[RegisterUnit] = []
    for table, rows in tables:
        by_unit, by_kind = _fields(duties, table)
        for row in rows:
            sectors = tuple(dict.fromkeys(by_unit.get(row.code, ()) + by_kind))
            out.append(_unit(row, table, header.key, sectors, points))
    return out


def succession(row: SuccessionRow) -> Succession:
    """The row as a pair."""
    return Succession(row.predecessor, row.successor, row.date, row.extent, row.mark, row.note, row.source)


def _point(row: UnitRow) -> Point | None:
    return None if row.lat is None or row.lon is None else (row.lat, row.lon)


def _fields(
    duties: tuple[SectorDuty, ...], table: RegisterTable
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Sectors by unit code, and sectors of every unit of the table's kind."""
    by_unit: dict[str, tuple[str, ...]] = {}
    for duty in duties:
        for code in duty.units:
            by_unit[code] = (*by_unit.get(code, ()), duty.sector)
    return by_unit, tuple(d.sector for d in duties if table.kind in d.kinds)


def _planned_at(row: UnitRow, table: RegisterTable, points: Mapping[str, Point]) -> tuple[Point | None, str]:
    """The unit's own point, its parent's, or the one that the register assumes for the kind; and the note."""
    if row.code in points:
        return points[row.code], ""
    if row.parent and row.parent in points:
        return points[row.parent], PARENT_POINT
    if table.assumed_place and table.assumed_place in points:
        return points[table.assumed_place], ASSUMED_POINT
    return None, ""


def _unit(
    row: UnitRow, table: RegisterTable, register: str, sectors: tuple[str, ...], points: Mapping[str, Point]
) -> RegisterUnit:
    planned_at, note = _planned_at(row, table, points)
    return RegisterUnit(
        code=row.code,
        name=row.name,
        kind=table.kind,
        type=row.type,
        parent=row.parent,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        lat=row.lat,
        lon=row.lon,
        place_note=note,
        sectors=sectors,
        gso_code=row.gso_code,
        register=register,
        area_km2=row.area_km2,
        population=row.population,
        head_office=row.head_office,
        mark=row.mark,
        note=row.note,
        source=row.source,
        planned_at=planned_at,
    )
