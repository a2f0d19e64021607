"""A leader issues the signed conclusion: the inspection is concluded, each item is a corrective action."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from lotrinh.method.faults import Faults
from lotrinh.office.followup.calendars import moved_to_work
from lotrinh.office.followup.models import Correction, CorrectionEntry
from lotrinh.office.followup.needs import fault
from lotrinh.office.followup.ordered import Checked, Ordered, check_items, drafted_items, items_of_draft
from lotrinh.office.followup.recipients import UnitPeople, office_accounts
from lotrinh.office.inspections import stepping
from lotrinh.office.inspections.limits import CONCLUDED, meet_deadline, set_deadlines
from lotrinh.office.inspections.models import ConclusionItem, Inspection
from lotrinh.office.inspections.needs import signed_paper
from lotrinh.office.platform.messages.actions import tell_all

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.platform.models import OfficialPaper

VERB = "conclude"


@transaction.atomic
def conclude(
    actor: Account, inspection: Inspection, *, items: Sequence[Ordered] | None = None, at: datetime
) -> tuple[Correction, ...]:
    """All of it or nothing. items: as in the draft of the conclusion when they are not given.

    Raises Refused when somebody else has concluded it just now, or the actor may not; Faults when the
    paper is not signed, was made from another draft, or an item is wrong. No items: nothing to correct.
    """
    row, on = stepping.locked(inspection), timezone.localdate(at)
    paper = signed_paper(row, "conclusion")
    stepping.take_step(actor, row, VERB, at=at, paper=paper)
    assert paper is not None, "the condition has asked"
    if items is None:
        _same_draft(row, paper)
        items = items_of_draft(row)
    checked = check_items(row, items, on)
    meet_deadline(row, "conclusion", on)
    limits = {d.key: d.due_on for d in set_deadlines(row, CONCLUDED, on, at)}
    made = tuple(_order(actor, row, paper, one, limits["correction"], on, at) for one in checked)
    _tell(row, made, at)
    return made


def _same_draft(inspection: Inspection, paper: OfficialPaper) -> None:
    """Nobody has changed the items after the paper was made from them."""
    changed = drafted_items(inspection).written_at
    if changed is None or changed <= paper.drafted_at:
        return
    raise Faults(
        fault(
            "draft_is_newer",
            "Các mục giao việc trong dự thảo đã sửa sau khi lập bản được ký; hãy lập và ký lại thông báo "
            "kết luận, hoặc sửa dự thảo cho khớp bản đã ký.",
            "The items of the draft were changed after the signed paper was made; make and sign the "
            "conclusion again, or bring the draft back to what was signed.",
            where="items",
            got=changed.isoformat(),
            expected=f"≤ {paper.drafted_at.isoformat()}",
        )
    )


def _order(
    actor: Account,
    inspection: Inspection,
    paper: OfficialPaper,
    checked: Checked,
    limit: date,
    on: date,
    at: datetime,
) -> Correction:
    """One item and its corrective action; a deadline on a day off moves to the next working day."""
    wanted = checked.item.due_on or limit
    due = moved_to_work(wanted, inspection)
    item = ConclusionItem.objects.create(
        inspection=inspection, paper=paper, number=checked.item.number, unit=checked.unit,
        task=checked.item.task, due_on=wanted,
    )  # fmt: skip
    item.findings.set(checked.findings)
    correction: Correction = Correction.objects.create(
        item=item, inspection=inspection, unit=checked.unit, assigned_on=on, first_due_on=due.due_on,
        due_on=due.due_on,
    )  # fmt: skip
    CorrectionEntry.objects.create(
        correction=correction, verb=VERB, before="", after=correction.state, by=actor, at=at,
        data={"due_on": due.due_on.isoformat(), "wanted": wanted.isoformat(), "reason": due.reason.as_dict()},
    )  # fmt: skip
    return correction


def _tell(inspection: Inspection, made: Sequence[Correction], at: datetime) -> None:
    """The inspected unit, every unit that has something to do, and the department."""
    people = UnitPeople()
    counts = {inspection.unit.code: 0}
    for correction in made:
        counts[correction.unit.code] = counts.get(correction.unit.code, 0) + 1
    told = [(people.of(code), count) for code, count in counts.items()]
    for accounts, count in [*told, (office_accounts(), len(made))]:
        tell_all(
            accounts,
            event=f"inspection:{inspection.pk}:concluded",
            topic="correction",
            subject={
                "vi": f"Kết luận kiểm tra {inspection.unit.name}: {count} việc phải khắc phục",
                "en": f"Conclusion on {inspection.unit.name}: {count} corrective actions",
            },
            text=_first_lines(made, count),
            url=f"{reverse('followup:corrections')}?inspection={inspection.uid}",
            urgent=True,
            at=at,
        )


def _first_lines(made: Sequence[Correction], count: int) -> dict[str, str]:
    first = min((c.due_on for c in made), default=None)
    if first is None or not count:
        return {"vi": "Không có việc phải khắc phục.", "en": "There is nothing to correct."}
    return {"vi": f"Hạn sớm nhất: {first:%d/%m/%Y}.", "en": f"First deadline: {first:%d/%m/%Y}."}
