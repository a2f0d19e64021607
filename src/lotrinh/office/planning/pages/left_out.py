"""The units without a visit, with what kept each out and what would bring it in."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.planning import queries
from lotrinh.office.planning.pages.candidates import KINDS
from lotrinh.office.planning.pages.roadmap import frame
from lotrinh.office.platform.pages.register import page


@page("left-out", policy=verb_policy("read_candidates"), title=_("Units without a visit"))
def left_out_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Filtered by words, kind and reason; fifty a page."""
    context = frame(request, pk, "left_out")
    chosen = {k: request.GET.get(k, "") for k in ("words", "kind", "why")}
    context["found"] = queries.left_out(person(request), context["roadmap"], **chosen)
    context.update(chosen=chosen, kinds=KINDS)
    context["rows"] = Paginator(context["found"].rows, 50).get_page(request.GET.get("page"))
    return render(request, "planning/left_out.html", context)
