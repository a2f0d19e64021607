"""The page on which a draft is written together: its parts, who may write, what waits to be decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.actions.write_draft import write_draft
from lotrinh.office.inspections.models import Conflict
from lotrinh.office.inspections.papers.drafting import context_now
from lotrinh.office.inspections.papers.drafts import PartView, draft_parts
from lotrinh.office.inspections.papers.facts import facts_of
from lotrinh.office.inspections.papers.gathering import gather
from lotrinh.office.inspections.papers.parts import TEMPLATES, VERBS, value_faults
from lotrinh.office.inspections.policies import may_do
from lotrinh.office.inspections.queries.conflicts import standing_now
from lotrinh.office.platform import chain
from lotrinh.office.registry.models import Unit

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.inspections.models import Inspection
    from lotrinh.office.inspections.papers.prefill import Facts
    from lotrinh.office.platform.models import OfficialPaper
    from lotrinh.office.platform.policies import Decision


@dataclass(frozen=True)
class Clash:
    """Two versions of a part. seen: the revision of what stands, for the decision."""

    pk: int
    mine: Any
    mine_by: str
    theirs: Any
    theirs_by: str
    seen: int


@dataclass(frozen=True)
class Group:
    """Parts that stand together; title: of a content of the plan, '' for the others."""

    title: str
    parts: list[PartView]


@dataclass(frozen=True)
class DraftDesk:
    """paper: the one made from the draft. stale: it says something else than the draft now. lacking: what
    must be filled in before a paper can be made. findings: those that items can name.
    """

    kind: str
    template: str
    decision: Decision
    groups: list[Group]
    clashes: dict[str, list[Clash]]
    paper: OfficialPaper | None
    signed: OfficialPaper | None
    stale: bool
    lacking: Sequence[Fault]
    units: list[Unit] = field(default_factory=list)
    findings: list[Facts] = field(default_factory=list)


def draft_desk(actor: Account, inspection: Inspection, kind: str, at: datetime) -> DraftDesk:
    """Everything of the page. The caller has asked whether this person may read the inspection's drafts."""
    gathered, on, template = gather(inspection), timezone.localdate(at), TEMPLATES[kind]
    facts = facts_of(gathered)
    views = draft_parts(gathered, facts, kind, on)
    own = [p for p in gathered.papers if p.template == template]
    paper = next((p for p in own if p.state == "draft"), None)
    stale, lacking = _compared(gathered, template, on, paper)
    return DraftDesk(
        kind=kind, template=template, decision=may_do(actor, inspection, VERBS[kind]),
        groups=_grouped(views), clashes=_clashes(inspection, kind), paper=paper,
        signed=next((p for p in own if p.state == "signed"), None), stale=stale, lacking=lacking,
        units=_units(inspection, views) if kind == "conclusion" else [],
        findings=[f for f in facts["findings"] if f["kind"] in ("shortcoming", "violation")],
    )  # fmt: skip


def _compared(
    gathered: Any, template: str, on: Any, paper: OfficialPaper | None
) -> tuple[bool, Sequence[Fault]]:
    try:
        now = context_now(gathered, template, on)
    except Faults as error:
        return paper is not None, error.faults
    return paper is not None and chain.plain(now) != paper.context, ()


def _grouped(views: list[PartView]) -> list[Group]:
    groups: list[Group] = []
    for view in views:
        title = f"{view.content['number']}. {view.content['text']}" if view.content else ""
        if not groups or groups[-1].title != title:
            groups.append(Group(title, []))
        groups[-1].parts.append(view)
    return groups


def _clashes(inspection: Inspection, kind: str) -> dict[str, list[Clash]]:
    rows = Conflict.objects.for_actions().filter(inspection=inspection, resolved_at=None)
    found: dict[str, list[Clash]] = {}
    for row in rows.select_related("mine_by", "theirs_by"):
        if row.target.get("kind") == "draft" and row.target.get("draft") == kind:
            now = standing_now(inspection, row.target)
            theirs = (now.content or row.theirs or {}).get("value")
            by = row.theirs_by.full_name if row.theirs_by else ""
            clash = Clash(
                row.pk, (row.mine or {}).get("value"), row.mine_by.full_name, theirs, by, now.revision
            )
            found.setdefault(row.target["part"], []).append(clash)
    return found


def _units(inspection: Inspection, views: list[PartView]) -> list[Unit]:
    """The inspected body first, then departments; and bodies that an item names already."""
    named = {
        str(row.get("unit_code"))
        for v in views
        if v.part.shape == "rows"
        for row in v.value or []
        if isinstance(row, dict)
    }
    day = inspection.end_date
    rows = list(Unit.objects.filter(register=inspection.unit.register, kind="department").as_of(day))
    own = [u for u in rows if u.pk != inspection.unit_id]
    known = {u.code for u in own} | {inspection.unit.code}
    others = list(Unit.objects.filter(code__in=named - known))
    return [inspection.unit, *others, *sorted(own, key=lambda u: bytes(u.sort_key))]


def save_parts(
    actor: Account,
    inspection: Inspection,
    kind: str,
    parts: dict[str, tuple[Any, int]],
    *,
    device: str,
    at: datetime,
) -> dict[str, dict[str, Any]]:
    """The result of each part: taken, conflict, or refused with its faults. Wrong forms are never written."""
    results: dict[str, dict[str, Any]] = {}
    good: dict[str, tuple[Any, int]] = {}
    for key, (value, base) in parts.items():
        faults = value_faults(kind, key, value)
        if faults:
            results[key] = {"outcome": "refused", "faults": [f.as_dict() for f in faults]}
        else:
            good[key] = (value, base)
    if good:
        results |= write_draft(actor, inspection, kind, good, at=at, device=device)
    return results
