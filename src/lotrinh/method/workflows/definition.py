"""What a workflow says: who may do what, when, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

SAME, HELD = "same", "held"
"""Targets of a verb that are no states: stay as it is; go back to the state that was held."""


class Strict(BaseModel):
    """Unknown keys are faults; nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Strict):
    """A name in both languages."""

    vi: str
    en: str

    def sentence(self, language: str = "vi") -> str:
        """In one language."""
        return self.en if language == "en" else self.vi


class Mark(Strict):
    """Where a line comes from: seen, recalled or assumption, and in which act or paper.

    note_vi: the same in Vietnamese, where the line is shown on a screen.
    """

    mark: Literal["seen", "recalled", "assumption"]
    note: str
    note_vi: str = ""

    def sentence(self, language: str = "vi") -> str:
        """In one language; the English one where there is no other."""
        return self.note if language == "en" or not self.note_vi else self.note_vi


class State(Words):
    """A state; phase groups states for the eye (before, during, after, held, open, end)."""

    key: str
    phase: str


class Verb(Words):
    """What somebody may do.

    by: groups, one of which the actor must belong to. forms: only for these forms of an inspection (all when
    empty). needs: conditions that the office checks by name. paper: key of the paper that goes with it.
    limit: the deadline that it meets. quiet: it leaves no line in the chain of steps (saving as one types).
    """

    key: str
    from_: tuple[str, ...] = Field(alias="from")
    to: str
    by: tuple[str, ...]
    forms: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    paper: str = ""
    signer: Words | None = None
    limit: str = ""
    quiet: bool = False
    source: Mark


class Limit(Words):
    """A span of days, from an event on or back from one; a plan may set its own days and unit."""

    key: str
    after: str = ""
    before: str = ""
    days: int = Field(ge=0, le=366)
    unit: Literal["working", "calendar"]
    source: Mark

    @model_validator(mode="after")
    def _one_direction(self) -> Limit:
        if bool(self.after) == bool(self.before):
            raise ValueError("a limit names one event: after or before")
        return self


class Workflow(Strict):
    """A whole workflow; verbs and states are found by key."""

    key: str
    version: int
    licence: str
    title: Words
    groups: Mapping[str, Words]
    forms: Mapping[str, Words] = {}
    states: tuple[State, ...]
    hidden: tuple[str, ...] = ()
    verbs: tuple[Verb, ...]
    limits: tuple[Limit, ...] = ()

    @model_validator(mode="after")
    def _known_names(self) -> Workflow:
        states, limits = [s.key for s in self.states], [x.key for x in self.limits]
        for names in (states, [v.key for v in self.verbs], limits):
            if len(set(names)) < len(names):
                raise ValueError(f"a key stands twice: {sorted(n for n in names if names.count(n) > 1)}")
        wrong = [f"hidden: {s}" for s in self.hidden if s not in states]
        for verb in self.verbs:
            wrong += [f"{verb.key} from {s}" for s in verb.from_ if s not in states]
            wrong += [f"{verb.key} to {verb.to}"] if verb.to not in (*states, SAME, HELD) else []
            wrong += [f"{verb.key} by {g}" for g in verb.by if g not in self.groups]
            wrong += [f"{verb.key} form {f}" for f in verb.forms if f not in self.forms]
        if wrong:
            raise ValueError("unknown names: " + "; ".join(wrong))
        return self

    def state(self, key: str) -> State:
        """The state of a key; KeyError when there is none."""
        return {s.key: s for s in self.states}[key]

    def verb(self, key: str) -> Verb:
        """The verb of a key; KeyError when there is none."""
        return {v.key: v for v in self.verbs}[key]

    def limit(self, key: str) -> Limit:
        """The limit of a key; KeyError when there is none."""
        return {x.key: x for x in self.limits}[key]

    def next_state(self, state: str, verb: str, *, held: str = "", form: str = "") -> str | None:
        """The state after the verb; None when the verb is not for this state or form.

        held: the state that a postponed or paused matter goes back to.
        """
        found = {v.key: v for v in self.verbs}.get(verb)
        if found is None or state not in found.from_ or (form and found.forms and form not in found.forms):
            return None
        if found.to == SAME:
            return state
        return (held or None) if found.to == HELD else found.to

    def verbs_from(self, state: str, form: str = "") -> tuple[Verb, ...]:
        """The verbs that a state (and form) allows, in the order of the definition."""
        return tuple(
            v for v in self.verbs if state in v.from_ and (not form or not v.forms or form in v.forms)
        )

    def as_data(self) -> dict[str, Any]:
        """Plain data."""
        return self.model_dump(by_alias=True)
