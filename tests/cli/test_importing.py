"""``lotrinh import`` from the shell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from lotrinh.cli.importing import group
from lotrinh.office.registry.models import ImportBatch, IndexResult, Register, Unit
from tests.office.registry.conftest import BEGUN, csv_text, make_unit, result_row

KIND = ["--kind", "index-results"]


@pytest.fixture
def unit(db: None) -> Unit:
    Register.objects.create(key="hanoi-2020", name_vi="Hà Nội 2020", valid_from=BEGUN)
    return make_unit("hn.d001", "Quận Ba Đình", "district")


def run(*arguments: str) -> tuple[int, Any]:
    done = CliRunner().invoke(group, [*arguments, "--json"])
    return done.exit_code, json.loads(done.stdout)


def test_check_then_take_then_take_again(unit: Unit, tmp_path: Path) -> None:
    file = tmp_path / "ket qua.csv"
    file.write_text(csv_text("index-results", result_row()), "utf-8")
    code, told = run("check", str(file), *KIND)
    assert (code, told["ok"], told["counts"]["new"]) == (0, True, 1)
    assert not ImportBatch.objects.exists()
    assert run("take", str(file), *KIND)[1]["counts"]["new"] == 1
    code, told = run("take", str(file), *KIND)
    assert (code, told["counts"]["new"], told["counts"]["same"]) == (0, 0, 1)
    assert IndexResult.objects.count() == 1


def test_faults_end_with_code_1_and_take_nothing(unit: Unit, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text(csv_text("index-results", result_row(value="x"), result_row(year=2020)), "utf-8")
    for verb in ("check", "take"):
        code, told = run(verb, str(file), *KIND)
        assert (code, told["ok"]) == (1, False)
        assert told["faults"][0]["where"] == "x.csv!F2"
    assert not IndexResult.objects.exists()


def test_the_template_is_written(tmp_path: Path) -> None:
    file = tmp_path / "mau.xlsx"
    assert run("template", str(file), "--kind", "register")[0] == 0
    assert file.read_bytes().startswith(b"PK")


def test_a_wrong_kind_is_wrong_usage(tmp_path: Path) -> None:
    assert CliRunner().invoke(group, ["check", str(tmp_path), "--kind", "x"]).exit_code == 2
