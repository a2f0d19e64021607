"""The self-report as it stands: each item of the outline with its value, who wrote it, and its evidence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from lotrinh.method.checklists import OutlineQuestion, Section
from lotrinh.office.inspections.models import (
    Deadline,
    Evidence,
    Inspection,
    SelfReport,
    SelfReportItem,
)
from lotrinh.office.inspections.outlines import NO_FIGURES, open_items, outline_of, says_no_figures

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item with what stands in it; no_figures: the reason why the unit has none."""

    question: OutlineQuestion
    item: SelfReportItem | None
    evidence: tuple[Evidence, ...]

    @property
    def value(self) -> Any:
        """What was written; None for nothing, and for no figures."""
        raw = self.item.value if self.item else None
        return None if says_no_figures(raw) else raw

    @property
    def no_figures(self) -> str:
        """Why there are no figures, '' when there are or nothing was said."""
        raw = self.item.value if self.item else None
        return str(raw["reason"]) if raw is not None and says_no_figures(raw) else ""

    @property
    def revision(self) -> int:
        """The revision that a writer has before him."""
        return self.item.revision if self.item else 0

    def as_json(self) -> dict[str, Any]:
        """For the script of the page."""
        return item_json(self.item, self.question.key)


@dataclass(frozen=True, slots=True)
class SectionLines:
    """A section of the outline with its items."""

    section: Section
    lines: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """The whole report."""

    report: SelfReport
    sections: tuple[SectionLines, ...]
    open_items: tuple[str, ...]
    required: int
    written: int
    total: int
    deadline: Deadline | None


def item_json(item: SelfReportItem | None, key: str) -> dict[str, Any]:
    """An item as plain data: value, revision, who wrote it and when."""
    if item is None or item.pk is None:
        return {"key": key, "value": None, "revision": 0, "by": "", "at": ""}
    return {
        "key": key,
        "value": item.value,
        "revision": item.revision,
        "by": item.by.full_name if item.by else "",
        "at": item.at.isoformat(),
    }


def report_of(actor: Account, inspection: Inspection) -> SelfReport:
    """The self-report, or 404 as if there were none."""
    report: SelfReport = get_object_or_404(
        SelfReport.objects.visible_to(actor).select_related("handed_in_by"), inspection=inspection
    )
    report.inspection = inspection
    return report


def report_sheet(actor: Account, report: SelfReport) -> ReportSheet:
    """Three queries, whatever the size of the outline."""
    outline = outline_of(report.inspection)
    items = {i.key: i for i in SelfReportItem.objects.filter(report=report).select_related("by")}
    evidence = defaultdict(list)
    rows = Evidence.objects.visible_to(actor).filter(report_item__report=report, withdrawn_at=None)
    for row in rows.select_related("file", "report_item", "by"):
        evidence[row.report_item.key if row.report_item else ""].append(row)
    sections = tuple(
        SectionLines(
            section,
            tuple(ItemLine(q, items.get(q.key), tuple(evidence[q.key])) for q in section.items),
        )
        for section in outline.sections
    )
    values = {key: item.value for key, item in items.items()}
    questions = outline.questions()
    deadline = Deadline.objects.filter(inspection=report.inspection, key="self_report", current=True).first()
    return ReportSheet(
        report,
        sections,
        tuple(open_items(outline, values)),
        sum(q.required for q in questions),
        sum(values.get(q.key) is not None for q in questions),
        len(questions),
        deadline,
    )


def evidence_file(actor: Account, report: SelfReport, uid: UUID) -> Evidence:
    """One piece of evidence of the report, or 404."""
    rows = Evidence.objects.visible_to(actor).filter(report_item__report=report)
    return get_object_or_404(rows.select_related("file"), uid=uid)


__all__ = [
    "NO_FIGURES",
    "ItemLine",
    "ReportSheet",
    "evidence_file",
    "item_json",
    "report_of",
    "report_sheet",
]
