"""Reads the published tables of ``definitions/indices`` into observations, each with source and date."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from lotrinh.method.faults import Fault, Faults
from lotrinh.method.risk.observations import Observation
from lotrinh.method.trace import Source

Row = dict[str, str]


def read_observations(root: Path, *, papi_years: tuple[int, ...] | None = None) -> list[Observation]:
    """All published tables below ``<root>/indices``; ``papi_years`` limits the large one. Raises Faults."""
    indices = root / "indices"
    return [
        *read_papi(indices / "papi", papi_years),
        *(_index("par", row, where) for where, row in placed(indices / "par" / "hanoi-units.csv")),
        *(_index("sipas", row, where) for where, row in placed(indices / "sipas" / "hanoi-units.csv")),
        *(_finding(row) for row in rows(indices / "findings" / "hanoi-units.csv")),
        *(_service(row, where) for where, row in placed(indices / "service" / "hanoi-units.csv")),
    ]


def read_papi(folder: Path, years: tuple[int, ...] | None = None) -> list[Observation]:
    """Sub-dimension scores of the provinces; an empty cell is an observation without a value, never zero."""
    published = {int(r["year"]): r for r in rows(folder / "publications.csv")}
    names = {(r["era"], r["subdimension"]): r for r in rows(folder / "codebook.csv")}
    out: list[Observation] = []
    for where, row in placed(folder / "subdimensions.csv"):
        year = int(row["year"])
        if years is None or year in years:
            out.append(_papi(row, where, published[year], names[era(year), row["subdimension"]]))
    return out


def era(year: int) -> str:
    """The composition of PAPI in force that year; names of one era do not fit another."""
    return "2011-2015" if year <= 2015 else "2016-2017" if year <= 2017 else "2018-2024"


def rows(path: Path) -> Iterator[Row]:
    """Rows of a UTF-8 table as text."""
    return (row for _, row in lines(path))


def placed(path: Path) -> Iterator[tuple[str, Row]]:
    """Where the row stands (folder/file:line) and the row."""
    return ((f"indices/{path.parent.name}/{path.name}:{number}", row) for number, row in lines(path))


def lines(path: Path) -> Iterator[tuple[int, Row]]:
    """Line number and row of a UTF-8 table; a missing file, another encoding or a short row is a fault."""
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            for number, row in enumerate(csv.DictReader(handle), start=2):
                if None in row or None in row.values():
                    raise Faults(_fault("tables.columns", f"{path.name}:{number}", str(row)))
                yield number, row
    except (OSError, UnicodeDecodeError) as error:
        raise Faults(_fault("tables.unreadable", path.name, str(error))) from error


def decimal(text: str, where: str) -> Decimal | None:
    """An empty cell is missing; anything that is not a plain number is a fault."""
    if not text:
        return None
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise Faults(_fault("tables.number", where, text)) from error


def _papi(row: Row, where: str, published: Row, names: Row) -> Observation:
    return Observation(
        subject=f"vn.p{row['province_code']}",
        index="papi",
        year=int(row["year"]),
        component=row["subdimension"],
        value=decimal(row["score"], where),
        published_on=date.fromisoformat(published["published_on"]),
        published_mark=published["mark"],
        label=names["subdimension_vi"],
        label_en=names["subdimension_en"],
        source=Source(
            f"papi-{row['year']}", published["title"], _day(published, "mark"), published["source"]
        ),
    )


def _index(index: str, row: Row, where: str) -> Observation:
    title = f"{index.upper()} {row['year']} {row.get('decision', '')}".strip()
    return Observation(
        subject=row["unit_code"],
        index=index,
        year=int(row["year"]),
        value=decimal(row["value"], where),
        rank=int(row["rank"]) if row["rank"] else None,
        last=row.get("is_last") == "1",
        block=f"hanoi-2020/{row['kind']}",
        published_on=date.fromisoformat(row["published_on"]),
        published_mark=row["published_mark"],
        label=row["unit_name"],
        note=row["note"],
        source=Source(f"{index}-hanoi-{row['year']}", title, _day(row), row["source"]),
    )


def _finding(row: Row) -> Observation:
    found = date.fromisoformat(row["found_on"])
    return Observation(
        subject=row["unit_code"],
        index="finding",
        year=found.year,
        component=row["id"],
        occurred_on=found,
        state=row["state"],
        basis=row["basis"],
        published_on=date.fromisoformat(row["published_on"]),
        published_mark=row["published_mark"],
        label=row["unit_name"],
        note=row["finding"],
        note_en=row["finding_en"],
        source=Source(f"finding-{row['id']}", row["field"], row["found_on"], row["source"]),
    )


def _service(row: Row, where: str) -> Observation:
    return Observation(
        subject=row["unit_code"],
        index=row["measure"],
        year=int(row["year"]),
        value=decimal(row["value"], where),
        at_least=decimal(row["at_least"], where),
        at_most=decimal(row["at_most"], where),
        published_on=date.fromisoformat(row["published_on"]),
        published_mark=row["published_mark"],
        label=row["unit_name"],
        note=row["note"],
        note_en=row["note_en"],
        source=Source(f"{row['measure']}-{row['year']}", row["note"], _day(row), row["source"]),
    )


def _day(row: Row, mark: str = "published_mark") -> str:
    """The day of publication, or "<= day" where only the latest possible day is known."""
    return f"≤ {row['published_on']}" if row[mark] == "bound" else row["published_on"]


def _fault(code: str, where: str, got: str) -> Fault:
    return Fault(
        code,
        where,
        "Bảng số liệu không đọc được; kiểm tra tệp, số cột và định dạng số.",
        "The table cannot be read; check the file, its columns and its numbers.",
        got=got[:120],
    )
