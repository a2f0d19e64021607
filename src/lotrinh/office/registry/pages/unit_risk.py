"""Why a body should be inspected: every contribution in a sentence, with its figures and their sources."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lotrinh.office.platform.pages import page
from lotrinh.office.registry.drawing import risk_parts, risk_segments
from lotrinh.office.registry.policies import may_read_risk
from lotrinh.office.registry.queries import risk_mark


@page("unit_risk", policy=may_read_risk, title=_("Risk of the unit"))
def unit_risk(request: HttpRequest, code: str, plan_key: str) -> HttpResponse:
    """The drawer, or the same as a full page."""
    mark = risk_mark(request.user, code, plan_key)
    if mark is None:
        raise Http404(f"{code} {plan_key}")
    template = (
        "registry/unit_risk_drawer.html" if "X-Drawer" in request.headers else "registry/unit_risk.html"
    )
    context = {
        "mark": mark, "unit": mark.unit, "parts": risk_parts(mark),
        "segments": risk_segments(mark, get_language() or "vi"),
    }  # fmt: skip
    return render(request, template, context)
