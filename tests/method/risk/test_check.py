"""Broken risk definitions and tables: each error with file, line, what was got, what was expected."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lotrinh.method.definitions import Library
from lotrinh.method.risk import check_risk

PAR = "indices/par/hanoi-units.csv"
MAPPING = "risk/papi-sectors.yaml"


@pytest.fixture
def copy(library: Library, tmp_path: Path) -> Path:
    return Path(shutil.copytree(library.root, tmp_path / "definitions"))


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_library_has_no_fault(library: Library) -> None:
    assert list(check_risk(library)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "where"),
    [
        ("risk/hanoi.yaml", "unknown_at: 0.5", "unknown_at: 1.5", "definitions.", "risk/hanoi.yaml:18"),
        ("risk/hanoi.yaml", "remedy_unknown: open", "remedy: open", "definitions.", "risk/hanoi.yaml:"),
        (MAPPING, "sector: health", "sector: helth", "risk.unknown_reference", f"{MAPPING}:"),
        (PAR, "hn.d005", "hn.d999", "risk.unknown_reference", f"{PAR}:2"),
        (PAR, "95.61", "195.61", "risk.outside_range", f"{PAR}:2"),
        (PAR, "95.61", '"95,61"', "tables.number", f"{PAR}:2"),
        ("indices/papi/dimensions.csv", "5.76248,", "5.86248,", "risk.sum", "indices/papi/dimensions.csv:2"),
    ],
)  # fmt: skip
def test_a_fault_names_its_place(copy: Path, file: str, old: str, new: str, code: str, where: str) -> None:
    change(copy, file, old, new)
    faults = list(check_risk(Library.open(copy)))
    assert faults
    assert faults[0].code.startswith(code)
    assert faults[0].where.startswith(where)
    assert faults[0].vi
    assert faults[0].en
    assert faults[0].got


def test_a_plan_that_weighs_an_unknown_signal_is_wrong(copy: Path) -> None:
    change(copy, "plans/hanoi-2026.yaml", "  profile: hanoi\n", "  profile: hanoi\n  weights: {sipaz: 3}\n")
    assert [f.code for f in check_risk(Library.open(copy))] == ["risk.weight"]


def test_a_library_without_tables_is_allowed(copy: Path) -> None:
    shutil.rmtree(copy / "indices")
    assert list(check_risk(Library.open(copy))) == []
