"""What may follow what: (state, verb) → next state, as data."""

from __future__ import annotations

from typing import Final

DRAFT: Final = "draft"
ADOPTED: Final = "adopted"
SUPERSEDED: Final = "superseded"
WITHDRAWN: Final = "withdrawn"

QUEUED: Final = "queued"
RUNNING: Final = "running"
DONE: Final = "done"
FAILED: Final = "failed"

ROADMAP: Final[dict[tuple[str, str], str]] = {
    (DRAFT, "move_visit"): DRAFT,
    (DRAFT, "adopt_roadmap"): ADOPTED,
    (DRAFT, "withdraw_roadmap"): WITHDRAWN,
    (ADOPTED, "supersede_roadmap"): SUPERSEDED,
    (ADOPTED, "amend_roadmap"): ADOPTED,
}

BUILD: Final[dict[tuple[str, str], str]] = {
    (QUEUED, "run_build"): RUNNING,
    (RUNNING, "resume_build"): RUNNING,
    (RUNNING, "finish_build"): DONE,
    (RUNNING, "fail_build"): FAILED,
    (QUEUED, "fail_build"): FAILED,
}


def next_roadmap_state(state: str, verb: str) -> str | None:
    """The state after the verb, or None when the verb is not for this state."""
    return ROADMAP.get((state, verb))


def next_build_state(state: str, verb: str) -> str | None:
    """The state after the verb, or None when the verb is not for this state."""
    return BUILD.get((state, verb))
