"""Published results of all bodies and provinces."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lotrinh.office.platform.pages import page
from lotrinh.office.registry.models import Kind
from lotrinh.office.registry.policies import may_read_indices
from lotrinh.office.registry.queries import published_results
from lotrinh.office.registry.queries.results import result_choices


class ResultFilter(forms.Form):
    """What the list is narrowed by."""

    q = forms.CharField(label=_("Unit"), required=False, max_length=200)
    index = forms.CharField(label=_("Index"), required=False, max_length=40)
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1990, max_value=2200)
    component = forms.CharField(label=_("Component"), required=False, max_length=120)
    kind = forms.ChoiceField(choices=[("", ""), *Kind.choices], required=False)


@page("indices", policy=may_read_indices, title=_("Index results"))
def indices(request: HttpRequest) -> HttpResponse:
    """Figures as published, newest year first, each with its source."""
    form = ResultFilter(request.GET)
    wish = form.cleaned_data if form.is_valid() else {}
    rows = published_results(
        request.user, index=wish.get("index", ""), year=wish.get("year"), words=wish.get("q", ""),
        component=wish.get("component", ""), kind=wish.get("kind", ""),
    )  # fmt: skip
    context = {
        "form": form, "results": Paginator(rows, 50).get_page(request.GET.get("page")),
        "choices": result_choices(request.user), "kinds": Kind.choices,
    }  # fmt: skip
    return render(request, "registry/indices.html", context, status=200 if form.is_valid() else 422)
