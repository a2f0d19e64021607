"""Replace, add or release a member of the team, with the reason; head and secretary are replaced only."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.inspections.actions.set_up_team import check_people, tell_seated
from lotrinh.office.inspections.models import Inspection, Seat
from lotrinh.office.inspections.needs import signed_paper
from lotrinh.office.inspections.papers.following import draft_team_change
from lotrinh.office.inspections.policies import may_do
from lotrinh.office.inspections.seating import Person
from lotrinh.office.inspections.stepping import locked, take_step
from lotrinh.office.inspections.texts import one_line
from lotrinh.office.platform.policies import require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

VERB = "change_member"


@transaction.atomic
def change_member(
    actor: Account,
    inspection: Inspection,
    leaves: Seat | None,
    joins: Person | None,
    reason: str,
    *,
    at: datetime,
) -> Inspection:
    """leaves: whose seat ends; joins: who comes, in his place when both are given.

    Raises Faults when nobody is named, when the seat has ended already, when somebody would sit twice, and
    when head or secretary would be missing.
    """
    inspection, reason = locked(inspection), one_line(reason)
    require(may_do(actor, inspection, VERB))
    _check(inspection, leaves, joins)
    if leaves is not None:
        ended = Seat.objects.filter(pk=leaves.pk, inspection=inspection, ended_at=None)
        if not ended.update(ended_at=at, reason=reason[:500]):
            raise Faults(_gone(leaves))
    joined: Seat | None = None
    if joins is not None:
        seat = joins.seat(inspection, at)
        seat.replaces = leaves
        seat.save()
        joined = seat
    data = {"leaves": leaves.name if leaves else "", "joins": joins.name if joins else ""}
    paper = signed_paper(inspection, "decision-change")
    inspection = take_step(actor, inspection, VERB, at=at, paper=paper, data=data, reason=reason)
    draft_team_change(actor, inspection, leaves, joined, reason, at=at)
    if joins is not None and joins.account is not None:
        tell_seated([joins.account], inspection, at)
    return inspection


def _check(inspection: Inspection, leaves: Seat | None, joins: Person | None) -> None:
    if leaves is None and joins is None:
        vi = "Hãy chọn người rời đoàn, hoặc ghi người vào đoàn."
        raise Faults(Fault("inspections.nobody_named", "leaves", vi, "Choose who leaves, or name who joins."))
    if joins is None:
        return
    check_people([joins])
    staying = inspection.seats.filter(ended_at=None)
    staying = staying.exclude(pk=leaves.pk) if leaves is not None else staying
    if joins.account is not None and staying.filter(account=joins.account).exists():
        raise Faults(_sits(joins.name))
    if joins.role == "head" and staying.filter(role="head").exists():
        vi = "Đoàn đang có trưởng đoàn; hãy chọn trưởng đoàn là người rời đoàn."
        en = "The team has a head; choose the head as the one who leaves."
        raise Faults(Fault("inspections.team_heads", "leaves", vi, en, got="head", expected="1"))


def _sits(name: str) -> Fault:
    return Fault(
        "inspections.team_twice",
        "joins",
        f"{name} đang có trong đoàn; hãy chọn người khác.",
        f"{name} sits in the team already; choose somebody else.",
        got=name,
    )


def _gone(seat: Seat) -> Fault:
    return Fault(
        "inspections.seat_ended",
        "leaves",
        f"{seat.name} không còn trong đoàn; hãy tải lại trang.",
        f"{seat.name} no longer sits in the team; load the page again.",
        got=seat.name,
    )
