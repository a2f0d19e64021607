"""Write the rows of a register that people brought."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from lotrinh.method.faults import Fault, Faults
from lotrinh.method.text import fold, sort_key
from lotrinh.office.registry.imports.registers import IDENTITY, known_units
from lotrinh.office.registry.models import Register, Sector, Unit

BATCH = 500
_MENDED = ["valid_to", "lat", "lon", "gso_code", "place_note", "source"]


@transaction.atomic
def record_units(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Add new bodies and mend known ones; the rows were checked before, and who they are is checked again."""
    known = known_units()
    registers = _registers(rows)
    new = [row for row in rows if row["code"] not in known]
    _refuse_others(rows, known)
    _add(new, registers)
    mended = _mend([row for row in rows if row["code"] in known and row["change"] != "same"])
    _link_sectors([row for row in rows if row["change"] != "same"])
    return {"new": len(new), "corrected": mended}


def _registers(rows: list[dict[str, Any]]) -> dict[str, Register]:
    found = {register.key: register for register in Register.objects.all()}
    for row in rows:
        if row["register"] not in found:
            found[row["register"]] = Register.objects.create(
                key=row["register"], name_vi=row["register_name"], source=row["source"]
            )
    return found


def _refuse_others(rows: list[dict[str, Any]], known: dict[str, dict[str, Any]]) -> None:
    """Somebody may have registered another body under the code since the preview."""
    for row in rows:
        held = known.get(row["code"])
        if held and any(row.get(key) and str(row[key]) != str(held[key]) for key in IDENTITY):
            raise Faults(
                Fault(
                    "imports.another_unit",
                    row["code"],
                    "Mã này đã thuộc về một đơn vị khác. Hãy nạp lại tệp.",
                    "The code belongs to another unit by now. Bring the file again.",
                    row["name"],
                    held["name"],
                )
            )


def _add(rows: list[dict[str, Any]], registers: dict[str, Register]) -> None:
    Unit.objects.bulk_create([_unit(row, registers[row["register"]]) for row in rows], BATCH)
    ids = dict(Unit.objects.values_list("code", "pk"))
    children = [
        Unit(pk=ids[row["code"]], parent_id=ids[row["parent_code"]]) for row in rows if row.get("parent_code")
    ]
    Unit.objects.bulk_update(children, ["parent"], BATCH)


def _unit(row: dict[str, Any], register: Register) -> Unit:
    return Unit(
        code=row["code"],
        register=register,
        name=row["name"],
        folded=fold(row["name"]),
        type=row.get("type", ""),
        sort_key=sort_key(row["name"]),
        kind=row["kind"],
        valid_from=dt.date.fromisoformat(row["valid_from"]),
        position=row["row"],
        **_details(row),
    )


def _details(row: dict[str, Any]) -> dict[str, Any]:
    end = row.get("valid_to")
    return {
        "valid_to": dt.date.fromisoformat(end) if end else None,
        "lat": float(row["lat"]) if "lat" in row else None,
        "lon": float(row["lon"]) if "lon" in row else None,
        "gso_code": row.get("gso_code", ""),
        "place_note": row.get("place_note", ""),
        "source": row["source"],
    }


def _mend(rows: list[dict[str, Any]]) -> int:
    """What a row leaves empty stays as it is: an empty cell takes nothing away."""
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=[row["code"] for row in rows])}
    for row in rows:
        details = _details(row)
        for name in _MENDED:
            if name in row:
                setattr(units[row["code"]], name, details[name])
        if "lat" in row and "place_note" not in row:
            units[row["code"]].place_note = ""
    return Unit.objects.bulk_update(units.values(), _MENDED, BATCH) if units else 0


def _link_sectors(rows: list[dict[str, Any]]) -> None:
    given = {row["code"]: row["sectors"] for row in rows if "sectors" in row}
    ids = dict(Unit.objects.filter(code__in=given).values_list("code", "pk"))
    sectors = dict(Sector.objects.values_list("key", "pk"))
    link = Unit.sectors.through
    link._default_manager.filter(unit_id__in=ids.values()).delete()
    link._default_manager.bulk_create(
        [link(unit_id=ids[code], sector_id=sectors[key]) for code, keys in given.items() for key in keys],
        BATCH,
    )
