"""A small register and the tables that tests bring."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from lotrinh.office.registry.imports.columns import KINDS, SHEET
from lotrinh.office.registry.models import Register, Sector, Succession, Unit

NOW = dt.datetime(2026, 11, 20, 3, 0, tzinfo=dt.UTC)
BEGUN, ENDED = dt.date(2020, 3, 1), dt.date(2025, 7, 1)


def make_unit(code: str, name: str, kind: str, **values: Any) -> Unit:
    """A saved body of the first register."""
    values.setdefault("register", Register.objects.order_by("pk").first())
    unit = Unit(code=code, kind=kind, valid_from=values.pop("valid_from", BEGUN), **values)
    unit.name_it(name)
    unit.save()
    return unit


@pytest.fixture
def register(db: None) -> Register:
    """Four bodies of 2020, two of 2025, and how one became the other."""
    old = Register.objects.create(
        key="hanoi-2020", name_vi="Hà Nội 2020", name_en="Hanoi 2020", valid_from=BEGUN
    )
    new = Register.objects.create(key="hanoi-2025", name_vi="Hà Nội 2025", valid_from=ENDED)
    land = Sector.objects.create(key="land", name_vi="Tài nguyên và môi trường", name_en="Natural resources")
    department = make_unit(
        "hn.stnmt", "Sở Tài nguyên và Môi trường", "department", valid_to=dt.date(2025, 3, 1)
    )
    department.sectors.add(land)
    make_unit("hn.snv", "Sở Nội vụ", "department", valid_to=dt.date(2025, 3, 1))
    district = make_unit("hn.d001", "Quận Ba Đình", "district", valid_to=ENDED, lat=21.03, lon=105.82)
    make_unit("hn.c00001", "Phường Phúc Xá", "commune", valid_to=ENDED, parent=district)
    split = make_unit("hn.c00019", "Phường Điện Biên", "commune", valid_to=ENDED, parent=district)
    same = make_unit("hn.snv-2025", "Sở Nội vụ", "department", register=new, valid_from=dt.date(2025, 3, 1))
    merged = make_unit("hn.n00004", "Phường Ba Đình", "commune", register=new, valid_from=ENDED)
    other = make_unit("hn.n00025", "Phường Giảng Võ", "commune", register=new, valid_from=ENDED)
    pairs = [
        (Unit.objects.get(code="hn.snv"), same, "whole"),
        (split, merged, "part"),
        (split, other, "part"),
    ]
    for before, after, extent in pairs:
        Succession.objects.create(predecessor=before, successor=after, date=after.valid_from, extent=extent)
    return old


Book = Callable[..., bytes]


def workbook(fill: Callable[[Any], None] | None = None, *, sheet: str = SHEET, rows: Any = ()) -> bytes:
    """An XLSX file; rows are appended, then fill may do more to the sheet."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    if fill:
        fill(page)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def headings(kind: str) -> list[str]:
    """The Vietnamese headings of a kind."""
    return [column.vi for column in KINDS[kind]]


def result_row(**values: Any) -> list[Any]:
    """A row of index results with the given cells."""
    cells = {
        "unit_code": "hn.d001",
        "index": "PAR",
        "year": 2019,
        "value": "95,61",
        "source": "QĐ 1752",
        **values,
    }
    return [cells.get(column.key) for column in KINDS["index-results"]]


def unit_row(**values: Any) -> list[Any]:
    """A row of a register with the given cells."""
    cells = {
        "register": "hanoi-2025",
        "code": "hn.n09999",
        "name": "Phường Thử",
        "kind": "xã",
        "valid_from": "01/07/2025",
        "source": "Thử",
        **values,
    }
    return [cells.get(column.key) for column in KINDS["register"]]


def csv_text(kind: str, *rows: list[Any], separator: str = ";") -> str:
    """The same as CSV."""
    lines = [headings(kind), *rows]
    return (
        "\r\n".join(separator.join("" if cell is None else str(cell) for cell in line) for line in lines)
        + "\r\n"
    )
