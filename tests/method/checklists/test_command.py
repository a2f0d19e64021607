"""``lotrinh checklist`` from the shell."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from lotrinh.cli.checklist import group
from lotrinh.method.faults import Faults


def run(*args: str) -> str:
    result = CliRunner().invoke(group, list(args), env={"LOTRINH_LANG": "vi"})
    if isinstance(result.exception, Faults):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def test_show_lists_every_question_with_its_key() -> None:
    text = run("show", "hanoi-2020-155", "commune")
    assert "(headcount)" in text
    assert "[rút hồ sơ]" in text
    data = json.loads(run("show", "hanoi-2020-155", "commune", "--json"))
    assert data["version"] == 1
    assert all(f"({item['key']})" in text for item in data["items"])


def test_draw_gives_the_written_vector() -> None:
    assert run("draw", "137", "10", "--seed", "2020-HK-3") == "8 9 16 29 38 47 60 92 106 131\n"
    assert json.loads(run("draw", "12", "4", "--seed", "42", "--json"))["numbers"] == [1, 4, 6, 11]


@pytest.mark.parametrize("args", [("draw", "5", "6", "--seed", "s"), ("show", "none", "commune")])
def test_what_cannot_be_done_is_a_fault(args: tuple[str, ...]) -> None:
    with pytest.raises(Faults):
        run(*args)
