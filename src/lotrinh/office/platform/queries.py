"""Reading the audit trail."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import get_current_timezone

from lotrinh.method.text import fold
from lotrinh.office.platform.models import AuditEntry


def audit_entries(
    *, actor: str = "", verb: str = "", since: date | None = None, until: date | None = None, words: str = ""
) -> QuerySet[AuditEntry]:
    """Entries, newest first; since and until are days, included. The page decides who may ask."""
    found = AuditEntry.objects.select_related("actor")
    if actor:
        found = found.filter(actor__username=actor)
    if verb:
        found = found.filter(verb=verb)
    if since:
        found = found.filter(at__gte=_midnight(since))
    if until:
        found = found.filter(at__lt=_midnight(until + timedelta(days=1)))
    for word in fold(words).split():
        found = found.filter(folded__contains=word)
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), get_current_timezone()).astimezone(UTC)


def audit_choices() -> dict[str, list[Any]]:
    """The actors and verbs that occur, for the filters."""
    rows = AuditEntry.objects.order_by()
    actors = rows.filter(actor__isnull=False).values_list("actor__username", flat=True).distinct()
    verbs = rows.values_list("verb", flat=True).distinct()
    return {"actors": sorted(actors), "verbs": sorted(verbs)}
