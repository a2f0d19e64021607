"""What follow-up offers to inspections: questions from overdue corrections, and what mended findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from lotrinh.method.trace import Reason
from lotrinh.office.followup.models import Correction, CorrectionEntry
from lotrinh.office.followup.queries.corrections import overdue
from lotrinh.office.followup.rows import workflow
from lotrinh.office.inspections.models import ConclusionItem, Inspection
from lotrinh.office.inspections.questioning import Proposed, question_source
from lotrinh.office.inspections.similar import Mended, mending
from lotrinh.office.registry.queries import codes_carried_by

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

MOST, LONGEST = 20, 300
TOLD = ("report_done", "report_progress", "plan_correction")


@question_source("corrections", order=20)
def from_corrections(inspection: Inspection, at: datetime) -> list[Proposed]:
    """Overdue corrective actions of this unit, and of the bodies that it carries on; the oldest first."""
    rows = (
        Correction.objects.for_actions()
        .filter(Q(overdue(timezone.localdate(at))), unit__code__in=codes_carried_by(inspection.unit.code))
        .exclude(inspection=inspection)
        .select_related("item")
        .order_by("due_on", "pk")[:MOST]
    )
    return [_question(row) for row in rows]


def _question(row: Correction) -> Proposed:
    task = " ".join(row.item.task.split())
    task = task if len(task) <= LONGEST else task[:LONGEST].rstrip() + "…"
    day = f"{row.due_on:%d/%m/%Y}"
    return Proposed(
        f"correction-{row.uid.hex}",
        "task",
        f"Kiến nghị quá hạn từ {day}: “{task}”. Đến nay đã thực hiện chưa?",
        f"Overdue since {day}: “{task}”. Has it been done?",
        Reason(
            "followup.overdue_correction",
            f"Kết luận giao, hạn {day}, chưa báo cáo khắc phục xong.",
            f"Ordered by a conclusion, due {day}, not reported done.",
            {"correction": str(row.uid), "due_on": row.due_on.isoformat()},
        ),
        subject=str(row.uid),
        required=True,
    )


@mending
def corrections_of_findings(actor: Account, findings: Sequence[int]) -> Mapping[int, Sequence[Mended]]:
    """Finding → the corrective actions that it led to, verified ones first; three queries."""
    links = ConclusionItem.findings.through.objects.filter(finding_id__in=findings)
    pairs = list(links.values_list("finding_id", "conclusionitem_id"))
    rows = Correction.objects.visible_to(actor).filter(item_id__in=[item for _finding, item in pairs])
    by_item = {row.item_id: row for row in rows.select_related("item")}
    words = _last_words([row.pk for row in by_item.values()])
    found: dict[int, list[Mended]] = defaultdict(list)
    for finding, item in pairs:
        if row := by_item.get(item):
            found[finding].append(_mended(row, words.get(row.pk, row.item.task)))
    return {key: sorted(all_of_it, key=lambda one: not one.verified) for key, all_of_it in found.items()}


def _last_words(corrections: Sequence[int]) -> dict[int, str]:
    """What the unit said last of each."""
    rows = CorrectionEntry.objects.for_actions().filter(correction__in=corrections, verb__in=TOLD)
    return {row.correction_id: row.text for row in rows.order_by("pk") if row.text}


def _mended(row: Correction, text: str) -> Mended:
    return Mended(
        text=text[:2000],
        state=workflow().state(row.state),
        verified=row.state == "verified",
        done_on=row.done_on,
        url=reverse("followup:correction", args=[row.uid]),
    )
