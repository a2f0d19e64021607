"""Checks of the risk definitions and the published tables: references, sums, ranges; with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from lotrinh.method.definitions import Library
from lotrinh.method.faults import Fault, Faults
from lotrinh.method.risk.profile import read_profile
from lotrinh.method.risk.tables import decimal, lines, read_observations

TOLERANCE = Decimal("0.000004")
UNIT_TABLES = ("par", "sipas", "findings", "service")
HUNDRED = Decimal(100)


def check_risk(library: Library) -> Iterator[Fault]:
    """Every fault of ``risk/`` and ``indices/``; nothing when all is right. A library may have no indices."""
    try:
        yield from _profiles(library)
        if not (library.root / "indices").is_dir():
            return
        read_observations(library.root)
    except Faults as error:
        yield from error.faults
        return
    yield from _units(library)
    yield from _percentages(library.root)
    yield from _sums(library.root)


def _profiles(library: Library) -> Iterator[Fault]:
    for key in sorted({library.plan(p).risk.profile for p in library.plans()}):
        profile = read_profile(library, key)
        document = library.document("risk", profile.papi.mapping)
        seen: set[tuple[str, str]] = set()
        for i, row in enumerate(profile.mapping.rows):
            where = document.where("rows", i)
            if row.sector not in library.sectors:
                yield _unknown(where, row.sector, "a key of sectors/sectors.yaml")
            if (row.subdimension, row.sector) in seen:
                yield _twice(where, f"{row.subdimension} {row.sector}")
            seen.add((row.subdimension, row.sector))
        for plan in (library.plan(p) for p in library.plans()):
            if plan.risk.profile == key:
                profile.weights(plan.risk.weights)


def _units(library: Library) -> Iterator[Fault]:
    """Every unit code of a table is in some register."""
    codes = {code for key in library.registers() for code in library.register(key).units}
    for folder in UNIT_TABLES:
        path = library.root / "indices" / folder / "hanoi-units.csv"
        for number, row in lines(path):
            if row["unit_code"] not in codes:
                yield _unknown(
                    _where(path, library.root, number), row["unit_code"], "a unit code of a register"
                )


def _percentages(root: Path) -> Iterator[Fault]:
    """An index in percent lies between 0 and 100."""
    for folder in ("par", "sipas"):
        path = root / "indices" / folder / "hanoi-units.csv"
        for number, row in lines(path):
            value = decimal(row["value"], _where(path, root, number))
            if value is not None and not 0 <= value <= HUNDRED:
                yield _outside(_where(path, root, number), value)


def _sums(root: Path) -> Iterator[Fault]:
    """The sub-dimensions of PAPI add up to the dimensions, the largest known difference being 0.000002."""
    folder = root / "indices" / "papi"
    added: dict[tuple[str, str, str], Decimal] = {}
    for _, row in lines(folder / "subdimensions.csv"):
        score = decimal(row["score"], "subdimensions.csv")
        if score is not None:
            key = (row["year"], row["province_code"], row["dimension"])
            added[key] = added.get(key, Decimal(0)) + score
    path = folder / "dimensions.csv"
    for number, row in lines(path):
        for dimension in range(1, 9):
            published = decimal(row[f"d{dimension}"], _where(path, root, number))
            ours = added.get((row["year"], row["province_code"], str(dimension)))
            if published is not None and ours is not None and abs(published - ours) > TOLERANCE:
                yield _sum(_where(path, root, number), dimension, ours, published)


def _where(path: Path, root: Path, number: int) -> str:
    return f"{path.relative_to(root).as_posix()}:{number}"


def _unknown(where: str, got: str, expected: str) -> Fault:
    return Fault(
        "risk.unknown_reference",
        where,
        f"Không có “{got}”; hãy sửa lại mã.",
        f"There is no “{got}”; correct the key.",
        got=got,
        expected=expected,
    )


def _twice(where: str, got: str) -> Fault:
    return Fault(
        "risk.duplicate",
        where,
        "Hàng này đã có ở trên; mỗi chỉ số thành phần và lĩnh vực chỉ nối một lần.",
        "This row stands above already; a sub-dimension and a sector are linked once.",
        got=got,
        expected="each pair once",
    )


def _outside(where: str, value: Decimal) -> Fault:
    return Fault(
        "risk.outside_range",
        where,
        "Tỷ lệ phần trăm phải nằm trong khoảng 0 đến 100.",
        "A percentage lies between 0 and 100.",
        got=str(value),
        expected="0-100",
    )


def _sum(where: str, dimension: int, ours: Decimal, published: Decimal) -> Fault:
    return Fault(
        "risk.sum",
        where,
        f"Các chỉ số thành phần của nội dung {dimension} cộng lại không bằng điểm nội dung; kiểm tra bảng.",
        f"The sub-dimensions of dimension {dimension} do not add up to it; check the tables.",
        got=str(ours),
        expected=str(published),
    )
