"""What recording offers to the search: findings by their words, with or without marks."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.policies import may
from lotrinh.office.inspections.queries.findings import FindingWish, found_findings
from lotrinh.office.registry.searching import Hit, search_provider

LONGEST = 140


def _all(words: str) -> str:
    return f"{reverse('inspections:findings')}?{urlencode({'words': words})}"


@search_provider("findings", order=35, title=_("Findings"), all_url=_all)
def search_findings(actor: Any, words: str, limit: int) -> list[Hit]:
    """The newest findings that this person may see and that hold every word; two queries."""
    if not may(actor, "read_findings"):
        return []
    rows = found_findings(actor, FindingWish(words=words)).select_related("unit")[:limit]
    return [
        Hit(
            f.text if len(f.text) <= LONGEST else f"{f.text[:LONGEST].rstrip()}…",
            reverse("inspections:finding", args=[f.uid]),
            f"{f.unit.name}, {f.found_on:%d/%m/%Y}",
            _("Finding"),
        )
        for f in rows
    ]
