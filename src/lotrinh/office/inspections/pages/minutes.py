"""The minutes, part by part."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from lotrinh.office.inspections.pages.draft_parts import draft_page
from lotrinh.office.inspections.policies import may_read_inspections
from lotrinh.office.platform.pages.register import page


@page("minutes", policy=may_read_inspections, title=_("The minutes"))
def minutes(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Time, place, people, what was checked by content, the unit's opinion: written together."""
    return draft_page(request, uid, "minutes")
