"""May this person do that with this corrective action? Role, group and state; each answer with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotrinh.method.trace import Reason
from lotrinh.office.accounts.policies import may, verb_policy
from lotrinh.office.followup.rows import workflow
from lotrinh.office.inspections.rows import OFFICE, UNIT, side_of
from lotrinh.office.platform.policies import ALLOWED, Decision
from lotrinh.office.registry.queries import codes_carried_by

if TYPE_CHECKING:
    from lotrinh.method.workflows import Verb
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.followup.models import Correction

NOT_NOW = "followup.not_now"
may_read_corrections = verb_policy("read_inspections")


def groups_of(actor: Account, correction: Correction) -> frozenset[str]:
    """The groups of the workflow that the actor belongs to for this corrective action; at most one query.

    A seat in the team counts also after its end: whoever saw the fault may say that it is mended.
    """
    side = side_of(actor)
    if side == UNIT:
        own = bool(actor.unit_code) and correction.unit.code in codes_carried_by(actor.unit_code)
        return frozenset({"unit"} if own else set())
    found = set()
    if side == OFFICE and may(actor, "open_inspections"):
        found.add("office")
    if may(actor, "conclude"):
        found.add("leader")
    if may(actor, "verify_correction") and _sat_in_team(actor, correction):
        found.add("team")
    return frozenset(found)


def _sat_in_team(actor: Account, correction: Correction) -> bool:
    return actor.inspection_seats.filter(inspection_id=correction.inspection_id).exists()


def may_do(
    actor: Account, correction: Correction, verb: str, groups: frozenset[str] | None = None
) -> Decision:
    """The whole answer for a verb of the workflow, without the conditions it needs (see ``needs``)."""
    decision = may(actor, verb)
    if not decision.allowed:
        return decision
    entry = workflow().verb(verb)
    groups = groups_of(actor, correction) if groups is None else groups
    if not groups & set(entry.by):
        return Decision(False, _not_in_group(entry))
    after = workflow().next_state(correction.state, verb)
    return ALLOWED if after is not None else Decision(False, _not_now(entry, correction))


def _not_in_group(verb: Verb) -> Reason:
    names = [workflow().groups[key] for key in verb.by]
    vi, en = ", ".join(n.vi for n in names), ", ".join(n.en for n in names)
    return Reason(
        "followup.not_in_group",
        f"Việc “{verb.vi}” của kiến nghị này do: {vi}.",
        f"“{verb.en}” of this corrective action is for: {en}.",
        {"verb": verb.key},
    )


def _not_now(verb: Verb, correction: Correction) -> Reason:
    state = workflow().state(correction.state)
    wanted = [workflow().state(key) for key in verb.from_]
    return Reason(
        NOT_NOW,
        f"Kiến nghị đang ở bước “{state.vi}”; “{verb.vi}” chỉ làm được khi: "
        + ", ".join(w.vi for w in wanted)
        + ". Có thể người khác vừa làm bước này; hãy tải lại trang.",
        f"The corrective action stands at “{state.en}”; “{verb.en}” is possible at: "
        + ", ".join(w.en for w in wanted)
        + ". Somebody may have done it just now; load the page again.",
        {"verb": verb.key, "state": correction.state},
    )


def verbs_open_to(actor: Account, correction: Correction) -> list[Verb]:
    """The verbs that this person could do now, in the order of the chain."""
    groups = groups_of(actor, correction)
    found = workflow().verbs_from(correction.state)
    return [verb for verb in found if may_do(actor, correction, verb.key, groups).allowed]
