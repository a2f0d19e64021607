"""How far a checklist is filled in."""

from __future__ import annotations

from lotrinh.method.checklists import check_value, progress, progress_by_content, questions_for
from lotrinh.method.definitions import Library
from tests.method.checklists.asked import question

COMMUNE = questions_for(Library.open(), "hanoi-2020-155", "commune")
DRAWN = {"frame": 137, "n": 2, "seed": "s"}


def test_nothing_is_answered_at_first() -> None:
    found = progress(COMMUNE, {})
    assert (found.total, found.settled, found.missing) == (len(COMMUNE), 0, len(COMMUNE))
    assert found.open_required == tuple(q.key for q in COMMUNE if q.required)


def test_empty_values_are_no_answers_and_zero_is_one() -> None:
    asked = [question("number", key="a"), question("text", key="b"), question("table", key="c")]
    found = progress(asked, {"a": 0, "b": "", "c": [{}], "other": 5})
    assert (found.total, found.answered, found.missing) == (3, 1, 2)


def test_states_count_on_their_own_and_settle_a_question() -> None:
    asked = [question("text", key=k, required=True) for k in "abc"]
    found = progress(asked, {"a": {"state": "refused"}, "b": {"state": "not_applicable"}})
    assert (found.answered, found.refused, found.not_applicable, found.settled) == (0, 1, 1, 2)
    assert found.open_required == ("c",)


def test_a_draw_counts_when_every_dossier_is_recorded() -> None:
    asked = question("draw", required=True)
    begun = check_value(asked, DRAWN)
    assert progress([asked], {"q": begun}).begun == 1
    assert progress([asked], {"q": begun}).open_required == ("q",)
    records = [{"number": n, "result": "on_time"} for n in begun.value["numbers"]]
    assert progress([asked], {"q": {**DRAWN, "records": records}}).answered == 1


def test_contents_add_up_to_the_whole() -> None:
    answers = {"headcount": {"count": 3, "of": 3}, "dialogues": 2}
    parts = progress_by_content(COMMUNE, answers)
    assert list(parts) == [1, 2, 3, 4, 5, 6]
    assert sum(p.total for p in parts.values()) == len(COMMUNE)
    assert [c for c, p in parts.items() if p.answered] == [2, 3]
