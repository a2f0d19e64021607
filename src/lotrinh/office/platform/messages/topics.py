"""What messages are about: keys with a title; each component may name its own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

TOPICS: dict[str, Any] = {
    "plan": _("Plans and roadmaps"),
    "inspection": _("Inspections"),
    "self_report": _("Self-reports"),
    "paper": _("Papers"),
    "correction": _("Corrections"),
    "system": _("The system itself"),
}
OTHER = _("Other matters")


def name_topic(key: str, title: Any) -> None:
    """Name a topic of a component; title: a lazy translation."""
    TOPICS[key] = title


def topic_title(key: str) -> str:
    """What a topic is called in the reader's language."""
    return str(TOPICS.get(key, OTHER))
