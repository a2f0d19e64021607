"""Write an item of the self-report: saved as it is typed; two people at one item lose nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from lotrinh.method.trace import Reason
from lotrinh.office.inspections.models import SelfReport, SelfReportItem, SelfReportItemRevision
from lotrinh.office.inspections.outlines import checked, outline_of, question_of
from lotrinh.office.inspections.policies import groups_of, may_do
from lotrinh.office.inspections.stepping import locked
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import Decision, require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

VERB = "write_self_report"
HANDED_IN = Reason(
    "inspections.report_handed_in",
    "Báo cáo đã nộp nên không sửa được. Những gì bạn vừa ghi vẫn còn trên trang này; hãy sao lại và "
    "đề nghị đoàn kiểm tra trả lại báo cáo nếu cần.",
    "The report was handed in and is locked. What you typed is still on this page; copy it, and ask the "
    "team to return the report if need be.",
)


@dataclass(frozen=True, slots=True)
class Saved:
    """What stands now. taken: the value was written, or stood there already; when not, ``item`` is theirs."""

    item: SelfReportItem
    taken: bool


@transaction.atomic
def save_item(
    actor: Account, report: SelfReport, key: str, value: Any, base_revision: int, *, at: datetime
) -> Saved:
    """base_revision: the one the writer had before him, 0 for nothing. Raises Refused when the report is
    locked and Faults when the value is not of the item's kind; another's newer value is never overwritten.
    """
    report = open_report(actor, report)
    question = question_of(outline_of(report.inspection), key)
    made = checked(question, value)
    return write_value(actor, report, key, made, base_revision, at=at)


def open_report(actor: Account, report: SelfReport) -> SelfReport:
    """The report, its inspection locked until the transaction ends, when this person may write it."""
    inspection = locked(report.inspection)
    report = SelfReport.objects.for_actions().get(pk=report.pk)
    report.inspection = inspection
    if report.state == SelfReport.HANDED_IN and "unit" in groups_of(actor, inspection):
        require(Decision(False, HANDED_IN))
    require(may_do(actor, inspection, VERB))
    return report


def write_value(
    actor: Account, report: SelfReport, key: str, value: Any, base_revision: int, *, at: datetime
) -> Saved:
    """Write a checked value in the caller's transaction, on a report that ``open_report`` gave."""
    item = SelfReportItem.objects.filter(report=report, key=key).first()
    if item is None:
        item = SelfReportItem(report=report, key=key, revision=0, at=at)
    if item.value == value and (item.pk or value is None):
        return Saved(item, True)
    if item.revision != base_revision:
        return Saved(item, False)
    before = item.revision
    item.value, item.revision, item.by, item.at = value, before + 1, actor, at
    item.save()
    SelfReportItemRevision.objects.create(item=item, revision=item.revision, value=value, by=actor, at=at)
    after = {"item": key, "revision": item.revision}
    audit.record(actor, VERB, report, at=at, before={"item": key, "revision": before}, after=after)
    return Saved(item, True)
