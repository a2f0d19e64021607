"""Registers: codes once, parents, counts as stated, successions, geometry and distances that fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lotrinh.method.definitions.checking.references import duplicate, unknown, unknown_in
from lotrinh.method.definitions.library import Library
from lotrinh.method.definitions.models import DistanceRow, RegisterHeader, SuccessionRow, UnitRow
from lotrinh.method.definitions.tables import read_lines
from lotrinh.method.faults import Fault
from lotrinh.method.registers import great_circle_km

NEAR_KM = 0.01
Rows = dict[str, tuple[str, UnitRow]]


def check_registers(library: Library) -> Iterator[Fault]:
    """Every register, then the successions between them."""
    every: Rows = {}
    for key in library.registers():
        header = library.register_header(key)
        document = library.document("registers", key, "register.yaml")
        yield from unknown_in(document, {"source"}, library.sources, "source")
        own: Rows = {}
        yield from _tables(library, header, every, own)
        yield from _parents(own)
        yield from _geometry(library, header, own)
        yield from _distances(library, header, own)
    names = {n for key in library.registers() for n in library.register_header(key).successions}
    for name in sorted(names):
        yield from _successions(library, name, every)


def _tables(library: Library, header: RegisterHeader, every: Rows, own: Rows) -> Iterator[Fault]:
    document = library.document("registers", header.key, "register.yaml")
    for i, table in enumerate(header.tables):
        name = f"registers/{header.key}/{table.file}"
        rows = read_lines(library.path(*name.split("/")), UnitRow, library.root)
        for line, row in rows:
            if row.code in every:
                yield duplicate(f"{name}:{line}", row.code, every[row.code][0])
            every.setdefault(row.code, (f"{name}:{line}", row))
            own.setdefault(row.code, (f"{name}:{line}", row))
        if len(rows) != table.count:
            yield _count(document.where("tables", i, "count"), table.file, len(rows), table.count)


def _count(where: str, file: str, got: int, expected: int) -> Fault:
    return Fault(
        "definitions.count",
        where,
        f"{file} có {got} dòng nhưng danh mục khai báo {expected}; hãy kiểm tra bảng hoặc số khai báo.",
        f"{file} has {got} rows but the register states {expected}; check the table or the number.",
        got=str(got),
        expected=str(expected),
    )


def _parents(own: Rows) -> Iterator[Fault]:
    """A parent exists in the same register, all the while that its unit does."""
    for where, row in own.values():
        if row.parent is None:
            continue
        if row.parent not in own:
            yield unknown("unit", where, row.parent)
            continue
        parent = own[row.parent][1]
        ends_early = parent.valid_to is not None and (row.valid_to is None or row.valid_to > parent.valid_to)
        if parent.valid_from > row.valid_from or ends_early:
            yield Fault(
                "definitions.parent_validity",
                where,
                f"Đơn vị tồn tại ngoài thời gian của cấp trên {row.parent}; hãy sửa ngày.",
                f"The unit exists outside the time of its parent {row.parent}; correct the dates.",
                got=f"{row.valid_from} … {row.valid_to}",
                expected=f"within {parent.valid_from} … {parent.valid_to}",
            )


def _geometry(library: Library, header: RegisterHeader, own: Rows) -> Iterator[Fault]:
    data = library.geometry(header.key)
    for feature in data["features"] if data else ():
        if (code := str(feature["properties"].get("code"))) not in own:
            yield unknown("unit", f"registers/{header.key}/{header.geometry}:1", code)


def _distances(library: Library, header: RegisterHeader, own: Rows) -> Iterator[Fault]:
    """Both ends are units, and the km agree with the coordinates."""
    if header.distances is None:
        return
    name = f"registers/{header.key}/{header.distances}"
    for line, row in read_lines(library.path(*name.split("/")), DistanceRow, library.root):
        missing = [c for c in (row.unit_a, row.unit_b) if c not in own]
        yield from (unknown("unit", f"{name}:{line}", c) for c in missing)
        if not missing:
            yield from _km(row, own, f"{name}:{line}")


def _km(row: DistanceRow, own: Rows, where: str) -> Iterator[Fault]:
    a, b = own[row.unit_a][1], own[row.unit_b][1]
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return
    km = great_circle_km((a.lat, a.lon), (b.lat, b.lon))
    if abs(km - row.great_circle_km) > NEAR_KM:
        yield Fault(
            "definitions.distance",
            where,
            "Khoảng cách không khớp với tọa độ của hai đơn vị; hãy kiểm tra tọa độ hoặc số km.",
            "The distance does not fit the coordinates of the two units; check them or the km.",
            got=f"{row.great_circle_km}",
            expected=f"{km:.3f}",
        )


def _successions(library: Library, name: str, every: Rows) -> Iterator[Fault]:
    """Known units, the day on which one ends and the other exists, each pair once, a whole once."""
    file = f"registers/{name}"
    rows = read_lines(library.path(*file.split("/")), SuccessionRow, library.root)
    heirs = Counter(row.predecessor for _, row in rows)
    seen: dict[tuple[str, str], str] = {}
    for line, row in rows:
        where, pair = f"{file}:{line}", (row.predecessor, row.successor)
        missing = [c for c in pair if c not in every]
        yield from (unknown("unit", where, c) for c in missing)
        if pair in seen:
            yield duplicate(where, " → ".join(pair), seen[pair])
        seen.setdefault(pair, where)
        if not missing:
            yield from _succession_day(row, every, where)
        if row.extent == "whole" and heirs[row.predecessor] > 1:
            yield _split(where, row.predecessor, heirs[row.predecessor])


def _succession_day(row: SuccessionRow, every: Rows, where: str) -> Iterator[Fault]:
    old, new = every[row.predecessor][1], every[row.successor][1]
    if old.valid_to != row.date or new.valid_from > row.date:
        yield Fault(
            "definitions.succession_day",
            where,
            "Ngày kế thừa phải là ngày đơn vị cũ kết thúc và đơn vị mới đã có; hãy sửa ngày.",
            "The day must be the end of the old unit, and the new one must exist; correct the dates.",
            got=row.date.isoformat(),
            expected=f"{old.valid_to}",
        )


def _split(where: str, code: str, heirs: int) -> Fault:
    return Fault(
        "definitions.whole_split",
        where,
        f"{code} có {heirs} đơn vị kế thừa nên không thể là “whole”; hãy ghi “part”.",
        f"{code} has {heirs} successors, so none is “whole”; write “part”.",
        got="whole",
        expected="part",
    )
