"""``lotrinh risk`` from the shell."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from lotrinh.cli.risk import group
from lotrinh.method.faults import Faults


def run(*args: str) -> tuple[int, str]:
    result = CliRunner().invoke(group, list(args), standalone_mode=True)
    if isinstance(result.exception, Faults):
        raise result.exception
    return result.exit_code, result.stdout


def test_list_gives_every_unit_with_its_contributions() -> None:
    code, out = run("list", "hanoi-2020-155", "--json")
    rows = json.loads(out)
    assert (code, len(rows)) == (0, 631)
    assert {"rank", "unit", "score", "low", "high", "contributions"} <= set(rows[0])


def test_explain_names_figures_and_sources() -> None:
    code, out = run("explain", "hn.d005", "--plan", "hanoi-2020-155")
    assert code == 0
    assert "95" in out
    assert "wikilegal.vn" in out


@pytest.mark.parametrize(
    "args", [("focus", "hanoi-2020-155"), ("stability", "hanoi-2026", "--seed", "3", "--draws", "20")]
)
def test_json_on_every_command(args: tuple[str, ...]) -> None:
    code, out = run(*args, "--json")
    assert code == 0
    assert json.loads(out)


def test_an_unknown_unit_is_wrong_data_and_a_missing_plan_is_usage() -> None:
    with pytest.raises(Faults) as caught:
        run("explain", "hn.none", "--plan", "hanoi-2020-155")
    assert caught.value.faults[0].code == "risk.unknown_unit"
    assert run("explain", "hn.d005")[0] == 2


def test_a_year_not_yet_published_is_wrong_data() -> None:
    with pytest.raises(Faults) as caught:
        run("focus", "hanoi-2020-155", "--year", "2020")
    assert caught.value.faults[0].code == "risk.no_papi"
