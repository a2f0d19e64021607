"""The conclusion, part by part."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from lotrinh.office.inspections.pages.draft_parts import draft_page
from lotrinh.office.inspections.policies import may_read_inspections
from lotrinh.office.platform.pages.register import page


@page("conclusion-draft", policy=may_read_inspections, title=_("The conclusion"))
def conclusion_draft(request: HttpRequest, uid: UUID) -> HttpResponse:
    """General view, what to spread, shortcomings, items, answers."""
    return draft_page(request, uid, "conclusion")
