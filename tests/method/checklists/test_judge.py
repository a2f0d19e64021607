"""Suggested findings, case by case (judge_cases.yaml), and what no wording may do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from lotrinh.method.checklists import Item, checklist_for, items_of, judge
from lotrinh.method.definitions import Library

CASES = YAML(typ="safe").load(Path(__file__).with_name("judge_cases.yaml").read_text("utf-8"))["cases"]
LIBRARY = Library.open()
ITEMS: dict[str, Item] = {i.key: i for i in items_of(checklist_for(LIBRARY, "hanoi-2020-155"))}


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['item']} {c['value']}"[:60])
def test_an_answer_suggests_its_finding(case: dict[str, Any]) -> None:
    found = judge(ITEMS[case["item"]], case["value"])
    if "vi" not in case:
        assert found is None
        return
    assert found is not None
    assert case["vi"] in found.vi
    assert case["en"] in found.en
    assert "{" not in found.vi + found.en
    assert [found.extent_count, found.extent_of] == case.get("extent", [None, None])
    assert (found.kind, found.content) == (case.get("kind", "shortcoming"), case["content"])
    assert found.sector in LIBRARY.sectors


def test_every_form_of_condition_has_a_case_that_holds_and_one_that_does_not() -> None:
    held: dict[str, set[bool]] = {}
    for case in CASES:
        when = ITEMS[case["item"]].fault_when
        if when is not None:
            held.setdefault(str(when.form), set()).add("vi" in case)
    used = {str(i.fault_when.form) for i in ITEMS.values() if i.fault_when}
    assert {form for form, both in held.items() if both == {True, False}} == used


def test_braces_in_an_answer_are_never_read_as_code() -> None:
    plain = ITEMS["feedback-mailbox"]
    assert plain.suggests is not None
    says = plain.suggests.model_copy(update={"vi": "{answer.__class__} {answer}", "en": "{answer!r}"})
    found = judge(plain.model_copy(update={"suggests": says}), "no")
    assert found is not None
    assert (found.vi, found.en) == ("{answer.__class__} Không", "{answer!r}")


def test_a_suggestion_as_plain_data() -> None:
    found = judge(ITEMS["absent-without-reason"], {"count": 1, "of": 9})
    assert found is not None
    data = found.as_dict()
    assert data["unit"] == {"vi": "người", "en": "people"}
    assert data["causes"] == ["lax_discipline"]
    assert (data["item"], data["extent_count"], data["extent_of"]) == ("absent-without-reason", 1, 9)
