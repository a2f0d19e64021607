"""Files of corrective actions, given to whoever may see the corrective action."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.followup import queries
from lotrinh.office.followup.policies import may_read_corrections
from lotrinh.office.platform.files.answers import file_response, preview_response
from lotrinh.office.platform.pages.register import page


@page("correction-evidence", policy=may_read_corrections, title=_("Evidence of a correction"))
def evidence(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """The file itself."""
    return file_response(queries.evidence_file(person(request), uid), inline=True, request=request)


@page("correction-preview", policy=may_read_corrections, title=_("Preview of evidence of a correction"))
def preview(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """A small picture of its first page."""
    return preview_response(queries.evidence_file(person(request), uid), request=request)
