"""Corrective actions: by unit with their ages, one by one, and as a workbook."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.models import Account
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import may
from lotrinh.office.followup import queries
from lotrinh.office.followup.exports import corrections_workbook
from lotrinh.office.followup.pages.frame import language
from lotrinh.office.followup.policies import may_read_corrections
from lotrinh.office.followup.queries.corrections import AGES
from lotrinh.office.followup.rows import workflow
from lotrinh.office.inspections.rows import UNIT, side_of
from lotrinh.office.platform.pages.register import page

A_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page("corrections", policy=may_read_corrections, title=_("Corrections"))
def corrections(request: HttpRequest) -> HttpResponse:
    """By unit for whoever sees several; one by one for a unit, or when a filter asks for it."""
    actor, today = person(request), timezone.localdate()
    wish = queries.Wish.read(request.GET)
    view = _view(request, actor, wish)
    context: dict[str, Any] = {
        "wish": wish,
        "view": view,
        "many_units": side_of(actor) != UNIT,
        "today": today,
        "choices": queries.choices(actor),
        "states": workflow().states,
        "ages": AGES,
        "sort": wish.sort,
        "may_report": may(actor, "draft_conclusion").allowed or may(actor, "register_paper").allowed,
    }
    if view == "units":
        context["units"] = queries.by_unit(actor, wish, today)
        return render(request, "followup/units.html", context)
    found = Paginator(queries.corrections(actor, wish, today), A_PAGE).get_page(request.GET.get("page"))
    context.update(rows_page=found, lines=queries.correction_lines(found, today))
    return render(request, "followup/corrections.html", context)


def _view(request: HttpRequest, actor: Account, wish: queries.Wish) -> str:
    if side_of(actor) == UNIT:
        return "rows"
    asked = request.GET.get("view", "")
    if asked in ("units", "rows"):
        return asked
    return "rows" if wish.narrowed else "units"


@page("corrections-export", policy=may_read_corrections, title=_("Corrections as a workbook"))
def export(request: HttpRequest) -> HttpResponse:
    """What the filters let through, and nothing that the reader may not see."""
    actor, today = person(request), timezone.localdate()
    rows = queries.corrections(actor, queries.Wish.read(request.GET), today)
    content = corrections_workbook(queries.correction_lines(rows, today), today, language())
    name = f"kien-nghi-khac-phuc-{today:%Y%m%d}.xlsx"
    return HttpResponse(
        content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
