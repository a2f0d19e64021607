"""Every template: its fields, its examples, and the words that come out."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lotrinh.method.faults import Faults
from lotrinh.office.platform.papers.compose import compose
from lotrinh.office.platform.papers.symbols import TYPES
from lotrinh.office.platform.papers.template import (
    forget_templates,
    read_template,
    template_digest,
    template_keys,
)
from lotrinh.office.platform.papers.template_faults import template_faults
from tests.office.papers.examples import NAMES, PAPERS, example, plain_text

GOLDEN = Path(__file__).with_name("golden")
# The papers of an inspection (definitions/workflows and the chain of steps 4 to 14).
WANTED = {
    "decision-team", "decision-change", "notice-inspection", "outline-self-report", "minutes", "team-report",
    "conclusion", "reminder", "synthesis",
}  # fmt: skip


def test_every_paper_of_an_inspection_has_a_template_with_an_example() -> None:
    assert set(template_keys()) == WANTED
    assert {name.partition("--")[0] for name in NAMES} == WANTED


@pytest.mark.parametrize("key", sorted(WANTED))
def test_a_template_uses_every_declared_field_and_no_other(key: str) -> None:
    assert template_faults(key) == []
    assert read_template(key).key == key


@pytest.mark.parametrize("key", sorted(WANTED))
def test_type_and_kind_are_those_of_the_decree(key: str) -> None:
    template = read_template(key)
    assert template.kind == TYPES.get(template.type, "").upper()


@pytest.mark.parametrize("name", NAMES)
def test_the_words_are_those_that_were_read_and_approved(name: str) -> None:
    key, context = example(name)
    text = plain_text(compose(key, context, number=5, signed_on=date(2020, 10, 20)))
    assert text == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert "{" not in text
    assert "None" not in text


@pytest.fixture
def spoiled(tmp_path: Path, settings: Any) -> Any:
    """``spoiled(key, old, new)``: the templates in a folder of their own, one of them changed."""

    def spoil(key: str, old: str, new: str, file: str = "paper.yaml") -> str:
        shutil.copytree(PAPERS, tmp_path / "papers", dirs_exist_ok=True)
        path = tmp_path / "papers" / key / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        settings.DEFINITIONS = tmp_path
        forget_templates()
        return key

    yield spoil
    forget_templates()


def test_an_undeclared_and_an_unused_field_are_told(spoiled: Any) -> None:
    faults = template_faults(spoiled("reminder", "{reply_due}", "{reply_until}"))
    assert {(f.code, f.got) for f in faults} == {
        ("papers.field_undeclared", "reply_until"),
        ("papers.field_unused", "reply_due"),
    }


def test_a_loop_over_what_is_no_list_is_told(spoiled: Any) -> None:
    faults = template_faults(spoiled("reminder", "rows: due_soon", "rows: conclusion"))
    assert "papers.not_a_list" in {f.code for f in faults}


def test_a_changed_template_has_another_digest(spoiled: Any) -> None:
    before = template_digest("minutes")
    spoiled("minutes", "TRƯỞNG ĐOÀN", "TRƯỞNG  ĐOÀN")
    assert template_digest("minutes") != before


def test_a_context_that_does_not_fit_is_refused_with_every_place() -> None:
    key, context = example("conclusion--ha-dong")
    context["tasks"][1]["deadline"] = "31/10/2020"
    context["unheard"] = 1
    del context["general"]
    with pytest.raises(Faults) as error:
        compose(key, context)
    assert {f.where for f in error.value.faults} == {"conclusion/", "conclusion/tasks/1/deadline"}
    assert len(error.value.faults) == 3
    assert all(f.vi and f.en for f in error.value.faults)


def test_minutes_need_no_signing_and_other_papers_do() -> None:
    key, context = example("team-report--ha-dong")
    del context["signing"]
    with pytest.raises(Faults):
        compose(key, context)
    key, context = example("minutes--ha-dong")
    assert "signing" not in context
    assert [side.lines[0] for side in compose(key, context).sides] == [
        "ĐẠI DIỆN", "TRƯỞNG ĐOÀN", "NGƯỜI GHI BIÊN BẢN",
    ]  # fmt: skip


def test_the_mark_of_an_example_stands_on_papers_of_synthetic_data_alone() -> None:
    key, context = example("reminder--ha-dong")
    assert compose(key, context).foot_mark.startswith("BẢN MINH HỌA")
    assert compose(key, context | {"synthetic": False}).foot_mark == ""


def test_braces_that_somebody_typed_stay_words() -> None:
    key, context = example("conclusion--nothing-wrong")
    context["general"] = "Đơn vị ghi {unit.name} và {0.__class__}"
    body = compose(key, context).body
    assert any("{unit.name} và {0.__class__}" in getattr(block, "text", "") for block in body)


def test_a_text_of_two_hundred_thousand_letters_is_refused_and_twenty_thousand_are_not() -> None:
    key, context = example("conclusion--nothing-wrong")
    compose(key, context | {"general": "Đã làm. " * 2_400})
    with pytest.raises(Faults, match="general"):
        compose(key, context | {"general": "x" * 200_000})


def test_examples_say_that_they_are_examples() -> None:
    for name in NAMES:
        assert json.dumps(example(name)[1]["synthetic"]) == "true"
