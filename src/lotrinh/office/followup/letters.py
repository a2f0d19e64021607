"""The official letter that reminds a unit of what it has not done."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account
    from lotrinh.office.followup.models import Correction
    from lotrinh.office.platform.models import OfficialPaper


def draft_letter(actor: Account, correction: Correction, *, at: datetime) -> OfficialPaper | None:
    """A draft of the letter, to be signed and numbered by the clerk; None while papers cannot be drafted."""
    return None
