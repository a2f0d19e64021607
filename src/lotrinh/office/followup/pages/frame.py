"""What the pages of follow-up show round their own part."""

from __future__ import annotations

from django.utils.translation import get_language

from lotrinh.method.faults import Faults
from lotrinh.office.followup.policies import NOT_NOW
from lotrinh.office.platform.policies import Refused


def language() -> str:
    """The reader's language: 'vi' or 'en'."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


NOW_ANOTHER = (NOT_NOW, "inspections.not_now")
"""Refusals that only say that somebody else was quicker."""


def too_late(refused: Refused) -> list[object]:
    """What is said when somebody else was quicker; another refusal is raised again and becomes a 403 page."""
    if refused.decision.reason.code in NOW_ANOTHER:
        return [refused.decision.reason]
    raise refused


def said(error: Faults) -> str:
    """Every sentence of the faults, for a message."""
    return " ".join(fault.sentence(language()) for fault in error.faults)
