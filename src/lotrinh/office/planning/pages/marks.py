"""Must and never by hand, with a reason, and back."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lotrinh.method.faults import Faults
from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.planning import queries
from lotrinh.office.planning.actions.mark_unit import mark_unit, withdraw_mark
from lotrinh.office.planning.models import SelectionMark
from lotrinh.office.platform.pages.register import page
from lotrinh.office.registry.models import Unit


def _back(request: HttpRequest, key: str) -> HttpResponse:
    wanted = request.POST.get("next", "")
    parts = urlsplit(wanted)
    local = parts.path + (f"?{parts.query}" if parts.query else "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) and url_has_allowed_host_and_scheme(
        local, None
    ):
        return redirect(local)
    return redirect(reverse("planning:candidates", args=[key]))


@page("mark-unit", policy=verb_policy("mark_unit"), title=gettext_lazy("Must or never"))
@require_POST
def mark(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """Put the unit on one of the lists."""
    plan = queries.plan_of(person(request), key)
    unit = get_object_or_404(Unit, code=code, register=plan.register)
    kind = "never" if request.POST.get("kind") == "never" else "must"
    try:
        mark_unit(person(request), plan, unit, kind, request.POST.get("reason", ""), at=timezone.now())
    except Faults as faults:
        messages.error(request, " ".join(f.sentence(get_language() or "vi") for f in faults.faults))
        return _back(request, key)
    said = _("%(unit)s is on the must list.") if kind == "must" else _("%(unit)s is on the never list.")
    messages.success(request, said % {"unit": unit.name} + " " + _("It counts from the next build on."))
    return _back(request, key)


@page("unmark-unit", policy=verb_policy("mark_unit"), title=gettext_lazy("Take a mark back"))
@require_POST
def unmark(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """Take the mark in force back."""
    plan = queries.plan_of(person(request), key)
    rows = SelectionMark.objects.visible_to(person(request)).filter(
        plan=plan, unit__code=code, withdrawn_at=None
    )
    found = get_object_or_404(rows.select_related("unit", "plan"))
    withdraw_mark(person(request), found, at=timezone.now())
    messages.success(request, _("The mark of %(unit)s was taken back.") % {"unit": found.unit.name})
    return _back(request, key)
