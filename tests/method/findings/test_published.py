"""The taxonomy and the published findings."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from lotrinh.method.definitions import Library
from lotrinh.method.findings import check_findings, first_day, read_published, read_taxonomy, read_words

OWN = Library.open()
ROWS = {row.id: row for row in read_published(OWN)}


def test_the_61_findings_are_those_of_the_corpus_word_for_word() -> None:
    with OWN.path("indices", "findings", "published.csv").open(encoding="utf-8", newline="") as file:
        corpus = list(csv.DictReader(file))
    assert [row["id"] for row in corpus] == list(ROWS)
    for row in corpus:
        ours = ROWS[row["id"]]
        assert {name: getattr(ours, name) for name in row} == row
        assert ours.place == row["unit"]


def test_extents_are_those_of_the_text() -> None:
    assert (ROWS["F011"].extent_count, ROWS["F011"].extent_of, ROWS["F011"].kind) == (6, 6, "result")
    assert (ROWS["F010"].extent_count, ROWS["F010"].extent_of) == (4, 12)
    assert (ROWS["F039"].extent_count, ROWS["F039"].extent_of) == (143, 1260)
    assert ROWS["F038"].extent_of is None


def test_units_are_those_of_the_day() -> None:
    assert ROWS["F015"].unit_code == ("hn.stc-2025",)
    assert ROWS["F013"].unit_code == ("hn.c00010",)
    assert len(ROWS["F012"].unit_code) == 5
    assert ROWS["F059"].unit_code == ("vn.p72",)


def test_every_cause_is_derived_and_has_both_languages() -> None:
    taxonomy = read_taxonomy(OWN)
    assert {c.kind for c in taxonomy.causes} == {"objective", "subjective"}
    assert [r.key for r in taxonomy.removers] == ["unit", "other_department", "city", "ministry"]
    assert taxonomy.cause("slow_handover") is not None
    assert [k.key for k in read_words(OWN).weights] == ["light", "moderate", "serious"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-01-31", date(2020, 1, 31)),
        ("2016-02", date(2016, 2, 1)),
        ("2017-Q3", date(2017, 7, 1)),
        ("2018-H2", date(2018, 7, 1)),
        ("2015-2017", date(2015, 1, 1)),
        ("2018", date(2018, 1, 1)),
        ("", None),
        ("2020-13-01", None),
        ("hôm qua", None),
    ],
)
def test_the_first_day_of_what_is_known(text: str, day: date | None) -> None:
    assert first_day(text) == day


WRONG = [
    ("findings/published.csv", "hn.stc-2025,", "hn.stc,", "findings.wrong_row", "2025-12-31"),
    ("findings/published.csv", "hn.c09694,", "hn.c99999,", "definitions.unknown_unit", "hn.c99999"),
    ("findings/published.csv", ",justice,", ",alchemy,", "definitions.unknown_sector", "alchemy"),
    ("findings/published.csv", "slow_handover", "bad_luck", "findings.wrong_row", "bad_luck"),
    ("findings/published.csv", "3,11,người", "12,11,người", "findings.wrong_row", "12/11"),
    (
        "findings/published.csv",
        "subjective,slow_handover",
        "objective,slow_handover",
        "findings.wrong_row",
        "objective",
    ),
    ("findings/published.csv", "F002,", "F001,", "definitions.duplicate", "F001"),
    ("causes/causes.yaml", "derived_from: [F056]", "derived_from: [F057]", "findings.wrong_row", "F057"),
    ("causes/causes.yaml", "key: workload", "key: staff_shortage", "definitions.duplicate", "staff_shortage"),
    ("causes/causes.yaml", "kind: objective", "kind: fate", "definitions.not_a_choice", ""),
    ("findings/kinds.yaml", "{key: light", "{key: feather", "findings.wrong_row", "feather"),
]


def copied(tmp_path: Path) -> Path:
    for part in OWN.root.iterdir():
        if part.name not in ("findings", "causes"):
            (tmp_path / part.name).symlink_to(part)
    for folder in ("findings", "causes"):
        (tmp_path / folder).mkdir()
        for file in OWN.path(folder).iterdir():
            (tmp_path / folder / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_ours_has_no_fault(tmp_path: Path) -> None:
    assert list(check_findings(Library.open(copied(tmp_path)))) == []


@pytest.mark.parametrize(("file", "old", "new", "code", "got"), WRONG)
def test_a_wrong_row_is_told_with_file_and_line(
    tmp_path: Path, file: str, old: str, new: str, code: str, got: str
) -> None:
    path = copied(tmp_path) / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    found = [f for f in check_findings(Library.open(tmp_path)) if f.code == code and got in f.got]
    assert found
    assert f"{file}:" in found[0].where


def test_a_row_less_is_told(tmp_path: Path) -> None:
    path = copied(tmp_path) / "findings" / "published.csv"
    path.write_text("\n".join(path.read_text("utf-8").splitlines()[:-1]) + "\n", "utf-8")
    assert ("60", "61") in [(f.got, f.expected) for f in check_findings(Library.open(tmp_path))]
