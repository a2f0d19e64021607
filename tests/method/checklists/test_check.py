"""Wrong checklists are told with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotrinh.method.checklists import check_checklists
from lotrinh.method.definitions import Library
from lotrinh.method.faults import Fault

OWN = Library.open()
FILE = "hanoi-2020-155.yaml"

WRONG = [
    ("acts: [hanoi-papi-plan-2020]", "acts: [no-such-act]", "definitions.unknown_source", "no-such-act"),
    ("sector: inspectorate", "sector: astrology", "definitions.unknown_sector", "astrology"),
    ("- key: badges", "- key: headcount", "definitions.duplicate", "headcount"),
    ("{key: fair,", "{key: good,", "definitions.duplicate", "good"),
    ("causes: [slow_handover]", "causes: [the_moon]", "checklists.wrong_item", "the_moon"),
    ("key: hanoi-2020-155", "key: another", "checklists.wrong_item", "another"),
    ("plan: hanoi-2020-155", "plan: hanoi-1999", "checklists.unknown_plan", "hanoi-1999"),
    ("content: 6", "content: 7", "checklists.wrong_item", "7"),
    ("fault_when: {late_above: 0}", "fault_when: {rows_above: 0}", "checklists.wrong_item", "rows_above"),
    ("fault_when: {answer: poor}", "fault_when: {answer: ugly}", "checklists.wrong_item", "ugly"),
    ("fault_when: {answer: poor}", "fault_when: {answer: poor, late_above: 0}", "checklists.wrong_form", ""),
    ("fault_when: {answer: poor}", "fault_when: {eval: x}", "definitions.unknown_key", "eval"),
    ("fault_when: {late_above: 0}\n", "\n", "checklists.wrong_form", ""),
    ("{late}/{of} hồ sơ", "{money}/{of} hồ sơ", "checklists.wrong_item", "money"),
    ("kind: good_model", "kind: miracle", "definitions.not_a_choice", ""),
    ("answer: draw", "answer: lottery", "definitions.not_a_choice", ""),
    ("valid_from: 2020-07-27", "valid_from: 2020-09-01", "checklists.wrong_item", "2020-09-01"),
    ('commune: ["7.1"]', 'commune: ["seven"]', "definitions.wrong_value", ""),
]


def library(tmp_path: Path) -> Library:
    """A library with everything of ours linked and the checklists copied."""
    for part in OWN.root.iterdir():
        if part.name not in ("checklists", "outlines"):
            (tmp_path / part.name).symlink_to(part)
    for folder in ("checklists", "outlines"):
        (tmp_path / folder).mkdir()
        for file in OWN.path(folder).glob("*.yaml"):
            (tmp_path / folder / file.name).write_text(file.read_text("utf-8"), "utf-8")
    return Library.open(tmp_path)


def changed(tmp_path: Path, old: str, new: str, file: str = f"checklists/{FILE}") -> list[Fault]:
    path = library(tmp_path).root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return list(check_checklists(Library.open(tmp_path)))


def test_ours_has_no_fault(tmp_path: Path) -> None:
    assert list(check_checklists(OWN)) == []
    assert list(check_checklists(library(tmp_path))) == []


@pytest.mark.parametrize(("old", "new", "code", "got"), WRONG)
def test_a_wrong_checklist_is_told_with_file_and_line(
    tmp_path: Path, old: str, new: str, code: str, got: str
) -> None:
    faults = changed(tmp_path, old, new)
    match = [f for f in faults if f.code == code and got in f.got]
    assert match, faults
    assert f"checklists/{FILE}:" in match[0].where


def test_a_content_without_a_question_for_a_kind_is_a_fault(tmp_path: Path) -> None:
    faults = changed(
        tmp_path,
        "- key: tasks-on-time\n        answer: share",
        "- key: tasks-on-time\n        kinds: [district]\n        answer: share",
    )
    assert {(f.code, f.expected) for f in faults} == {("checklists.content_not_asked", "content 1: commune")}


def test_two_files_of_one_version_are_a_fault(tmp_path: Path) -> None:
    root = library(tmp_path).root
    text = (root / "checklists" / FILE).read_text("utf-8")
    (root / "checklists" / "again.yaml").write_text(
        text.replace("key: hanoi-2020-155", "key: again", 1), "utf-8"
    )
    assert [f.code for f in check_checklists(Library.open(root))] == ["definitions.duplicate"]


def test_a_wrong_outline_is_told(tmp_path: Path) -> None:
    faults = changed(tmp_path, "key: plan-tasks,", "key: city-tasks,", "outlines/self-report.yaml")
    assert [(f.code, f.got) for f in faults] == [("definitions.duplicate", "city-tasks")]


def test_a_library_without_checklists_has_no_fault(tmp_path: Path) -> None:
    assert list(check_checklists(Library.open(tmp_path))) == []
