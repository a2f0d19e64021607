"""One step of the chain: permission, conditions, state, step and audit entry, in the caller's transaction."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from lotrinh.method.faults import Faults
from lotrinh.office.inspections.models import Inspection, Step
from lotrinh.office.inspections.needs import missing
from lotrinh.office.inspections.policies import may_do
from lotrinh.office.inspections.rows import workflow
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.platform.models import OfficialPaper

RESTING = frozenset({"postponed", "paused", "stopped"})


def locked(inspection: Inspection) -> Inspection:
    """The row as it stands now, locked until the transaction ends: two people cannot step at once."""
    found: Inspection = (
        Inspection.objects.for_actions()
        .select_for_update(of=("self",))
        .select_related("unit", "plan")
        .get(pk=inspection.pk)
    )
    return found


def check_step(actor: Account, inspection: Inspection, verb: str, **given: Any) -> str:
    """The state after the verb. Raises Refused when it is not for this person or this state, Faults when
    something that it needs is missing.
    """
    require(may_do(actor, inspection, verb))
    entry = workflow().verb(verb)
    faults = missing(inspection, entry.needs, given)
    if faults:
        raise Faults(faults)
    after = workflow().next_state(inspection.state, verb, held=inspection.held_state, form=inspection.form)
    assert after is not None, "may_do has asked"
    return after


def take_step(
    actor: Account,
    inspection: Inspection,
    verb: str,
    *,
    at: datetime,
    paper: OfficialPaper | None = None,
    data: dict[str, Any] | None = None,
    **given: Any,
) -> Inspection:
    """Do the verb on a locked inspection; other fields that the caller has set on it are saved with it."""
    after = check_step(actor, inspection, verb, **given)
    before, reason = inspection.state, str(given.get("reason", ""))
    if after in RESTING and before not in RESTING:
        inspection.held_state, inspection.hold_reason = before, reason
    elif before in RESTING and after not in RESTING:
        inspection.held_state, inspection.hold_reason, inspection.hold_until = "", "", None
    inspection.state = after
    inspection.revision += 1
    inspection.save()
    if not workflow().verb(verb).quiet:
        Step.objects.create(
            inspection=inspection, verb=verb, before=before, after=after, by=actor, at=at, reason=reason,
            paper=paper, data=data or {},
        )  # fmt: skip
    audit.record(
        actor, verb, inspection, at=at, before={"state": before}, after={"state": after, **(data or {})},
        note=reason,
    )  # fmt: skip
    return inspection
