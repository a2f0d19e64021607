"""Last years' shortcomings of this unit, and of the bodies that it carries on: are they corrected?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from lotrinh.method.trace import Reason
from lotrinh.office.inspections.models import Finding, Inspection
from lotrinh.office.inspections.questioning.sources import Proposed, question_source
from lotrinh.office.inspections.rows import MINUTED
from lotrinh.office.registry.queries import codes_carried_by

YEARS_BACK = 3
MOST = 30
LONGEST_TEXT = 300


@question_source("findings", order=10)
def from_findings(inspection: Inspection, at: datetime) -> list[Proposed]:
    """One question a lineage; those found more than once first, then the newest."""
    lines = defaultdict(list)
    for finding in _past(inspection):
        lines[finding.lineage].append(finding)
    ordered = sorted(lines.values(), key=lambda line: (-len(line), -line[0].found_on.toordinal()))
    return [_question(line, inspection) for line in ordered[:MOST]]


def _past(inspection: Inspection) -> Sequence[Finding]:
    rows = Finding.objects.for_actions().filter(
        unit__code__in=codes_carried_by(inspection.unit.code),
        kind__in=[Finding.SHORTCOMING, Finding.VIOLATION],
        withdrawn_at=None,
        inspection__state__in=MINUTED,
        found_on__lt=inspection.start_date,
        found_on__year__gte=inspection.start_date.year - YEARS_BACK,
    )
    return list(rows.exclude(inspection=inspection).select_related("unit").order_by("-found_on", "-pk"))


def _question(line: Sequence[Finding], inspection: Inspection) -> Proposed:
    newest, times = line[0], len(line)
    text = newest.text if len(newest.text) <= LONGEST_TEXT else newest.text[:LONGEST_TEXT].rstrip() + "…"
    day, where = f"{newest.found_on:%d/%m/%Y}", _where(newest, inspection)
    return Proposed(
        f"finding-{newest.lineage.hex}",
        "finding",
        f"Tồn tại đã nêu ngày {day}{where[0]}: “{text}”. Đến nay đã khắc phục chưa?",
        f"Found on {day}{where[1]}: “{text}”. Has it been corrected?",
        _reason(line, times),
        subject=str(newest.uid),
        content=newest.content,
        required=True,
    )


def _where(finding: Finding, inspection: Inspection) -> tuple[str, str]:
    if finding.unit_id == inspection.unit_id:
        return "", ""
    name = finding.unit.name
    return (
        f" tại {name} (nay thuộc {inspection.unit.name})",
        f" at {name} (now part of {inspection.unit.name})",
    )


def _reason(line: Sequence[Finding], times: int) -> Reason:
    data = {"times": times, "findings": [str(f.uid) for f in line]}
    if times > 1:
        years = ", ".join(sorted({str(f.found_on.year) for f in line}))
        vi, en = f"Đã phát hiện {times} lần ({years}).", f"Found {times} times ({years})."
        return Reason("inspections.found_again", vi, en, data)
    return Reason("inspections.found_before", "Phát hiện của lần kiểm tra trước.", "Found before.", data)
