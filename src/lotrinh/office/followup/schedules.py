"""What follow-up does by the clock, before the mail of the day is collected."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from lotrinh.office.followup.actions.hand_over_correction import hand_over_merged
from lotrinh.office.followup.actions.remind import remind
from lotrinh.office.followup.actions.remind_limits import remind_limits
from lotrinh.office.platform.schedule import every


@every("followup.remind", at="06:30")
def remind_daily(at: datetime) -> dict[str, dict[str, int]]:
    """Merged units first, so that whoever carries them on is reminded; then corrections, then limits."""
    today = timezone.localdate(at)
    return {
        "merged": hand_over_merged(at),
        "corrections": remind(today, at),
        "limits": remind_limits(today, at),
    }
