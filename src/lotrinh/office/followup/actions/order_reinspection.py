"""A fault that is not mended, or not believed to be, is looked at again on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from lotrinh.method import checklists
from lotrinh.method.faults import Faults
from lotrinh.method.trace import Reason
from lotrinh.office.followup.models import Correction, CorrectionEntry
from lotrinh.office.followup.needs import fault
from lotrinh.office.followup.stepping import clean, locked, take_step
from lotrinh.office.followup.telling import tell_unit
from lotrinh.office.inspections.models import Finding, Inspection, Question, Seat, Step
from lotrinh.office.platform import audit

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

VERB = "order_reinspection"
FORMS = ("direct", "unannounced", "reports", "digital")
OVER = ("closed", "stopped")


@dataclass(frozen=True, slots=True)
class Days:
    """When the re-inspection takes place; both days are included."""

    start: date | None
    end: date | None


@transaction.atomic
def order_reinspection(
    actor: Account, correction: Correction, reason: str, days: Days, *, form: str = "direct", at: datetime
) -> Inspection:
    """A new inspection of the unit, with a question for each finding of the item; its team is set up as ever.

    An unannounced one stays unknown to the unit until it begins: the unit is not told, and does not see the
    entry either.
    """
    row, text = locked(correction), clean(reason)
    between = _possible(row, days, form, timezone.localdate(at))
    made = _inspection(actor, row, between, form, at)
    data = {"reinspection": str(made.uid), "start": made.start_date.isoformat(), "form": form}
    row.reinspection = made
    entry = take_step(actor, row, VERB, at=at, text=text, data=data)
    _ask(actor, row, made, at)
    Step.objects.create(inspection=made, verb=VERB, before="", after=made.state, by=actor, at=at, reason=text)
    audit.record(actor, VERB, made, at=at, after={"correction": row.pk, **data}, note=text[:2000])
    if form != Inspection.UNANNOUNCED:
        _tell(entry, made, at)
    return made


def _possible(row: Correction, days: Days, form: str, today: date) -> tuple[date, date]:
    faults = []
    if form not in FORMS:
        faults.append(
            fault(
                "form",
                "Hãy chọn hình thức phúc tra.",
                "Choose the form.",
                got=form,
                expected=", ".join(FORMS),
            )
        )
    if days.start is None or days.end is None or days.end < days.start or days.start < today:
        faults.append(
            fault(
                "reinspection_days",
                "Hãy chọn ngày phúc tra: từ hôm nay trở đi, ngày cuối không trước ngày đầu.",
                "Choose the days of the re-inspection: from today on, the last one not before the first.",
                where="start",
                got=f"{days.start or '–'} – {days.end or '–'}",
                expected=f"≥ {today:%d/%m/%Y}",
            )
        )
    before = row.reinspection_id and Inspection.objects.for_actions().filter(pk=row.reinspection_id).first()
    if before and before.state not in OVER:
        faults.append(
            fault(
                "reinspection_open",
                f"Đã có cuộc phúc tra ngày {before.start_date:%d/%m/%Y} chưa kết thúc.",
                f"A re-inspection on {before.start_date:%d/%m/%Y} is not over yet.",
                where="reinspection",
            )
        )
    if faults:
        raise Faults(faults)
    assert days.start is not None and days.end is not None, "asked above"
    return days.start, days.end


def _inspection(
    actor: Account, row: Correction, days: tuple[date, date], form: str, at: datetime
) -> Inspection:
    before = row.inspection
    made: Inspection = Inspection.objects.create(
        plan=before.plan, unit=row.unit, team_id=before.team_id, start_date=days[0], end_date=days[1],
        form=form, origin=Inspection.REINSPECTION, reinspects=before, synthetic=before.synthetic,
        opened_by=actor, opened_at=at,
    )  # fmt: skip
    seats = before.seats.filter(ended_at=None)
    Seat.objects.bulk_create(
        Seat(
            inspection=made, account_id=s.account_id, name=s.name, office=s.office, body_code=s.body_code,
            body_name=s.body_name, role=s.role, fields=s.fields, since=at,
        )
        for s in seats
    )  # fmt: skip
    return made


def _ask(actor: Account, row: Correction, made: Inspection, at: datetime) -> None:
    findings: Sequence[Finding] = list(Finding.objects.for_actions().filter(conclusion_items=row.item))
    subjects = [(f.uid.hex[:12], str(f.uid), f.text, f.content) for f in findings]
    subjects = subjects or [(row.uid.hex[:12], str(row.uid), row.item.task, None)]
    for place, (short, subject, text, content) in enumerate(subjects):
        vi, en = f"Đã khắc phục chưa: {text}", f"Has this been corrected: {text}"
        key = f"phuc-tra-{short}"
        item = checklists.Question.model_validate({"key": key, "answer": "yes_no", "vi": vi, "en": en})
        Question.objects.create(
            inspection=made, key=key, content=content, kind="yes_no", text={"vi": vi, "en": en},
            item=item.model_dump(mode="json"), origin="finding", subject=subject,
            reason=_why(row).as_dict(), position=place, added_by=actor, added_at=at,
        )  # fmt: skip


def _why(row: Correction) -> Reason:
    return Reason(
        "followup.reinspection",
        f"Phúc tra mục {row.item.number} của kết luận, hạn {row.due_on:%d/%m/%Y}.",
        f"Re-inspection of item {row.item.number} of the conclusion, due {row.due_on:%d/%m/%Y}.",
        {"correction": str(row.uid)},
    )


def _tell(entry: CorrectionEntry, made: Inspection, at: datetime) -> None:
    day = f"{made.start_date:%d/%m/%Y}"
    tell_unit(entry, f"Sẽ phúc tra ngày {day}", f"Re-inspection on {day}", at=at)
