"""Answers of every kind: taken in one form, or refused whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.method.checklists import Value, check_value, draw, draw_result
from lotrinh.method.faults import Faults
from tests.method.checklists.asked import question

SEED = "2020-1"
NUMBERS = draw(20, 4, SEED)
DRAWN = {"frame": 20, "n": 4, "seed": SEED}

TAKEN = [
    ("yes_no", "partly", "partly"),
    ("number", 12, "12"),
    ("number", 12.50, "12.5"),
    ("number", "007.50", "7.5"),
    ("number", 0, "0"),
    ("number", "-0", "0"),
    ("share", {"count": 4, "of": 48}, {"count": 4, "of": 48}),
    ("share", {"count": 0, "of": 0}, {"count": 0, "of": 0}),
    ("date", "2020-02-29", "2020-02-29"),
    ("choice", "good", "good"),
    ("text", "  Đã\r\nlàm ", "Đã\nlàm"),
    ("text", "Ho\u0302\u0300 so\u031b", "Hồ sơ"),
]
REFUSED = [
    ("yes_no", "maybe", "checklists.not_a_choice"),
    ("yes_no", True, "checklists.not_a_choice"),
    ("number", True, "checklists.not_a_number"),
    ("number", "1,5", "checklists.not_a_number"),
    ("number", "1.260.000", "checklists.not_a_number"),
    ("number", float("nan"), "checklists.not_a_number"),
    ("number", "1e5", "checklists.not_a_number"),
    ("number", [1], "checklists.not_a_number"),
    ("number", "1.234", "checklists.not_a_number"),
    ("number", 101, "checklists.not_a_number_range"),
    ("number", -1, "checklists.not_a_number_range"),
    ("share", {"count": 7, "of": 6}, "checklists.not_a_share"),
    ("share", {"count": 7}, "checklists.not_a_share"),
    ("share", {"count": None, "of": 6}, "checklists.not_a_count"),
    ("share", {"count": "6", "of": 6}, "checklists.not_a_count"),
    ("share", {"count": -1, "of": 6}, "checklists.not_a_count"),
    ("share", "6/6", "checklists.not_a_share"),
    ("date", "2020-02-30", "checklists.not_a_date"),
    ("date", "03/08/2020", "checklists.not_a_date"),
    ("date", "1020-08-03", "checklists.not_a_date"),
    ("date", 20200803, "checklists.not_a_date"),
    ("choice", "best", "checklists.not_a_choice"),
    ("choice", ["good"], "checklists.not_a_choice"),
    ("text", 5, "checklists.not_a_text"),
    ("text", "a\x00b", "checklists.not_a_text"),
    ("text", "a\ud800", "checklists.not_a_text"),
    ("text", "x" * 200_000, "checklists.too_long"),
    ("table", {"name": "a"}, "checklists.not_a_table"),
    ("table", [{"name": "a"}] * 4, "checklists.not_a_table"),
    ("table", ["a"], "checklists.not_a_row"),
    ("table", [{"name": "a", "x": 1}], "checklists.unknown_column"),
    ("table", [{"points": 3}], "checklists.missing_cell"),
    ("table", [{"name": "a", "since": "today"}], "checklists.not_a_date"),
    ("draw", "1 2 3", "checklists.not_a_draw"),
    ("draw", {"frame": 20, "n": 4}, "checklists.not_a_draw"),
    ("draw", {"frame": 20, "n": 21, "seed": SEED}, "checklists.draw_number"),
    ("draw", {"frame": 20, "n": 4, "seed": "có dấu"}, "checklists.draw_seed"),
    ("draw", {"frame": 9000, "n": 501, "seed": SEED}, "checklists.not_a_draw"),
    ("draw", {**DRAWN, "numbers": [1, 2, 3, 4]}, "checklists.draw_differs"),
    ("draw", {**DRAWN, "records": {}}, "checklists.not_a_list"),
    ("draw", {**DRAWN, "records": [{"number": NUMBERS[0]}]}, "checklists.not_a_record"),
    ("draw", {**DRAWN, "records": [{"number": 0, "result": "late"}]}, "checklists.not_a_drawn_number"),
    (
        "draw",
        {**DRAWN, "records": [{"number": float(NUMBERS[0]), "result": "late"}]},
        "checklists.not_a_drawn_number",
    ),
    ("draw", {**DRAWN, "records": [{"number": NUMBERS[0], "result": "lost"}]}, "checklists.not_a_choice"),
    ("draw", {**DRAWN, "records": [{"number": NUMBERS[0], "result": "late"}] * 2}, "checklists.record_twice"),
    (
        "draw",
        {**DRAWN, "records": [{"number": NUMBERS[0], "result": "on_time", "days_late": 3}]},
        "checklists.not_a_days_late",
    ),
]


@pytest.mark.parametrize(("answer", "given_value", "taken"), TAKEN)
def test_an_answer_is_brought_to_one_form(answer: str, given_value: Any, taken: Any) -> None:
    value = check_value(question(answer), given_value)
    assert value == Value("answered", taken)
    assert check_value(question(answer), value.as_json()) == value


@pytest.mark.parametrize(("answer", "wrong", "code"), REFUSED)
def test_a_wrong_answer_is_refused_with_place_and_both_languages(answer: str, wrong: Any, code: str) -> None:
    with pytest.raises(Faults) as error:
        check_value(question(answer), wrong)
    faults = error.value.faults
    assert code in [f.code for f in faults]
    assert all(f.where.startswith("q") and f.vi and f.en and f.got and f.expected for f in faults)


@pytest.mark.parametrize("answer", ["yes_no", "number", "share", "date", "choice", "text", "table", "draw"])
def test_missing_refused_and_not_applicable_are_states_and_no_values(answer: str) -> None:
    asked = question(answer)
    assert check_value(asked, None) == check_value(asked, "") == Value("missing")
    assert check_value(asked, {"state": "missing"}) == Value("missing")
    refused = check_value(asked, {"state": "refused", "reason": " không cung cấp "})
    assert refused == Value("refused", None, "không cung cấp")
    assert check_value(asked, refused.as_json()) == refused
    assert check_value(asked, {"state": "not_applicable"}) == Value("not_applicable")


@pytest.mark.parametrize(
    "state", [{"state": "done"}, {"state": "refused", "reason": 5}, {"state": "refused", "x": 1}]
)
def test_another_state_is_refused(state: dict[str, Any]) -> None:
    with pytest.raises(Faults) as error:
        check_value(question("text"), state)
    assert error.value.faults[0].code == "checklists.wrong_state"


def test_zero_is_an_answer_and_blank_text_is_none() -> None:
    assert check_value(question("number"), 0).state == "answered"
    assert check_value(question("share"), {"count": 0, "of": 5}).state == "answered"
    assert check_value(question("text"), " \n ").state == "missing"
    assert check_value(question("table"), [{"name": ""}, {}]).state == "missing"
    assert check_value(question("yes_no"), "not_applicable").state == "not_applicable"


def test_a_table_keeps_full_rows_and_says_every_fault_at_once() -> None:
    rows = [{"name": "Một", "points": "3.50", "done": "yes"}, {"name": "  "}]
    assert check_value(question("table"), rows).value == [
        {"name": "Một", "points": "3.5", "since": None, "done": "yes"}
    ]
    with pytest.raises(Faults) as error:
        check_value(question("table"), [{"name": "a", "points": 900}, {"since": "x"}])
    assert [f.where for f in error.value.faults] == ["q[0].points", "q[1].since"]


def test_a_draw_keeps_what_was_seen_and_counts_only_that() -> None:
    records = [
        {
            "number": NUMBERS[2],
            "result": "late",
            "days_late": 3,
            "code": " H29-7 ",
            "cells": {"receipt": "no"},
        },
        {"number": NUMBERS[0], "result": "on_time"},
        {"number": NUMBERS[1], "result": "not_found"},
    ]
    value = check_value(question("draw"), {**DRAWN, "numbers": list(NUMBERS), "records": records}).value
    assert [r["number"] for r in value["records"]] == list(NUMBERS[:3])
    assert value["records"][2]["code"] == "H29-7"
    assert value["records"][0]["cells"] == {"receipt": None}
    seen = draw_result(value)
    assert (seen.recorded, seen.on_time, seen.late, seen.not_found, seen.judged) == (3, 1, 1, 1, 2)
    assert not seen.complete
    assert seen.interval is not None
    assert (seen.interval.count, seen.interval.of) == (1, 2)
    assert draw_result(check_value(question("draw"), DRAWN).value).interval is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
fields = st.dictionaries(
    st.sampled_from(
        ["frame", "n", "seed", "records", "number", "result", "count", "of", "name", "state", "cells"]
    ),
    json_values,
    max_size=5,
)


@given(
    st.sampled_from(["yes_no", "number", "share", "date", "choice", "text", "table", "draw"]),
    json_values
    | fields
    | st.lists(fields, max_size=3)
    | st.fixed_dictionaries(
        {
            "frame": st.just(5),
            "n": st.just(2),
            "seed": st.just("s"),
            "records": st.lists(fields | json_values),
        }
    ),
)
def test_any_json_is_taken_in_one_form_or_refused_with_faults(answer: str, anything: Any) -> None:
    asked = question(answer)
    try:
        value = check_value(asked, anything)
    except Faults as error:
        assert error.faults
        return
    assert check_value(asked, value.as_json()) == value
