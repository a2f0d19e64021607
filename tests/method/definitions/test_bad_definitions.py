"""Each kind of bad definition is caught, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotrinh.method.definitions import Library
from lotrinh.method.definitions.checking import check
from lotrinh.method.definitions.digests import digest, freeze
from tests.method.definitions.small_library import DISTRICTS, change

PLAN, ACTS, TOWN = "plans/town-2020.yaml", "sources/acts.yaml", "registers/town/"
CASES = [
    # file, old text, new text, code, where
    (PLAN, "seed: 1", "seed: 1\ncolour: red", "definitions.unknown_key", f"{PLAN}:48"),
    (PLAN, "calendar: town\n", "", "definitions.missing_key", f"{PLAN}:1"),
    (PLAN, "road_factor: 1.3", "road_factor: 0.3", "definitions.wrong_value", f"{PLAN}:46"),
    (PLAN, "end: 2020-03-31", "end: 2020-03-01", "definitions.dates_reversed", f"{PLAN}:10"),
    (PLAN, "end: 2020-03-31", "end: 2020-02-30", "definitions.wrong_value", f"{PLAN}:10"),
    (PLAN, "end: 2020-04-01", "end: 2020-03-30", "definitions.dates_reversed", f"{PLAN}:34"),
    (PLAN, "body: tt.stc", "body: tt.xyz", "definitions.unknown_unit", f"{PLAN}:29"),
    (PLAN, "body: tt.stc", "body: tt.c2", "definitions.unknown_unit", f"{PLAN}:29"),
    (PLAN, "[finance, health]", "[finance, magic]", "definitions.unknown_sector", f"{PLAN}:29"),
    (PLAN, "acts: [act-one]", "acts: [act-two]", "definitions.unknown_source", f"{PLAN}:19"),
    (PLAN, "date: 2020-02-03", "date: 2021-02-03", "definitions.basis_not_in_force", f"{PLAN}:19"),
    (
        ACTS,
        "in_force_from: 2020-01-01",
        "in_force_from: 2020-03-01",
        "definitions.basis_not_in_force",
        f"{PLAN}:19",
    ),
    (PLAN, "profile: town", "profile: city", "definitions.unknown_profile", f"{PLAN}:20"),
    (PLAN, "register: town\n", "register: city\n", "definitions.unknown_register", f"{PLAN}:7"),
    (PLAN, "calendar: town\n", "calendar: city\n", "definitions.unknown_calendar", f"{PLAN}:9"),
    (PLAN, "district: 2, ", "", "definitions.kind_without_length", f"{PLAN}:21"),
    (PLAN, "{count: 1}", "{count: 1, share: 0.5}", "definitions.share_or_count", f"{PLAN}:38"),
    (PLAN, "occupied: {mode: hard", "occupied: {mode: soft", "definitions.penalty_missing", f"{PLAN}:43"),
    (PLAN, "notice: {mode: hard", "notice: {mode: maybe", "definitions.not_a_choice", f"{PLAN}:42"),
    (
        PLAN,
        "mark: plan, source: act-one}\nwho",
        "mark: plan}\nwho",
        "definitions.source_missing",
        f"{PLAN}:12",
    ),
    (PLAN, "seed: 1", "seed: 1\nseed: 2", "definitions.duplicate_key", f"{PLAN}:48"),
    (PLAN, "seed: 1", "seed: [1", "definitions.not_yaml", f"{PLAN}:48"),
    (PLAN, "key: town-2020", "key: town-2021", "definitions.key_is_not_file", f"{PLAN}:1"),
    (
        PLAN,
        "source: act-one\n",
        "source: act-one\nsynthetic: true\n",
        "definitions.synthetic_unlabelled",
        f"{PLAN}:7",
    ),
    (ACTS, "in_force_to: 2021-01-01", "in_force_to: 2019-01-01", "definitions.dates_reversed", f"{ACTS}:9"),
    (
        ACTS,
        "    mark: seen\n",
        "    mark: seen\n  - {id: act-one, number: 2/KH, title_vi: a, title_en: a, issuer: b, mark: seen}\n",
        "definitions.duplicate",
        f"{ACTS}:11",
    ),
    (
        "sectors/sectors.yaml",
        "key: health",
        "key: finance",
        "definitions.duplicate",
        "sectors/sectors.yaml:4",
    ),
    ("sectors/town.yaml", "[tt.stc]", "[tt.xyz]", "definitions.unknown_unit", "sectors/town.yaml:4"),
    (
        "sectors/town.yaml",
        ", reason: {vi: nhớ, en: recalled}",
        "",
        "definitions.reason_missing",
        "sectors/town.yaml:5",
    ),
    (
        TOWN + "register.yaml",
        "count: 2}\nsucc",
        "count: 3}\nsucc",
        "definitions.count",
        f"{TOWN}register.yaml:10",
    ),
    (TOWN + "communes.csv", "tt.c2,Xã Hai", "tt.c1,Xã Hai", "definitions.duplicate", f"{TOWN}communes.csv:3"),
    (
        TOWN + "communes.csv",
        "xã,tt.d1,2025",
        "xã,tt.d9,2025",
        "definitions.unknown_unit",
        f"{TOWN}communes.csv:3",
    ),
    (
        TOWN + "communes.csv",
        "xã,tt.d1,2025",
        "xã,tt.d2,2025",
        "definitions.parent_validity",
        f"{TOWN}communes.csv:3",
    ),
    (
        TOWN + "communes.csv",
        "2025-07-01,,,",
        "2019-07-01,,,",
        "definitions.dates_reversed",
        f"{TOWN}communes.csv:2",
    ),
    (TOWN + "communes.csv", "21.1,105.0", "921.1,105.0", "definitions.wrong_value", f"{TOWN}communes.csv:3"),
    (TOWN + "communes.csv", "21.1,105.0", '"21,1",105.0', "definitions.wrong_value", f"{TOWN}communes.csv:3"),
    (TOWN + "communes.csv", "21.1,105.0", "21,1,105.0", "definitions.row_width", f"{TOWN}communes.csv:3"),
    (TOWN + "successions.csv", "tt.c2", "tt.c9", "definitions.unknown_unit", f"{TOWN}successions.csv:2"),
    (
        TOWN + "successions.csv",
        "2025-07-01",
        "2025-06-01",
        "definitions.succession_day",
        f"{TOWN}successions.csv:2",
    ),
    (
        TOWN + "successions.csv",
        "whole,seen,x\n",
        "whole,seen,x\ntt.c1,tt.d1,2025-07-01,part,seen,x\n",
        "definitions.whole_split",
        f"{TOWN}successions.csv:2",
    ),
    (TOWN + "distances.csv", "10.381", "11.381", "definitions.distance", f"{TOWN}distances.csv:2"),
    (TOWN + "districts.geojson", "tt.d1", "tt.d9", "definitions.unknown_unit", f"{TOWN}districts.geojson:1"),
    (TOWN + "districts.geojson", "}}]}", "}}", "definitions.not_json", f"{TOWN}districts.geojson:3"),
    ("calendars/town.csv", "01-02,Thu", "01-02,Fri", "definitions.weekday", "calendars/town.csv:3"),
    ("calendars/town.csv", "2020-01-02", "2020-01-01", "definitions.weekday", "calendars/town.csv:3"),
    (
        "calendars/town.csv",
        "2020-01-02,Thu",
        "2020-01-01,Wed",
        "definitions.duplicate",
        "calendars/town.csv:3",
    ),
    (
        "calendars/town.csv",
        "2020-01-02,Thu",
        "2021-01-01,Fri",
        "definitions.year_outside",
        "calendars/town.csv:3",
    ),
    (
        "calendars/town.csv",
        "2020-01-11,Sat",
        "2020-01-10,Fri",
        "definitions.weekday_kind",
        "calendars/town.csv:4",
    ),
    (
        "calendars/town.csv",
        "act-one\n2020-01-11",
        "act-two\n2020-01-11",
        "definitions.unknown_source",
        "calendars/town.csv:3",
    ),
    ("calendars/town.yaml", "2020: 261", "2020: 262", "definitions.sum", "calendars/town.yaml:9"),
]
IDS = [f"{case[3]}@{case[4]}" for case in CASES]


def test_the_small_library_has_no_fault(root: Path) -> None:
    assert check(Library.open(root)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "where"), CASES, ids=[f"{c[3]}@{c[4]}" for c in CASES]
)
def test_a_bad_definition_is_caught_where_it_stands(
    root: Path, file: str, old: str, new: str, code: str, where: str
) -> None:
    change(root, file, old, new)
    faults = check(Library.open(root))
    assert (code, where) in {(f.code, f.where) for f in faults}
    for fault in faults:
        assert fault.vi and fault.en and fault.vi != fault.en
        assert fault.got and fault.expected


def test_another_encoding_is_said(root: Path) -> None:
    (root / TOWN / "districts.csv").write_bytes(DISTRICTS.encode("utf-16"))
    assert "definitions.not_utf8" in {f.code for f in check(Library.open(root))}


def test_a_missing_table_is_said(root: Path) -> None:
    (root / TOWN / "districts.csv").unlink()
    assert ("definitions.missing_file", f"{TOWN}districts.csv") in {
        (f.code, f.where) for f in check(Library.open(root))
    }


def test_a_table_without_source_is_said(root: Path) -> None:
    (root / "SOURCE.md").unlink()
    faults = check(Library.open(root))
    assert {f.where for f in faults} == {"calendars", "registers/town"}


def test_what_is_frozen_may_be_laid_out_anew_but_not_changed(root: Path) -> None:
    before = freeze(root, "plans/town-2020")
    change(root, PLAN, "seed: 1", "# a remark\nseed:   1")
    assert digest(root, "plans/town-2020") == before
    assert check(Library.open(root)) == []
    change(root, PLAN, "seed:   1", "seed: 2")
    (fault,) = check(Library.open(root))
    assert (fault.code, fault.where) == ("definitions.frozen_changed", "frozen.yaml:4")
    assert fault.expected == before


def test_a_frozen_table_may_not_change(root: Path) -> None:
    freeze(root, "registers/town")
    change(root, TOWN + "communes.csv", "Xã Hai", "Xã Ba")
    assert [f.code for f in check(Library.open(root))] == ["definitions.frozen_changed"]
