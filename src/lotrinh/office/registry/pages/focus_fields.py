"""How the fields that a plan calls low stand in PAPI, and whether the data agrees with the plan."""

from __future__ import annotations

from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lotrinh.method.definitions import Library
from lotrinh.method.risk import FocusField, plan_focus, read_profile
from lotrinh.office.platform.pages import page
from lotrinh.office.registry.library import opened_library
from lotrinh.office.registry.policies import may_read_indices


@cache
def _fields(library: Library, plan_key: str) -> tuple[FocusField, ...]:
    """The fields of a plan; definitions do not change while the server runs."""
    plan = library.plan(plan_key)
    return tuple(plan_focus(library, read_profile(library, plan.risk.profile), plan))


@page("focus_fields", policy=may_read_indices, title=_("Focus fields"))
def focus_fields(request: HttpRequest) -> HttpResponse:
    """Every focus field of a plan by PAPI alone: low or not, and how far from the best quarter."""
    library = opened_library()
    plans = [library.plan(key) for key in library.plans()]
    plan = next((p for p in plans if p.key == request.GET.get("plan", plans[0].key)), None)
    if plan is None:
        raise Http404(request.GET.get("plan"))
    fields = _fields(library, plan.key)
    counts = {word: sum(field.agrees is word for field in fields) for word in (True, False, None)}
    context = {
        "plans": plans, "plan": plan, "fields": fields, "year": fields[0].year if fields else None,
        "agree": counts[True], "differ": counts[False], "open": counts[None],
        "profile": read_profile(library, plan.risk.profile),
    }  # fmt: skip
    return render(request, "registry/focus_fields.html", context)
