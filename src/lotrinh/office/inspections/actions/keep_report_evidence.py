"""Keep a file as evidence of an item of the self-report, and take one back while the report is open."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from lotrinh.method.faults import Fault, Faults
from lotrinh.method.trace import Reason
from lotrinh.office.inspections.actions.write_self_report import open_report
from lotrinh.office.inspections.models import Evidence, SelfReport, SelfReportItem
from lotrinh.office.inspections.outlines import outline_of, question_of
from lotrinh.office.inspections.texts import one_line
from lotrinh.office.platform import audit
from lotrinh.office.platform.files.actions.keep_file import keep_file
from lotrinh.office.platform.files.examine import examine

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


def keep_report_evidence(
    actor: Account,
    report: SelfReport,
    key: str,
    data: bytes | File,
    name: str = "",
    *,
    caption: str = "",
    about_on: date | None = None,
    at: datetime,
) -> tuple[Evidence, tuple[Reason, ...]]:
    """The evidence and what the person should be told of the file.

    about_on: the day the evidence is about, not the day of upload. Raises Faults and Refused; then nothing is
    kept. The file is looked at before the transaction, since looking may take long.
    """
    question_of(outline_of(report.inspection), key)
    examined = examine(data, name)
    with transaction.atomic():
        report = open_report(actor, report)
        item, _new = SelfReportItem.objects.get_or_create(
            report=report, key=key, defaults={"revision": 0, "by": actor, "at": at}
        )
        already = Evidence.objects.for_actions().filter(report_item__report=report, withdrawn_at=None).count()
        kept = keep_file(actor, examined, at=at, already=already)
        evidence = Evidence.objects.create(
            inspection=report.inspection,
            report_item=item,
            file=kept.file,
            caption=one_line(caption)[:500],
            about_on=about_on,
            by=actor,
            at=at,
        )
        after = {"item": key, "evidence": str(evidence.uid), "sha256": kept.file.sha256}
        audit.record(actor, "keep_evidence", report, at=at, after=after)
    return evidence, kept.notices


@transaction.atomic
def withdraw_report_evidence(actor: Account, report: SelfReport, uid: UUID, *, at: datetime) -> Evidence:
    """Taken back before the report is handed in; the row and the file stay on record."""
    report = open_report(actor, report)
    rows = Evidence.objects.for_actions().filter(report_item__report=report, uid=uid)
    evidence = rows.select_related("file", "report_item").first()
    if evidence is None:
        vi = "Không có minh chứng này trong báo cáo; hãy tải lại trang."
        en = "The report has no such evidence; load the page again."
        raise Faults(Fault("inspections.no_such_evidence", "evidence", vi, en, got=str(uid)))
    if evidence.withdrawn_at is None:
        evidence.withdrawn_at = at
        evidence.save(update_fields=["withdrawn_at"])
        audit.record(actor, "withdraw_evidence", report, at=at, before={"evidence": str(uid)})
    return evidence
