"""``lotrinh definitions``: results, exit codes, JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lotrinh.cli.definitions import group
from lotrinh.method.definitions import Library
from lotrinh.method.faults import Faults
from tests.method.definitions.small_library import change


def run(*words: str) -> Result:
    """The command on the definitions of the distribution."""
    return CliRunner().invoke(group, list(words))


def told(result: Result) -> Any:
    """Its JSON."""
    return json.loads(result.stdout)


def test_the_definitions_of_the_distribution_have_no_fault() -> None:
    result = run("check", "--json")
    assert told(result)["faults"] == []
    assert result.exit_code == 0


def test_a_wrong_definition_ends_with_1_and_says_where(root: Path) -> None:
    change(root, "plans/town-2020.yaml", "acts: [act-one]", "acts: [act-two]")
    change(root, "risk/town.yaml", "key: town\n", "key: [town\n")
    result = run("check", "--root", str(root), "--json")
    assert result.exit_code == 1
    assert {f["where"] for f in told(result)["faults"]} >= {"plans/town-2020.yaml:19", "risk/town.yaml:2"}


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Faults) as caught:
        Library.open(tmp_path / "nowhere")
    assert caught.value.faults[0].code == "definitions.no_folder"


def test_list_names_what_there_is() -> None:
    names = told(run("list", "--json"))["definitions"]
    assert names["plans"] == ["hanoi-2020-155", "hanoi-2026"]
    assert names["registers"] == ["hanoi-2020", "hanoi-2025", "provinces"]
    assert "plans/hanoi-2026" in run("list").stdout


def test_show_a_register_as_of_a_day() -> None:
    shown = told(run("show", "hanoi-2020", "--as-of", "2025-06-30", "--json"))
    assert shown["counts"] == {"district": 30, "commune": 526}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("hanoi-2020-155", "155/KH-UBND"),
        ("vietnam", "2020: 252"),
        ("finance", "hn.stc"),
        ("vn-30-2020-nd-cp", "30/2020/NĐ-CP"),
        ("registers/hanoi-2025", "Phường Ba Đình"),
    ],
)
def test_show_says_it_in_lines(key: str, expected: str) -> None:
    result = run("show", key)
    assert result.exit_code == 0 and expected in result.stdout


def test_an_unknown_key_is_a_matter_of_usage() -> None:
    assert run("show", "nothing").exit_code == 2


def test_freeze_records_the_digest_once(root: Path) -> None:
    first = told(run("freeze", "plans/town-2020", "--root", str(root), "--json"))
    assert told(run("digest", "plans/town-2020", "--root", str(root), "--json"))["frozen"] == first["digest"]
    change(root, "plans/town-2020.yaml", "seed: 1", "seed: 2")
    result = run("freeze", "plans/town-2020", "--root", str(root))
    assert isinstance(result.exception, Faults)
    assert result.exception.faults[0].code == "definitions.frozen_changed"
