"""Search over everything that components offer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lotrinh.office.platform.pages import page
from lotrinh.office.registry.policies import may_search
from lotrinh.office.registry.searching import search_everywhere


@page("search", policy=may_search, title=_("Search"))
def search(request: HttpRequest) -> HttpResponse:
    """Hits by kind; words match without their marks."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:200]
    found = search_everywhere(request.user, words)
    return render(request, "registry/search.html", {"words": words, "found": found})
