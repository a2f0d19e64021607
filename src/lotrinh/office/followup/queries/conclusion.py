"""What issuing a conclusion will do, item by item, before the leader does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.followup.calendars import moved_to_work
from lotrinh.office.followup.ordered import Ordered, check_items, items_of_draft
from lotrinh.office.followup.recipients import UnitPeople
from lotrinh.office.inspections.limits import CONCLUDED, computed, limits_at, spans_of
from lotrinh.office.inspections.models import ConclusionItem, Finding
from lotrinh.office.inspections.needs import signed_paper
from lotrinh.office.inspections.policies import may_do
from lotrinh.office.platform.policies import Decision
from lotrinh.office.registry.models import Unit

if TYPE_CHECKING:
    from lotrinh.method.workflows import Deadline, Limit
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.inspections.models import Inspection
    from lotrinh.office.platform.models import OfficialPaper


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item as it will be ordered. due_on: after days off. people: accounts that will be told."""

    item: Ordered
    unit: Unit | None
    due_on: date
    moved: bool
    findings: tuple[Finding, ...]
    people: int


@dataclass(frozen=True, slots=True)
class ConclusionSheet:
    """decision: whether this person may issue it now. faults: what stands in the way."""

    decision: Decision
    paper: OfficialPaper | None
    items: tuple[ItemLine, ...]
    faults: tuple[Fault, ...]
    limits: tuple[tuple[Limit, Deadline], ...]
    issued: bool

    @property
    def ready(self) -> bool:
        """Whether the button can be pressed."""
        return self.decision.allowed and self.paper is not None and not self.faults


def conclusion_sheet(actor: Account, inspection: Inspection, today: date) -> ConclusionSheet:
    """A constant number of queries."""
    spans = spans_of(inspection.plan)
    limits = tuple((x, computed(inspection, spans[x.key], today)) for x in limits_at(CONCLUDED))
    last = {limit.key: found.due_on for limit, found in limits}["correction"]
    items, faults = _items(inspection, today)
    issued = ConclusionItem.objects.visible_to(actor).filter(inspection=inspection).exists()
    return ConclusionSheet(
        decision=may_do(actor, inspection, "conclude"),
        paper=signed_paper(inspection, "conclusion"),
        items=_lines(inspection, items, last),
        faults=tuple(faults),
        limits=limits,
        issued=issued or inspection.state in ("concluded", "closed"),
    )


def _items(inspection: Inspection, today: date) -> tuple[Sequence[Ordered], Sequence[Fault]]:
    try:
        items = items_of_draft(inspection)
    except Faults as error:
        return (), error.faults
    try:
        check_items(inspection, items, today)
    except Faults as error:
        return items, error.faults
    return items, ()


def _lines(inspection: Inspection, items: Sequence[Ordered], last: date) -> tuple[ItemLine, ...]:
    units = {u.code: u for u in Unit.objects.filter(code__in=[i.unit_code for i in items])}
    wanted = {uid for item in items for uid in item.findings}
    rows = Finding.objects.for_actions().filter(inspection=inspection, uid__in=wanted)
    findings = {row.uid: row for row in rows}
    people = UnitPeople() if items else None
    lines = []
    for item in items:
        day = item.due_on or last
        due = moved_to_work(day, inspection).due_on
        named = tuple(findings[uid] for uid in item.findings if uid in findings)
        told = len(people.of(item.unit_code)) if people else 0
        lines.append(ItemLine(item, units.get(item.unit_code), due, due != day, named, told))
    return tuple(lines)
