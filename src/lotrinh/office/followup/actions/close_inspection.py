"""The office closes an inspection whose corrective actions are all verified or withdrawn."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from lotrinh.office.followup import needs as needs
from lotrinh.office.followup.recipients import accounts_of_units
from lotrinh.office.inspections import stepping
from lotrinh.office.inspections.telling import tell

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.inspections.models import Inspection


@transaction.atomic
def close_inspection(actor: Account, inspection: Inspection, *, at: datetime) -> Inspection:
    """One without items may close at once."""
    row = stepping.take_step(actor, stepping.locked(inspection), "close", at=at)
    subject = {
        "vi": f"Cuộc kiểm tra {row.unit.name} đã kết thúc",
        "en": f"The inspection of {row.unit.name} is closed",
    }
    text = {"vi": "Mọi kiến nghị đã được xác nhận.", "en": "Every corrective action is verified."}
    tell(accounts_of_units([row.unit.code]), row, "closed", subject, text, at=at)
    return row
