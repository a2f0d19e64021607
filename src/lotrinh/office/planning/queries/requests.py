"""Requests for a replan that nobody has settled yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotrinh.office.planning.models import Plan, ReplanRequest

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


def open_requests(actor: Account, plan: Plan) -> list[ReplanRequest]:
    """Open requests of a plan, by the day that is lost first; nothing for whoever does not plan."""
    rows = ReplanRequest.objects.visible_to(actor).filter(plan=plan, closed_at=None)
    return list(rows.select_related("unit", "asked_by"))


def open_request(actor: Account, plan: Plan, pk: str) -> ReplanRequest | None:
    """One of them, by the number that an address gives."""
    if not pk.isdecimal() or len(pk) > 18:
        return None
    rows = ReplanRequest.objects.visible_to(actor).filter(plan=plan, closed_at=None, pk=pk)
    return rows.select_related("unit").first()
