"""The team report, part by part."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from lotrinh.office.inspections.pages.draft_parts import draft_page
from lotrinh.office.inspections.policies import may_read_inspections
from lotrinh.office.platform.pages.register import page


@page("team-report", policy=may_read_inspections, title=_("The team report"))
def team_report(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Results by content, causes, responsibility, proposals."""
    return draft_page(request, uid, "team_report")
