"""Take the filled Word form: looked at first, then taken as a whole or not at all."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.actions.write_self_report import open_report, write_value
from lotrinh.office.inspections.models import SelfReport, SelfReportItem
from lotrinh.office.inspections.outlines import outline_of
from lotrinh.office.inspections.policies import may_do
from lotrinh.office.inspections.word_form import ReadForm, ReadRow, read_form
from lotrinh.office.platform import audit
from lotrinh.office.platform.files import store
from lotrinh.office.platform.files.actions.keep_file import keep_file
from lotrinh.office.platform.files.examine import examine
from lotrinh.office.platform.models import StoredFile
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the form against what stands on the web."""

    row: ReadRow
    before: Any
    changes: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking the form would do. seen: ties the preview to what stood on the web when it was made."""

    file: StoredFile
    form: ReadForm
    changes: tuple[Change, ...]
    seen: str

    @property
    def count(self) -> int:
        """Items that would change."""
        return sum(c.changes for c in self.changes)


def preview_word_report(
    actor: Account, report: SelfReport, data: bytes | File, name: str = "", *, at: datetime
) -> Preview:
    """Keep the file and show what is in it; nothing of the report changes. Raises Faults and Refused."""
    require(may_do(actor, report.inspection, "write_self_report"))
    examined = examine(data, name)
    if examined.found.content_type != DOCX:
        raise Faults(_not_docx(examined.found.content_type))
    form = read_form(examined.data, report.inspection, outline_of(report.inspection))
    kept = keep_file(actor, examined, at=at)
    return _preview(report, kept.file, form)


def _preview(report: SelfReport, file: StoredFile, form: ReadForm) -> Preview:
    items = {i.key: i for i in SelfReportItem.objects.filter(report=report)}
    changes = []
    for row in form.rows:
        item = items.get(row.question.key)
        before = item.value if item else None
        changes.append(Change(row, before, not row.faults and row.value is not None and row.value != before))
    return Preview(file, form, tuple(changes), _seen(items))


def _seen(items: dict[str, SelfReportItem]) -> str:
    text = json.dumps(sorted((key, item.revision) for key, item in items.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@transaction.atomic
def take_word_report(actor: Account, report: SelfReport, file: UUID, seen: str, *, at: datetime) -> int:
    """Every changed row of a form that was previewed; returns how many items changed.

    Raises Faults when a row is wrong, when the file is not the actor's, and when somebody has written in
    the report since the preview; then nothing is taken.
    """
    report = open_report(actor, report)
    stored = StoredFile.objects.filter(pk=file, brought_by=actor, content_type=DOCX).first()
    if stored is None:
        raise Faults(_no_file(file))
    form = read_form(store.read(stored.sha256), report.inspection, outline_of(report.inspection))
    if form.all_faults:
        raise Faults(form.all_faults)
    preview = _preview(report, stored, form)
    if preview.seen != seen:
        raise Faults(_changed_since())
    items = dict(SelfReportItem.objects.filter(report=report).values_list("key", "revision"))
    for change in preview.changes:
        if change.changes:
            key = change.row.question.key
            write_value(actor, report, key, change.row.value, items.get(key, 0), at=at)
    SelfReport.objects.for_actions().filter(pk=report.pk).update(word_file=stored)
    after = {"word_form": stored.sha256, "items": preview.count}
    audit.record(actor, "write_self_report", report, at=at, after=after)
    return preview.count


def _not_docx(got: str) -> Fault:
    return Fault(
        "inspections.not_docx",
        "file",
        "Hãy gửi phiếu ở dạng DOCX, như đã tải về.",
        "Send the form as DOCX, as it was taken from here.",
        got=got,
        expected="DOCX",
    )


def _no_file(file: UUID) -> Fault:
    return Fault(
        "inspections.no_form_file",
        "file",
        "Không tìm thấy tệp đã xem trước; hãy gửi lại phiếu.",
        "The file that was previewed is not there; send the form again.",
        got=str(file),
    )


def _changed_since() -> Fault:
    return Fault(
        "inspections.changed_since_preview",
        "report",
        "Có người đã ghi vào báo cáo sau khi bạn xem trước; hãy gửi lại phiếu để xem lại.",
        "Somebody has written in the report since your preview; send the form again to look at it anew.",
    )
