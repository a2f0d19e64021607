"""The checklists and the outline as they are written."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.method.checklists import (
    checklist_digest,
    checklist_for,
    items_of,
    outline_for,
    questions_for,
)
from lotrinh.method.definitions import Library
from lotrinh.method.faults import Faults

LIBRARY = Library.open()
ASKED = [
    ("hanoi-2020-155", "department", 6),
    ("hanoi-2020-155", "district", 6),
    ("hanoi-2020-155", "commune", 6),
    ("hanoi-2026", "department", 4),
    ("hanoi-2026", "commune", 4),
]


@pytest.mark.parametrize(("plan", "kind", "contents"), ASKED)
def test_every_content_is_asked_of_every_kind_of_body(plan: str, kind: str, contents: int) -> None:
    items = questions_for(LIBRARY, plan, kind)
    assert 30 <= len(items) <= 60
    assert sorted({i.content for i in items}) == list(range(1, contents + 1))
    assert [i.content for i in items] == sorted(i.content for i in items)
    assert all(kind in i.kinds and not i.basis.empty for i in items)


def test_all_kinds_of_answers_and_the_ordinary_things_on_the_spot_are_asked_of_a_commune() -> None:
    items = {i.key: i for i in questions_for(LIBRARY, "hanoi-2020-155", "commune")}
    assert {i.answer for i in items.values()} >= {
        "yes_no",
        "share",
        "number",
        "date",
        "choice",
        "table",
        "draw",
    }
    assert {"headcount", "procedures-posted", "opening-hours", "feedback-mailbox", "badges"} <= set(items)


def test_both_plans_ask_the_same_under_the_same_key() -> None:
    old = {i.key: i.answer for i in items_of(checklist_for(LIBRARY, "hanoi-2020-155"))}
    new = {i.key: i.answer for i in items_of(checklist_for(LIBRARY, "hanoi-2026"))}
    shared = set(old) & set(new)
    assert len(shared) > 40
    assert all(old[key] == new[key] for key in shared)


def test_an_item_takes_mark_and_basis_of_its_group_unless_it_says_otherwise() -> None:
    items = {i.key: i for i in items_of(checklist_for(LIBRARY, "hanoi-2020-155"))}
    assert items["badges"].basis.criteria["commune"] == ("4.3",)
    assert items["structure-right"].basis.criteria["district"] == ("4.1", "4.2")
    assert items["badges"].mark == "assumption"
    assert items["badges"].group_title.en.startswith("Organisation")


def test_a_version_is_in_force_from_its_day() -> None:
    assert checklist_for(LIBRARY, "hanoi-2020-155", date(2020, 7, 27)).version == 1
    with pytest.raises(Faults) as error:
        checklist_for(LIBRARY, "hanoi-2020-155", date(2020, 7, 26))
    assert error.value.faults[0].code == "checklists.none_for_plan"


def test_a_kind_that_the_plan_does_not_inspect_is_a_fault() -> None:
    with pytest.raises(Faults) as error:
        questions_for(LIBRARY, "hanoi-2026", "district")
    assert error.value.faults[0].code == "checklists.no_kind"


def test_the_digest_is_of_the_content() -> None:
    assert len(checklist_digest(LIBRARY, "hanoi-2026")) == 64
    assert checklist_digest(LIBRARY, "hanoi-2026") != checklist_digest(LIBRARY, "hanoi-2020-155")


@pytest.mark.parametrize(("kind", "asked"), [("department", True), ("district", True), ("commune", False)])
def test_the_outline_asks_lost_points_of_departments_and_districts_only(kind: str, asked: bool) -> None:
    outline = outline_for(LIBRARY, kind)
    assert ("lost-points" in [q.key for q in outline.questions()]) is asked
    assert [s.number for s in outline.sections][-4:] == ["IV", "V", "VI", "VII"]
    assert {q.answer for q in outline.questions()} == {"text", "number", "share", "table", "date"}


def test_an_unknown_outline_is_a_fault() -> None:
    with pytest.raises(Faults):
        outline_for(LIBRARY, "commune", "other")
