"""What the unit says in its self-report that needs a look: “no”, not all, no figures, against the data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lotrinh.method.checklists import OutlineQuestion
from lotrinh.method.trace import Reason
from lotrinh.office.inspections.models import Finding, Inspection, SelfReport, SelfReportItem
from lotrinh.office.inspections.outlines import outline_of, says_no_figures
from lotrinh.office.inspections.questioning.sources import Proposed, key_of, question_source
from lotrinh.office.inspections.rows import MINUTED
from lotrinh.office.registry.queries import codes_carried_by

LAST_YEAR = "last-year-findings"


@question_source("report", order=40)
def from_report(inspection: Inspection, at: datetime) -> list[Proposed]:
    """Nothing while the report is not handed in."""
    report = (
        SelfReport.objects.for_actions().filter(inspection=inspection, state=SelfReport.HANDED_IN).first()
    )
    if report is None:
        return []
    values = dict(SelfReportItem.objects.filter(report=report).values_list("key", "value"))
    found = [_question(q, values.get(q.key)) for q in outline_of(inspection).questions()]
    return [p for p in (*found, _against_findings(inspection, values.get(LAST_YEAR))) if p is not None]


def _question(question: OutlineQuestion, value: Any) -> Proposed | None:
    reason = _reason(question, value)
    if reason is None:
        return None
    return Proposed(
        key_of("report", question.key),
        "report",
        f"Báo cáo tự kiểm tra, mục “{question.vi}”: kiểm tra hồ sơ và nguyên nhân.",
        f"Self-report, item “{question.en}”: check the records and the cause.",
        reason,
        answer="text",
        subject=question.key,
    )


def _reason(question: OutlineQuestion, value: Any) -> Reason | None:
    if says_no_figures(value):
        vi, en = f"Đơn vị không có số liệu: {value['reason']}", f"The body has no figures: {value['reason']}"
        return Reason("inspections.report_no_figures", vi, en)
    if question.answer == "yes_no" and value in ("no", "partly"):
        vi, en = "Đơn vị trả lời chưa làm hoặc làm một phần.", "The body answers no, or partly."
        return Reason("inspections.report_no", vi, en, {"value": value})
    if question.answer == "share" and isinstance(value, Mapping) and 0 <= value["count"] < value["of"]:
        return _not_all(question, value)
    return None


def _not_all(question: OutlineQuestion, value: Mapping[str, Any]) -> Reason:
    rest, of = value["of"] - value["count"], value["of"]
    unit = question.unit
    vi = f"Báo cáo ghi {value['count']}/{of}{' ' + unit.vi if unit else ''}: còn {rest}."
    en = f"The report says {value['count']} of {of}{' ' + unit.en if unit else ''}: {rest} are left."
    return Reason("inspections.report_not_all", vi, en, {"count": value["count"], "of": of})


def _against_findings(inspection: Inspection, rows: Any) -> Proposed | None:
    """The report says that nothing was found before, or that all is remedied; the system knows findings."""
    known = Finding.objects.for_actions().filter(
        unit__code__in=codes_carried_by(inspection.unit.code),
        kind__in=[Finding.SHORTCOMING, Finding.VIOLATION],
        withdrawn_at=None,
        inspection__state__in=MINUTED,
        found_on__lt=inspection.start_date,
    )
    count = known.exclude(inspection=inspection).values("lineage").distinct().count()
    named = len(rows) if isinstance(rows, list) else 0
    if count <= named:
        return None
    return Proposed(
        "report-findings-not-named",
        "report",
        f"Báo cáo tự kiểm tra nêu {named} tồn tại trước đây, hệ thống có {count}: vì sao thiếu, "
        "tình trạng từng tồn tại?",
        f"The self-report names {named} earlier findings, the system knows {count}: why are some left out, "
        "and how does each stand?",
        Reason(
            "inspections.report_contradicts",
            f"Báo cáo nêu {named}, dữ liệu có {count}.",
            f"The report names {named}, the data has {count}.",
            {"named": named, "known": count},
        ),
        answer="text",
        subject=LAST_YEAR,
    )
