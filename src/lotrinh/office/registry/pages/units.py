"""The list of bodies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lotrinh.office.platform.pages import page
from lotrinh.office.registry.drawing import risk_segments
from lotrinh.office.registry.models import Kind, Unit
from lotrinh.office.registry.policies import may_read_indices, may_read_risk, may_read_units
from lotrinh.office.registry.queries import UnitWish, filter_choices, found_units, latest_marks, latest_par
from lotrinh.office.registry.queries.units import SORTS, default_day

PAGE_SIZE = 50


class UnitFilter(forms.Form):
    """What the list is narrowed by; an empty day means at any time."""

    q = forms.CharField(label=_("Name or code"), required=False, max_length=200)
    register = forms.CharField(required=False, max_length=60)
    kind = forms.ChoiceField(choices=[("", ""), *Kind.choices], required=False)
    parent = forms.CharField(required=False, max_length=60)
    sector = forms.CharField(required=False, max_length=60)
    as_of = forms.DateField(label=_("As of"), required=False)
    sort = forms.ChoiceField(choices=[("", ""), *((key, key) for key in SORTS)], required=False)


@page("units", policy=may_read_units, title=_("Units"))
def units(request: HttpRequest) -> HttpResponse:
    """Bodies by register, kind, district, field, day and words, 50 on a page."""
    form = UnitFilter(request.GET)
    wish = _wish(form, request)
    found = Paginator(found_units(request.user, wish), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = list(found.object_list)
    context = {
        "form": form,
        "wish": wish,
        "units": found,
        "rows": _rows(request, shown),
        "choices": filter_choices(wish.as_of),
        "sort": wish.sort,
        "sees_risk": bool(may_read_risk(request.user)),
        "sees_results": bool(may_read_indices(request.user)),
        "today": timezone.localdate(),
    }
    return render(request, "registry/units.html", context, status=200 if form.is_valid() else 422)


def _wish(form: UnitFilter, request: HttpRequest) -> UnitWish:
    form.is_valid()
    wish = form.cleaned_data
    register = wish.get("register", "")
    day = wish.get("as_of")
    if "as_of" not in request.GET or form.errors.get("as_of"):
        day = default_day(register, timezone.localdate())
    return UnitWish(
        words=wish.get("q", ""),
        register=register,
        kind=wish.get("kind", ""),
        parent=wish.get("parent", ""),
        sector=wish.get("sector", ""),
        as_of=day,
        sort=wish.get("sort") or "kind",
    )


def _rows(request: HttpRequest, shown: list[Unit]) -> list[dict[str, Any]]:
    """Each body with its newest PAR Index and risk, where the reader may see them."""
    results = latest_par(shown) if may_read_indices(request.user) else {}
    marks = latest_marks(request.user, shown)
    language = get_language() or "vi"
    return [
        {
            "unit": unit,
            "par": results.get(unit.pk),
            "mark": marks.get(unit.pk),
            "segments": risk_segments(marks[unit.pk], language, small=True) if unit.pk in marks else [],
        }
        for unit in shown
    ]
