"""Rows of a register against what is registered: new bodies, filled gaps, and changes that are not allowed.

A body that changes its name, kind or parent is a new body with a new code from that day on; so an import
may only add bodies, end them, and fill in or mend what does not change who they are (place, sectors, notes).
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from lotrinh.method.faults import Fault
from lotrinh.office.registry.imports.read import Reading, Row
from lotrinh.office.registry.models import Register, Sector, Unit

IDENTITY = ("name", "kind", "type", "parent_code", "valid_from")
MENDABLE = ("valid_to", "lat", "lon", "gso_code", "place_note", "source", "sectors")


def known_units() -> dict[str, dict[str, Any]]:
    """Every registered body as an import row would write it, by code."""
    sectors: dict[int, list[str]] = {}
    links = Unit.sectors.through._default_manager.order_by("sector__key")
    for unit_id, key in links.values_list("unit_id", "sector__key"):
        sectors.setdefault(unit_id, []).append(key)
    rows = Unit.objects.values(
        "pk",
        "code",
        "register__key",
        "name",
        "kind",
        "type",
        "parent__code",
        "valid_from",
        "valid_to",
        "lat",
        "lon",
        "gso_code",
        "place_note",
        "source",
    )
    return {
        row["code"]: {
            **row,
            "register": row["register__key"],
            "parent_code": row["parent__code"] or "",
            "sectors": sectors.get(row["pk"], []),
        }
        for row in rows
    }


def check_register(reading: Reading) -> list[dict[str, Any]]:
    """Check every row; faults go to the reading. Returns rows as plain data with a 'change' each."""
    checker = _Checker(reading)
    return [plain for row in reading.rows if (plain := checker.check(row)) is not None]


class _Checker:
    """One pass over the rows of a file."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.known = known_units()
        self.registers = set(Register.objects.values_list("key", flat=True))
        self.sectors = set(Sector.objects.values_list("key", flat=True))
        self.in_file = {row.values["code"] for row in reading.rows if "code" in row.values}
        self.seen: dict[str, int] = {}

    def check(self, row: Row) -> dict[str, Any] | None:
        """The row as plain data, or None when it cannot be understood."""
        values = row.values
        code = values.get("code")
        if code is None:
            return None
        if code in self.seen:
            self._blame(
                row,
                "code",
                "code_twice",
                f"Mã trùng với dòng {self.seen[code]}.",
                f"The code stands in row {self.seen[code]} too.",
                code,
            )
        self.seen.setdefault(code, row.number)
        self._check_references(row)
        self._check_dates_and_place(row)
        plain = {key: _plain(value) for key, value in values.items()}
        change = self._change(row, self.known.get(code))
        return {**plain, "row": row.number, "change": change}

    def _check_references(self, row: Row) -> None:
        parent, register = row.values.get("parent_code"), row.values.get("register")
        if parent is not None and (
            parent == row.values["code"] or parent not in self.known.keys() | self.in_file
        ):
            self._blame(
                row,
                "parent_code",
                "unknown_parent",
                "Không có đơn vị cấp trên mang mã này.",
                "There is no parent with this code.",
                parent,
            )
        if register is not None and register not in self.registers and "register_name" not in row.values:
            self._blame(
                row,
                "register",
                "unknown_register",
                "Chưa có sổ này; hãy điền thêm tên sổ để lập sổ mới.",
                "There is no such register; give its name too to make one.",
                register,
            )
        for key in set(row.values.get("sectors", [])) - self.sectors:
            self._blame(
                row,
                "sectors",
                "unknown_sector",
                "Không có lĩnh vực mang khóa này.",
                "There is no sector with this key.",
                key,
            )

    def _check_dates_and_place(self, row: Row) -> None:
        start, end = row.values.get("valid_from"), row.values.get("valid_to")
        if start and end and end <= start:
            self._blame(
                row,
                "valid_to",
                "dates_reversed",
                "Ngày kết thúc phải sau ngày bắt đầu.",
                "The end must be later than the start.",
                str(end),
            )
        lat, lon = row.values.get("lat"), row.values.get("lon")
        if (lat is None) != (lon is None):
            self._blame(
                row,
                "lat" if lat is None else "lon",
                "half_a_place",
                "Phải có cả vĩ độ và kinh độ, hoặc để trống cả hai.",
                "Give both latitude and longitude, or neither.",
                "",
            )
        if lat is not None and lon is not None and not (8 <= lat <= 24 and 102 <= lon <= 118):
            self._blame(
                row,
                "lat",
                "place_abroad",
                "Tọa độ nằm ngoài Việt Nam; có thể vĩ độ và kinh độ bị đổi chỗ.",
                "The place lies outside Vietnam; latitude and longitude may be swapped.",
                f"{lat}, {lon}",
            )

    def _change(self, row: Row, known: dict[str, Any] | None) -> str:
        if known is None:
            return "new"
        for key in ("register", *IDENTITY):
            given = row.values.get(key, "")
            if given and given != known[key]:
                self._blame(
                    row,
                    key,
                    "another_unit",
                    "Mã đã thuộc đơn vị khác. Đổi tên, cấp, loại hay cấp trên thì phải lập mã mới.",
                    "The code belongs to another unit. A new name, kind, type or parent needs a new code.",
                    str(given),
                    str(known[key]),
                )
        differs = any(key in row.values and not _equal(row.values[key], known[key]) for key in MENDABLE)
        return "corrected" if differs else "same"

    def _blame(
        self, row: Row, column: str, code: str, vi: str, en: str, got: str, expected: str = ""
    ) -> None:
        where = self.reading.where(row.number, column)
        self.reading.blame(Fault(f"imports.{code}", where, vi, en, got, expected))


def _equal(given: Any, known: Any) -> bool:
    if isinstance(given, Decimal):
        return known is not None and float(given) == known
    return bool(given == known)


def _plain(value: Any) -> Any:
    return (
        str(value)
        if isinstance(value, Decimal)
        else value.isoformat()
        if isinstance(value, dt.date)
        else value
    )
