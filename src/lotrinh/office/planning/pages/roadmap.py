"""The roadmap as a wall chart by team and week, and what one more team would bring."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.planning import policies, queries
from lotrinh.office.planning.actions.draw_curve import request_curve
from lotrinh.office.planning.models import Roadmap
from lotrinh.office.planning.tasks import draw_curve_task
from lotrinh.office.platform.pages.register import page


def frame(request: HttpRequest, pk: int, tab: str) -> dict[str, Any]:
    """What every page of a roadmap shows round its own part."""
    actor = person(request)
    roadmap: Roadmap = queries.roadmap_of(actor, pk)
    return {
        "roadmap": roadmap,
        "plan": roadmap.plan,
        "tab": tab,
        "sees_all": queries.sees_everything(actor),
        "may_move": policies.may_move_visit(actor, roadmap).allowed,
        "may_adopt": policies.may_adopt(actor, roadmap).allowed,
        "may_replan": policies.may_replan(actor, roadmap).allowed,
        "may_amend": policies.may_amend(actor, roadmap).allowed,
        "may_withdraw": policies.may_withdraw(actor, roadmap).allowed,
    }


@page("roadmap", policy=verb_policy("read_roadmap"), title=_("Roadmap"))
def board_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The wall chart; whoever sees only his own visits gets them as a list."""
    context = frame(request, pk, "board")
    roadmap = context["roadmap"]
    context["board"] = queries.board(person(request), roadmap)
    context["has_districts"] = any(kind == "district" for kind, _count in context["board"].kinds)
    if context["sees_all"]:
        context["aims"] = queries.aims_of(roadmap)
        context["last_move"] = queries.last_move_of(person(request), roadmap)
    return render(request, "planning/roadmap.html", context)


@page("what-if", policy=verb_policy("read_candidates"), title=_("What if: more or fewer team-days"))
def what_if_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The curve of risk covered against team-days; made on demand and kept."""
    context = frame(request, pk, "what_if")
    if request.method == "POST":
        roadmap, at = context["roadmap"], timezone.now()
        request_curve(person(request), roadmap, at=at, enqueue=draw_curve_task.enqueue)
        return redirect("planning:what_if", pk=pk)
    curve = queries.curve_of(person(request), context["roadmap"])
    context.update(curve=curve, chart=queries.chart_of(curve))
    context["may_build"] = policies.may_build(person(request)).allowed
    part = bool(request.headers.get("HX-Request"))
    return render(request, "planning/parts/curve.html" if part else "planning/what_if.html", context)
