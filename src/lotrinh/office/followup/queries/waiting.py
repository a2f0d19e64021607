"""What waits for the office: requests for a later day, and corrective actions whose unit is gone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from lotrinh.office.followup.models import Correction, ExtensionRequest
from lotrinh.office.followup.stepping import open_states

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


def open_requests(actor: Account) -> QuerySet[ExtensionRequest]:
    """Requests that nobody has decided, the oldest first."""
    rows: QuerySet[ExtensionRequest] = ExtensionRequest.objects.visible_to(actor).filter(
        state=ExtensionRequest.ASKED
    )
    return rows.select_related("correction__unit", "correction__item").order_by("asked_at")


def to_choose(actor: Account, today: date) -> QuerySet[Correction]:
    """Open ones whose unit was split or ended without an heir: somebody has to say who answers for them."""
    rows: QuerySet[Correction] = Correction.objects.visible_to(actor).filter(
        state__in=open_states(), unit__valid_to__isnull=False, unit__valid_to__lte=today
    )
    return rows.select_related("unit", "item")
