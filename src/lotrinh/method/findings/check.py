"""Checks of causes and published findings beside their schema."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.method.definitions import Library
from lotrinh.method.definitions.checking.references import duplicate, unknown, unknown_in
from lotrinh.method.definitions.tables import read_lines
from lotrinh.method.faults import Fault, Faults
from lotrinh.method.findings.models import PublishedFinding, Taxonomy
from lotrinh.method.findings.reading import first_day, read_taxonomy, read_words
from lotrinh.method.registers import RegisterUnit

PUBLISHED = "findings/published.csv"
ROWS = 61
"""The published table has this many findings."""
Units = dict[str, tuple[RegisterUnit, str]]


def check_findings(library: Library) -> Iterator[Fault]:
    """Every fault of ``causes/`` and ``findings/``; a library may have neither."""
    if not library.path("causes", "causes.yaml").exists():
        return
    try:
        taxonomy = read_taxonomy(library)
        yield from _taxonomy(library, taxonomy)
        if library.path("findings").is_dir():
            yield from _words(library)
            yield from _rows(library, taxonomy)
    except Faults as error:
        yield from error.faults


def _taxonomy(library: Library, taxonomy: Taxonomy) -> Iterator[Fault]:
    document = library.document("causes", "causes.yaml")
    yield from unknown_in(document, {"source"}, library.sources, "source")
    for part, named in (("causes", taxonomy.causes), ("removers", taxonomy.removers)):
        seen: dict[str, str] = {}
        for i, one in enumerate(named):
            where = document.where(part, i, "key")
            if one.key in seen:
                yield duplicate(where, one.key, seen[one.key])
            seen.setdefault(one.key, where)


def _words(library: Library) -> Iterator[Fault]:
    """Every kind and weight has its words."""
    words, document = read_words(library), library.document("findings", "kinds.yaml")
    wanted = (
        ("kinds", words.kinds, {"result", "shortcoming", "violation", "good_model"}),
        ("weights", words.weights, {"light", "moderate", "serious"}),
    )
    for part, named, keys in wanted:
        got = [one.key for one in named]
        if sorted(got) != sorted(keys):
            yield _wrong(
                document.where(part), "chưa đủ hoặc thừa mục", "too few or too many", got, sorted(keys)
            )


def _rows(library: Library, taxonomy: Taxonomy) -> Iterator[Fault]:
    rows = read_lines(library.path(*PUBLISHED.split("/")), PublishedFinding, library.root)
    if len(rows) != ROWS:
        yield _wrong(f"{PUBLISHED}:1", "sai số dòng", "wrong number of rows", len(rows), ROWS)
    seen: dict[str, str] = {}
    units: Units = {
        unit.code: (unit, key) for key in library.registers() for unit in library.register(key).units.values()
    }
    for line, row in rows:
        where = f"{PUBLISHED}:{line}"
        if row.id in seen:
            yield duplicate(where, row.id, seen[row.id])
        seen.setdefault(row.id, where)
        if row.sector is not None and row.sector not in library.sectors:
            yield unknown("sector", where, row.sector)
        yield from _figures(row, where)
        yield from _row_causes(row, taxonomy, where)
        yield from _row_units(library, row, units, where)
    yield from _derived(library, taxonomy, {row.id: row for _, row in rows})


def _figures(row: PublishedFinding, where: str) -> Iterator[Fault]:
    if row.date and first_day(row.date) is None:
        yield _wrong(
            where, "ngày không đọc được", "the date cannot be read", row.date, "2020-01-31, 2016-02, 2017-Q1"
        )
    if row.extent_of is not None and row.extent_count is not None and row.extent_count > row.extent_of:
        got = f"{row.extent_count}/{row.extent_of}"
        yield _wrong(where, "số đếm lớn hơn tổng số", "the count exceeds the total", got, "count <= of")
    if row.extent_count is not None and not row.extent_unit:
        yield _wrong(
            where, "thiếu đơn vị tính của mức độ", "the extent has no unit", row.extent_count, "extent_unit"
        )
    faulty = row.kind in ("shortcoming", "violation")
    if faulty != (row.weight is not None):
        yield _wrong(
            where, "chỉ thiếu sót, vi phạm mới có mức độ", "only faults have a weight", row.weight, row.kind
        )


def _row_causes(row: PublishedFinding, taxonomy: Taxonomy, where: str) -> Iterator[Fault]:
    kinds = set()
    for key in row.causes:
        cause = taxonomy.cause(key)
        if cause is None:
            yield _wrong(
                where, "không có nguyên nhân này", "there is no such cause", key, "a key of causes.yaml"
            )
            continue
        kinds.add(cause.kind)
        if row.id not in cause.derived_from:
            vi, en = "nguyên nhân không dẫn phát hiện này", "the cause does not name this finding"
            yield _wrong(where, vi, en, key, f"{row.id} in derived_from")
    expected = "both" if len(kinds) == 2 else next(iter(kinds), None)
    if row.cause_kind != expected:
        vi, en = "loại nguyên nhân không khớp", "the kind of cause does not fit the causes"
        yield _wrong(where, vi, en, row.cause_kind, expected)


def _row_units(library: Library, row: PublishedFinding, units: Units, where: str) -> Iterator[Fault]:
    """Known codes, each of a body that existed that day; before a register speaks, on its first day."""
    day = first_day(row.date)
    for code in row.unit_code:
        if code not in units:
            yield unknown("unit", where, code)
            continue
        unit, register = units[code]
        if day is None:
            continue
        on = max(day, library.register(register).reads_from)
        if not unit.is_valid(on):
            vi, en = f"đơn vị {code} không tồn tại ngày {on}", f"the unit {code} did not exist on {on}"
            yield _wrong(where, vi, en, on.isoformat(), f"{unit.valid_from} … {unit.valid_to}")


def _derived(library: Library, taxonomy: Taxonomy, rows: dict[str, PublishedFinding]) -> Iterator[Fault]:
    """What a cause names exists and names the cause."""
    document = library.document("causes", "causes.yaml")
    for i, cause in enumerate(taxonomy.causes):
        for j, finding in enumerate(cause.derived_from):
            if finding not in rows or cause.key not in rows[finding].causes:
                where = document.where("causes", i, "derived_from", j)
                vi, en = "phát hiện không nêu nguyên nhân này", "the finding does not name this cause"
                yield _wrong(where, vi, en, finding, cause.key)


def _wrong(where: str, vi: str, en: str, got: object, expected: object) -> Fault:
    return Fault(
        "findings.wrong_row",
        where,
        f"Bảng phát hiện chưa đúng: {vi} (“{got}”); hãy sửa.",
        f"The findings are not right: {en} (“{got}”); correct it.",
        got=str(got),
        expected=str(expected),
    )
