"""One step of a corrective action: permission, conditions, state, entry, audit, in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from lotrinh.method.faults import Faults
from lotrinh.office.followup.models import Correction, CorrectionEntry
from lotrinh.office.followup.needs import missing
from lotrinh.office.followup.policies import may_do
from lotrinh.office.followup.rows import workflow
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


def open_states() -> list[str]:
    """States in which something is still to be done."""
    return [state.key for state in workflow().states if state.phase == "open"]


def unit_acts_states() -> list[str]:
    """States in which the unit has to act: everything open that is not waiting for a verdict."""
    return [key for key in open_states() if key != "reported"]


def locked(correction: Correction) -> Correction:
    """The row as it stands now, locked until the transaction ends: two people cannot step at once."""
    found: Correction = (
        Correction.objects.for_actions()
        .select_for_update(of=("self",))
        .select_related("unit", "item", "inspection__unit", "inspection__plan")
        .get(pk=correction.pk)
    )
    return found


def clean(text: str) -> str:
    """A text without what databases refuse, and without blank ends."""
    return text.replace("\0", "").strip()


def take_step(
    actor: Account,
    correction: Correction,
    verb: str,
    *,
    at: datetime,
    text: str = "",
    data: dict[str, Any] | None = None,
    **given: Any,
) -> CorrectionEntry:
    """Do the verb on a locked corrective action; other fields that the caller has set are saved with it.

    text: what is kept with the entry. given: what the conditions look at (text, reason, evidence, until …).
    Raises Refused when it is not for this person or this state, Faults when something it needs is missing.
    """
    require(may_do(actor, correction, verb))
    asked = {"text": text, "reason": text, "on": timezone.localdate(at), **given}
    faults = missing(correction, workflow().verb(verb).needs, asked)
    if faults:
        raise Faults(faults)
    after = workflow().next_state(correction.state, verb)
    assert after is not None, "may_do has asked"
    return write_step(actor, correction, verb, after, at=at, text=text, data=data)


def write_step(
    actor: Account | None,
    correction: Correction,
    verb: str,
    after: str,
    *,
    at: datetime,
    text: str = "",
    data: dict[str, Any] | None = None,
) -> CorrectionEntry:
    """State, entry and audit of a step that was allowed; actor None: the system itself."""
    before = correction.state
    correction.state = after
    correction.revision += 1
    correction.save()
    entry: CorrectionEntry = CorrectionEntry.objects.create(
        correction=correction, verb=verb, before=before, after=after, text=text, data=data or {},
        by=actor, at=at,
    )  # fmt: skip
    audit.record(
        actor, verb, correction, at=at, before={"state": before}, after={"state": after, **(data or {})},
        note=text[:2000],
    )  # fmt: skip
    return entry
