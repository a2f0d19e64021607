"""Plan 155/KH-UBND of 27/7/2020 as reported on 29/7/2020: every published line is in the definition."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.method.definitions import Cited, Library, PlanDefinition


@pytest.fixture(scope="module")
def plan() -> PlanDefinition:
    """Plan 155."""
    return Library.open().plan("hanoi-2020-155")


def test_number_day_and_time(plan: PlanDefinition) -> None:
    assert (plan.number, plan.date) == ("155/KH-UBND", date(2020, 7, 27))
    assert (plan.period.start, plan.period.end) == (date(2020, 8, 1), date(2020, 12, 31))


def test_six_contents(plan: PlanDefinition) -> None:
    words = ["chỉ đạo", "kế hoạch CCHC", "PAPI", "PAR Index", "SIPAS", "khảo sát"]
    assert [i.number for i in plan.contents] == [1, 2, 3, 4, 5, 6]
    assert all(word in item.vi for word, item in zip(words, plan.contents, strict=True))


def test_who_is_inspected(plan: PlanDefinition) -> None:
    words = ["sở", "tương đương sở", "quận, huyện, thị xã", "xã, phường, thị trấn"]
    assert all(word in item.vi for word, item in zip(words, plan.who, strict=True))
    assert {k for item in plan.who for k in item.kinds} == {"department", "district", "commune"}


def test_nine_focus_fields(plan: PlanDefinition) -> None:
    assert plan.focus_fields == (
        "natural_resources_environment",
        "construction",
        "planning_architecture",
        "finance",
        "information_communications",
        "education",
        "health",
        "justice",
        "inspectorate",
    )
    assert plan.rules.coverage.focus_fields == plan.focus_fields


def test_purposes_and_use(plan: PlanDefinition) -> None:
    assert len(plan.purposes) == 4 and "nhân rộng" in plan.purposes[3].vi
    (use,) = plan.use
    assert set(use.kinds) == {"department", "district"} and "Chỉ số CCHC" in use.vi


def test_what_the_plan_states_cites_it_and_the_rest_says_why(plan: PlanDefinition) -> None:
    stated: list[Cited] = [
        plan.period, plan.focus, *plan.contents, *plan.who, *plan.purposes, *plan.use, *plan.basis,
    ]  # fmt: skip
    assert all(item.mark == "plan" and item.source == "hanoi-155-2020" for item in stated)
    ours: list[Cited] = [
        plan.risk,
        plan.visit_length,
        plan.aims,
        *plan.teams,
        *(r for _, r in plan.rules.items()),
    ]
    assert all(item.mark == "assumption" and item.reason for item in ours)
    assert all(team.synthetic for team in plan.teams)


def test_the_plan_of_2026_says_that_it_is_ours() -> None:
    plan = Library.open().plan("hanoi-2026")
    assert plan.synthetic and plan.note is not None and "tự lập" in plan.note.vi
    assert not [i for i in (*plan.contents, *plan.who, *plan.purposes) if i.mark == "plan"]


@pytest.mark.parametrize("by_alias", [True, False])
def test_a_plan_comes_back_from_json(plan: PlanDefinition, by_alias: bool) -> None:
    assert PlanDefinition.model_validate(plan.model_dump(mode="json", by_alias=by_alias)) == plan
