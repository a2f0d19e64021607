"""The workflows as they are defined, and wrong ones that are refused."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from lotrinh.method.definitions import Library
from lotrinh.method.workflows import Workflow, check_workflows, read_workflow, workflows

LIBRARY = Library.open()


@pytest.mark.parametrize("key", workflows(LIBRARY))
def test_every_workflow_is_whole(key: str) -> None:
    workflow = read_workflow(LIBRARY, key)
    for entry in (*workflow.states, *workflow.verbs, *workflow.limits):
        assert entry.vi.strip()
        assert entry.en.strip()
    for verb in workflow.verbs:
        assert not verb.limit or not workflow.limits or workflow.limit(verb.limit)


def test_the_checks_find_nothing() -> None:
    assert list(check_workflows(LIBRARY)) == []


def test_an_unannounced_inspection_is_never_announced() -> None:
    chain = read_workflow(LIBRARY, "inspection")
    assert chain.next_state("team_set", "announce_visit", form="direct") == "announced"
    assert chain.next_state("team_set", "announce_visit", form="unannounced") is None


def test_what_was_held_goes_back_to_where_it_was() -> None:
    chain = read_workflow(LIBRARY, "inspection")
    assert chain.next_state("paused", "resume", held="under_way") == "under_way"
    assert chain.next_state("paused", "resume") is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"hidden": ("nowhere",)}, "hidden: nowhere"),
        ({"states": ({"key": "a", "vi": "a", "en": "a", "phase": "x"},) * 2}, "stands twice"),
    ],
)
def test_names_that_are_not_known_are_refused(change: dict[str, object], said: str) -> None:
    data = read_workflow(LIBRARY, "correction").as_data()
    with pytest.raises(ValidationError, match=said):
        Workflow.model_validate({**data, **change})


def test_a_limit_runs_in_one_direction() -> None:
    data = read_workflow(LIBRARY, "inspection").as_data()
    both = {**data["limits"][0], "after": "x"}
    with pytest.raises(ValidationError, match="names one event"):
        Workflow.model_validate({**data, "limits": (both,)})
