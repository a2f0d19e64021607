"""Rows of index results against the register: whom each is about, and whether it says anything new."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lotrinh.method.faults import Fault
from lotrinh.office.registry.imports.read import Reading, Row
from lotrinh.office.registry.models import IndexResult, Unit


@dataclass(frozen=True)
class KnownUnit:
    """A body of the register as an import sees it."""

    pk: int
    code: str
    name: str
    valid_from: dt.date
    valid_to: dt.date | None

    def existed_in(self, year: int) -> bool:
        """Whether it existed on some day of the year."""
        return self.valid_from.year <= year and (self.valid_to is None or self.valid_to > dt.date(year, 1, 1))


class Names:
    """Bodies by code and by name, regardless of case."""

    def __init__(self, units: Iterable[KnownUnit]) -> None:
        self.by_code: dict[str, KnownUnit] = {}
        self.by_name: dict[str, list[KnownUnit]] = defaultdict(list)
        for unit in units:
            self.by_code[unit.code] = unit
            self.by_name[unit.name.casefold()].append(unit)

    @classmethod
    def read(cls) -> Names:
        """All bodies, in one query."""
        fields = ("pk", "code", "name", "valid_from", "valid_to")
        return cls(KnownUnit(*row) for row in Unit.objects.order_by("code").values_list(*fields))

    def called(self, name: str, year: int | None) -> list[KnownUnit]:
        """Bodies of that name that existed in the year, else in the next one, else at any time."""
        found = self.by_name.get(name.casefold(), [])
        for then in (year, year + 1) if year else ():
            if existing := [unit for unit in found if unit.existed_in(then)]:
                return existing
        return found


def check_index_results(reading: Reading) -> list[dict[str, Any]]:
    """Resolve and check every row; faults go to the reading. Returns rows as plain data."""
    names = Names.read()
    seen: dict[tuple[Any, ...], int] = {}
    out: list[dict[str, Any]] = []
    for row in reading.rows:
        unit = _unit_of(row, names, reading)
        _check_figures(row, reading)
        if unit is None or "index" not in row.values or "year" not in row.values:
            continue
        key = (unit.code, row.values["index"], row.values["year"], row.values.get("component", ""))
        if key in seen:
            reading.blame(_twice(reading, row, seen[key]))
        seen.setdefault(key, row.number)
        out.append({**_plain(row.values), "unit_code": unit.code, "unit_name": unit.name, "row": row.number})
    return out


def _unit_of(row: Row, names: Names, reading: Reading) -> KnownUnit | None:
    code, name = row.values.get("unit_code"), row.values.get("unit_name")
    if code is not None:
        return _unit_by_code(row, code, name, names, reading)
    if name is None:
        reading.blame(
            Fault(
                "imports.no_unit",
                reading.where(row.number, "unit_name"),
                "Dòng không nêu mã hay tên đơn vị.",
                "The row names no unit, neither by code nor by name.",
                "",
                "hn.d005",
            )
        )
        return None
    found = names.called(name, row.values.get("year"))
    if len(found) == 1:
        return found[0]
    reading.blame(_unclear_name(reading, row, name, found))
    return None


def _unit_by_code(row: Row, code: str, name: str | None, names: Names, reading: Reading) -> KnownUnit | None:
    unit = names.by_code.get(code)
    if unit is None:
        reading.blame(
            Fault(
                "imports.unknown_unit",
                reading.where(row.number, "unit_code"),
                "Không có đơn vị mang mã này trong sổ đăng ký.",
                "The register has no unit with this code.",
                code,
                "",
            )
        )
    elif name is not None and name.casefold() != unit.name.casefold():
        reading.blame(
            Fault(
                "imports.code_and_name_differ",
                reading.where(row.number, "unit_name"),
                "Tên không khớp với mã. Hãy sửa tên hoặc mã.",
                "The name does not fit the code. Mend one of them.",
                f"{code}: {name}",
                unit.name,
            )
        )
    return unit


def _unclear_name(reading: Reading, row: Row, name: str, found: list[KnownUnit]) -> Fault:
    where = reading.where(row.number, "unit_name")
    if not found:
        return Fault(
            "imports.unknown_name",
            where,
            "Không có đơn vị mang đúng tên này. Hãy điền mã đơn vị.",
            "No unit has exactly this name. Give the unit's code.",
            name,
            "",
        )
    codes = ", ".join(unit.code for unit in found[:6])
    return Fault(
        "imports.name_of_many",
        where,
        "Có nhiều đơn vị cùng tên. Hãy điền mã đơn vị.",
        "Several units have this name. Give the unit's code.",
        name,
        codes,
    )


def _check_figures(row: Row, reading: Reading) -> None:
    value, maximum = row.values.get("value"), row.values.get("maximum")
    if value is not None and maximum is not None and value > maximum:
        reading.blame(
            Fault(
                "imports.above_maximum",
                reading.where(row.number, "value"),
                "Giá trị lớn hơn điểm tối đa.",
                "The value is above the highest possible.",
                str(value),
                f"≤ {maximum}",
            )
        )
    if value is not None and value != round(value, 6):
        reading.blame(
            Fault(
                "imports.too_precise",
                reading.where(row.number, "value"),
                "Nhiều hơn sáu chữ số thập phân.",
                "More than six decimal places.",
                str(value),
                str(round(value, 6)),
            )
        )
    if row.values.get("rank") == 0:
        reading.blame(
            Fault(
                "imports.rank_zero",
                reading.where(row.number, "rank"),
                "Thứ hạng bắt đầu từ 1.",
                "Ranks begin with 1.",
                "0",
                "≥ 1",
            )
        )


def _twice(reading: Reading, row: Row, first: int) -> Fault:
    return Fault(
        "imports.row_twice",
        f"{reading.table}!{row.number}",
        f"Trùng đơn vị, chỉ số, năm và thành phần với dòng {first}. Hãy bỏ một dòng.",
        f"The same unit, index, year and component as row {first}. Remove one of them.",
        "",
        "",
    )


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """As it can wait in JSON: decimals and dates as text."""
    return {
        key: str(value)
        if isinstance(value, Decimal)
        else value.isoformat()
        if isinstance(value, dt.date)
        else value
        for key, value in values.items()
    }


def as_result(row: dict[str, Any], unit_ids: dict[str, int]) -> IndexResult:
    """A waiting row as the record it will become."""
    return IndexResult(
        subject=row["unit_code"],
        subject_name=row["unit_name"],
        unit_id=unit_ids[row["unit_code"]],
        index=row["index"],
        year=row["year"],
        component=row.get("component", ""),
        value=_decimal(row.get("value")),
        maximum=_decimal(row.get("maximum")),
        rank=row.get("rank"),
        published_on=_date(row.get("published_on")),
        published_mark="seen" if row.get("published_on") else "",
        source=row["source"],
        url=row.get("url", ""),
        note=row.get("note", ""),
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _date(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
