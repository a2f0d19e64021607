"""May this person do that with this inspection? Role, group, state and form; each answer with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotrinh.method.trace import Reason
from lotrinh.office.accounts.policies import may, verb_policy
from lotrinh.office.inspections.rows import OFFICE, UNIT, side_of, workflow
from lotrinh.office.platform.policies import ALLOWED, Decision
from lotrinh.office.platform.roles import roles
from lotrinh.office.registry.queries import codes_carried_by

if TYPE_CHECKING:
    from lotrinh.method.workflows import Verb
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.inspections.models import Inspection

may_read_inspections = verb_policy("read_inspections")
may_open_inspections = verb_policy("open_inspections")
may_set_limits = verb_policy("set_limits")
SEATS = {"head": {"head", "deputy"}, "secretary": {"secretary"}, "member": {"member"}}


def groups_of(actor: Account, inspection: Inspection) -> frozenset[str]:
    """The groups of the workflow that the actor belongs to for this inspection; one query for the seats."""
    found = set()
    if side_of(actor) == OFFICE and may(actor, "open_inspections"):
        found.add("office")
    if may(actor, "conclude"):
        found.add("leader")
    if may(actor, "register_paper") and side_of(actor) != UNIT:
        found.add("clerk")
    if side_of(actor) == UNIT:
        if actor.unit_code and inspection.unit.code in codes_carried_by(actor.unit_code):
            found.add("unit")
        return frozenset(found & {"unit"})
    seats = {s.role for s in inspection.seats.all() if s.account_id == actor.pk and s.ended_at is None}
    found |= {group for group, names in SEATS.items() if seats & names}
    return frozenset(found)


def may_do(
    actor: Account, inspection: Inspection, verb: str, groups: frozenset[str] | None = None
) -> Decision:
    """The whole answer for a verb of the workflow, without the conditions it needs (see ``needs``)."""
    decision = may(actor, verb)
    if not decision.allowed:
        return decision
    entry = workflow().verb(verb)
    groups = groups_of(actor, inspection) if groups is None else groups
    if not groups & set(entry.by):
        return Decision(False, _not_in_group(entry))
    after = workflow().next_state(inspection.state, verb, held=inspection.held_state, form=inspection.form)
    return ALLOWED if after is not None else Decision(False, _not_now(entry, inspection))


def _not_in_group(verb: Verb) -> Reason:
    names = [workflow().groups[key] for key in verb.by]
    vi, en = ", ".join(n.vi for n in names), ", ".join(n.en for n in names)
    return Reason(
        "inspections.not_in_group",
        f"Việc “{verb.vi}” của cuộc kiểm tra này do: {vi}.",
        f"“{verb.en}” of this inspection is for: {en}.",
        {"verb": verb.key},
    )


def _not_now(verb: Verb, inspection: Inspection) -> Reason:
    state = workflow().state(inspection.state)
    if verb.forms and inspection.form not in verb.forms:
        form = workflow().forms[inspection.form]
        return Reason(
            "inspections.not_for_form",
            f"Kiểm tra hình thức “{form.vi}” không có bước “{verb.vi}”.",
            f"An inspection of the form “{form.en}” has no step “{verb.en}”.",
            {"verb": verb.key, "form": inspection.form},
        )
    wanted = [workflow().state(key) for key in verb.from_]
    return Reason(
        "inspections.not_now",
        f"Cuộc kiểm tra đang ở bước “{state.vi}”; “{verb.vi}” chỉ làm được khi: "
        + ", ".join(w.vi for w in wanted)
        + ".",
        f"The inspection stands at “{state.en}”; “{verb.en}” is possible at: "
        + ", ".join(w.en for w in wanted)
        + ".",
        {"verb": verb.key, "state": inspection.state},
    )


def verbs_open_to(actor: Account, inspection: Inspection) -> list[Verb]:
    """The verbs that this person could do now, in the order of the chain."""
    groups = groups_of(actor, inspection)
    return [
        verb
        for verb in workflow().verbs_from(inspection.state, inspection.form)
        if may_do(actor, inspection, verb.key, groups).allowed
    ]


def unit_roles() -> frozenset[str]:
    """Roles that belong to a unit: the inspected side."""
    return frozenset(role.key for role in roles().values() if role.needs_unit)
