"""The roadmap as a workbook and as the annex of the plan; each holds only what its reader may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.planning import exports, queries
from lotrinh.office.planning.exports.content import RoadmapContent
from lotrinh.office.platform.pages.register import page


def _workbook(content: RoadmapContent) -> bytes:
    """With headings in the reader's language."""
    return exports.workbook(content, "en" if get_language() == "en" else "vi")


FORMS: Final[dict[str, tuple[Callable[[RoadmapContent], bytes], str]]] = {
    "xlsx": (_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "docx": (exports.annex_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (exports.annex_pdf, "application/pdf"),
}


@page("export", policy=verb_policy("export_roadmap"), title=_("Export"))
def export(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """form is xlsx, docx or pdf."""
    if form not in FORMS:
        raise Http404
    make, kind = FORMS[form]
    roadmap = queries.roadmap_of(person(request), pk)
    read = queries.roadmap_content if form == "xlsx" else queries.annex_content
    content = read(person(request), roadmap, at=timezone.localtime())
    name = f"lo-trinh-{roadmap.plan.key}-v{roadmap.version}.{form}"
    return HttpResponse(
        make(content), content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
