"""The rows that an inspection's papers are made from, each kind read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lotrinh.office.inspections.models import (
    Answer,
    Deadline,
    Draft,
    DraftRevision,
    Evidence,
    Finding,
    Inspection,
    Question,
    Seat,
    SelfReport,
    SelfReportItem,
)
from lotrinh.office.inspections.needs import OWNER
from lotrinh.office.inspections.papers.bodies import body_of, reference
from lotrinh.office.inspections.papers.names import official_name
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.registry.models import Unit
from lotrinh.office.registry.queries import codes_carried_by

if TYPE_CHECKING:
    from uuid import UUID

Part = dict[str, Any]


@dataclass(frozen=True)
class Gathered:
    """Rows of one inspection as they stand. answers: question pk → slot → answer. evidence: newest versions.

    papers: newest first. earlier: findings of earlier inspections on this body and those it carries on;
    concluded: those inspections → how their notice of conclusion is cited. bodies: code → full name of the
    bodies that findings and items name.
    drafts: kind → part → {"value", "revision", "by", "at"}.
    """

    inspection: Inspection
    seats: Sequence[Seat]
    questions: Sequence[Question]
    answers: Mapping[int, Mapping[str, Answer]]
    findings: Sequence[Finding]
    evidence: Sequence[Evidence]
    self_report: SelfReport | None
    report_items: Mapping[str, Any]
    papers: Sequence[OfficialPaper]
    earlier: Sequence[Finding]
    concluded: Mapping[int, str]
    bodies: Mapping[str, str]
    deadlines: Mapping[str, Deadline]
    drafts: Mapping[str, Mapping[str, Part]]

    def paper(self, template: str) -> OfficialPaper | None:
        """The paper of a template that holds: the signed one, else the newest draft."""
        own = [p for p in self.papers if p.template == template and p.state in ("signed", "draft")]
        return next((p for p in own if p.state == "signed"), own[0] if own else None)

    def found(self, *kinds: str) -> list[Finding]:
        """The findings of these kinds, by content and in the order they were made."""
        own = [f for f in self.findings if f.kind in kinds]
        return sorted(own, key=lambda f: (f.content or 99, f.pk))


def gather(inspection: Inspection) -> Gathered:
    """Read everything; the caller has asked whether this person may. A constant number of queries."""
    row = Inspection.objects.for_actions().select_related("unit__parent", "plan").get(pk=inspection.pk)
    report = SelfReport.objects.for_actions().filter(inspection=row).first()
    items = SelfReportItem.objects.filter(report=report) if report else ()
    earlier, findings = earlier_findings(row), _findings(row)
    drafts = written_parts(row)
    return Gathered(
        inspection=row,
        seats=list(row.seats.all()),
        questions=list(Question.objects.for_actions().filter(inspection=row, removed_at=None)),
        answers=_answers(row),
        findings=findings,
        evidence=_newest(row),
        self_report=report,
        report_items={item.key: item.value for item in items},
        papers=list(OfficialPaper.objects.filter(owner_type=OWNER, owner_id=str(row.pk))),
        earlier=earlier,
        concluded=_conclusions({f.inspection_id for f in earlier}, body_of(row.plan).name),
        bodies=_bodies(row, findings, drafts.get("conclusion", {})),
        deadlines={d.key: d for d in row.deadlines.filter(current=True)},
        drafts=drafts,
    )


def written_parts(inspection: Inspection) -> dict[str, dict[str, Part]]:
    """Kind of draft → part → its value, the revision that wrote it last, by whom (pk) and when."""
    rows = Draft.objects.for_actions().filter(inspection=inspection).prefetch_related("revisions")
    found: dict[str, dict[str, Part]] = {}
    for draft in rows:
        newest: dict[str, DraftRevision] = {}
        for revision in draft.revisions.all():
            newest |= dict.fromkeys(revision.content, revision)
        found[draft.kind] = {
            key: _part(value, newest.get(key), draft) for key, value in draft.content.items()
        }
    return found


def _part(value: Any, last: DraftRevision | None, draft: Draft) -> Part:
    stamp = last or draft
    return {"value": value, "revision": stamp.revision, "by": stamp.by_id, "at": stamp.at.isoformat()}


def _answers(inspection: Inspection) -> dict[int, dict[str, Answer]]:
    found: dict[int, dict[str, Answer]] = defaultdict(dict)
    for answer in Answer.objects.for_actions().filter(inspection=inspection):
        found[answer.question_id][answer.slot] = answer
    return dict(found)


def _findings(inspection: Inspection) -> list[Finding]:
    rows = Finding.objects.for_actions().filter(inspection=inspection, withdrawn_at=None).order_by("pk")
    return list(rows.select_related("found_before__inspection"))


def _newest(inspection: Inspection) -> list[Evidence]:
    rows = Evidence.objects.for_actions().filter(inspection=inspection, withdrawn_at=None)
    newest: dict[UUID, Evidence] = {}
    for row in rows.select_related("file", "finding", "question").order_by("number", "pk"):
        newest[row.piece] = row
    return sorted(newest.values(), key=lambda e: e.pk)


def _bodies(
    inspection: Inspection, findings: Sequence[Finding], conclusion: Mapping[str, Part]
) -> dict[str, str]:
    items = conclusion.get("items", {}).get("value") or []
    codes = {f.remover_unit for f in findings if f.remover_unit} | {inspection.unit.code}
    codes |= {str(row.get("unit_code")) for row in items if isinstance(row, dict) and row.get("unit_code")}
    units = Unit.objects.filter(code__in=codes).select_related("parent")
    return {unit.code: official_name(unit) for unit in units}


def _conclusions(inspections: set[int], issuer: str) -> dict[int, str]:
    rows = OfficialPaper.objects.filter(
        owner_type=OWNER, owner_id__in=[str(pk) for pk in inspections], template="conclusion", state="signed"
    )
    return {int(p.owner_id): reference(p, "Thông báo", issuer) for p in rows}


def earlier_findings(inspection: Inspection) -> list[Finding]:
    """Shortcomings and violations of earlier inspections on this body, and on bodies that it carries on."""
    rows = Finding.objects.for_actions().filter(
        unit__code__in=codes_carried_by(inspection.unit.code),
        kind__in=["shortcoming", "violation"],
        withdrawn_at=None,
        found_on__lt=inspection.start_date,
    )
    return list(rows.exclude(inspection=inspection).select_related("inspection").order_by("found_on", "pk"))
