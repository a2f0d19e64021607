"""Letters of reminder and the report of a year; whoever follows corrections brings their state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils import timezone

from lotrinh.office.accounts.policies import may
from lotrinh.office.inspections.limits import calendar_of
from lotrinh.office.inspections.needs import OWNER, signed_paper
from lotrinh.office.inspections.papers.bodies import body_of, issuer_of, open_reference, reference
from lotrinh.office.inspections.papers.names import inspected_name
from lotrinh.office.inspections.papers.permissions import may_draft
from lotrinh.office.inspections.papers.synthesis import synthesis_facts
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.platform.papers.actions import draft_paper, redraft_paper
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.inspections.models import Inspection
    from lotrinh.office.planning.models import Plan

REPLY_DAYS: Final = 5
ESCALATION: Final = "báo cáo cấp có thẩm quyền xem xét trách nhiệm và tổ chức phúc tra"
PLAN: Final = "planning.plan"


@transaction.atomic
def draft_reminder(
    actor: Account, inspection: Inspection, *, overdue: Sequence[Mapping[str, Any]] = (),
    due_soon: Sequence[Mapping[str, Any]] = (), at: datetime, reply_on: date | None = None,
    unit_name: str = "",
) -> OfficialPaper:  # fmt: skip
    """A letter that asks a unit for what a conclusion gave it; an open draft of the inspection's is renewed.

    overdue: {"task", "deadline": date, "days_late": int, "state": words}; due_soon: without days_late.
    reply_on: five working days from now when it is not given (our default). unit_name: in full, where another
    body than the inspected one is asked. Raises Refused, and Faults when a row does not fit.
    """
    decision = may_draft(actor, inspection, "reminder")
    require(decision)
    on = timezone.localdate(at)
    context = _reminder(inspection, overdue, due_soon, on, reply_on, unit_name)
    own = OfficialPaper.objects.filter(owner_type=OWNER, owner_id=str(inspection.pk), template="reminder")
    old = next(
        (p for p in own.filter(state=OfficialPaper.DRAFT) if p.context["unit"] == context["unit"]), None
    )
    if old is not None:
        return redraft_paper(
            actor, old, decision=decision, context=context, expected_revision=old.revision, at=at
        )
    body = issuer_of(inspection.plan, "reminder").code
    return draft_paper(
        actor,
        decision=decision,
        template="reminder",
        owner=(OWNER, inspection.pk),
        body=body,
        context=context,
        at=at,
    )


def _reminder(
    inspection: Inspection, overdue: Sequence[Mapping[str, Any]], due_soon: Sequence[Mapping[str, Any]],
    on: date, reply_on: date | None, unit_name: str,
) -> dict[str, Any]:  # fmt: skip
    issuer, plan = issuer_of(inspection.plan, "reminder"), inspection.plan
    concluded = signed_paper(inspection, "conclusion")
    open_one = open_reference("Thông báo", f"TB-{issuer.abbreviation}", on.year, issuer.name)
    named = reference(concluded, "Thông báo", issuer.name) if concluded else open_one
    earlier = _earlier(inspection, issuer.name)
    reply = reply_on or calendar_of(plan).add_working_days(on, REPLY_DAYS)
    about = f"{named} về kết luận kiểm tra công tác cải cách hành chính tại {inspected_name(inspection)}"
    context: dict[str, Any] = {
        "issuer": issuer.as_context(), "year": on.year, "synthetic": _is_synthetic(inspection),
        "signing": {"lines": issuer.signers[0].lines}, "recipients": _above(plan),
        "unit": {"name": unit_name or inspected_name(inspection)}, "conclusion": about,
        "as_of": on.isoformat(), "overdue_count": len(overdue),
        "overdue": [_row(r, late=True) for r in overdue],
        "due_soon": [_row(r, late=False) for r in due_soon], "reply_due": reply.isoformat(),
        "escalation": ESCALATION,
    }  # fmt: skip
    return context | ({"earlier_reminders": earlier} if earlier else {})


def _row(row: Mapping[str, Any], *, late: bool) -> dict[str, Any]:
    day = row["deadline"]
    found: dict[str, Any] = {
        "task": str(row["task"]),
        "deadline": day.isoformat() if isinstance(day, date) else str(day),
        "state": str(row["state"]),
    }
    return found | ({"days_late": int(row["days_late"])} if late else {})


def _earlier(inspection: Inspection, issuer: str) -> str:
    rows = OfficialPaper.objects.filter(
        owner_type=OWNER, owner_id=str(inspection.pk), template="reminder", state=OfficialPaper.SIGNED
    )
    return "; ".join(reference(p, "Công văn", issuer) for p in rows.order_by("signed_on", "pk"))


def _is_synthetic(inspection: Inspection) -> bool:
    plan = inspection.plan
    return inspection.synthetic or bool(plan is not None and plan.definition.get("synthetic"))


def _above(plan: Plan | None) -> list[str]:
    authority = (plan.definition.get("authority") or {}).get("vi", "") if plan else ""
    return [f"{authority} (để báo cáo)"] if authority else []


@transaction.atomic
def draft_synthesis(
    actor: Account, plan: Plan, period: str, *, first: date | None = None, last: date | None = None,
    correction: Mapping[str, int] | None = None, corrected: Mapping[int, str] | None = None, at: datetime,
) -> OfficialPaper:  # fmt: skip
    """The report over all inspections of a plan: counted from the rows, every sentence with its figure.

    period: in words ('năm 2020'). first, last: days of the visits that count, both included; the whole plan
    when not given. correction: {"total", "verified", "running", "overdue"}, and of the running ones
    "reported"; corrected: inspection pk → 'done/all'.
    It is a draft: a person reads and signs it. An open draft of the same period is renewed.
    """
    decision = may(actor, "remind_unit")
    require(decision)
    context = synthesis_context(plan, period, timezone.localdate(at), first, last, correction, corrected)
    own = OfficialPaper.objects.filter(
        owner_type=PLAN, owner_id=str(plan.pk), template="synthesis", state=OfficialPaper.DRAFT
    )
    old = next((p for p in own if p.context.get("period_name") == period), None)
    if old is not None:
        return redraft_paper(
            actor, old, decision=decision, context=context, expected_revision=old.revision, at=at
        )
    return draft_paper(
        actor,
        decision=decision,
        template="synthesis",
        owner=(PLAN, plan.pk),
        body=issuer_of(plan, "synthesis").code,
        context=context,
        at=at,
    )


def synthesis_context(
    plan: Plan, period: str, on: date, first: date | None, last: date | None,
    correction: Mapping[str, int] | None, corrected: Mapping[int, str] | None,
) -> dict[str, Any]:  # fmt: skip
    """What the report says on a day, as in ``draft_synthesis``; nothing is written."""
    issuer = issuer_of(plan, "synthesis")
    return synthesis_facts(plan, period, on, first, last, correction or {}, corrected or {}) | {
        "issuer": issuer.as_context(), "year": on.year, "synthetic": bool(plan.definition.get("synthetic")),
        "signing": {"lines": issuer.signers[0].lines},
        "recipients": ["Các cơ quan, đơn vị được kiểm tra", body_of(plan).follower],
    }  # fmt: skip
