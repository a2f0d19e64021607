"""The list of abbreviations and terms, searchable."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lotrinh.method.text import fold
from lotrinh.office.platform.glossary import abbreviations as all_abbreviations
from lotrinh.office.platform.glossary import terms as all_terms
from lotrinh.office.platform.pages.register import page
from lotrinh.office.platform.policies import anyone


@page("abbreviations", policy=anyone, title=_("Abbreviations and terms"))
def abbreviations(request: HttpRequest) -> HttpResponse:
    """Every abbreviation with its full form, narrowed by ?q=."""
    wish = fold(request.GET.get("q", ""))

    def kept(entry: object) -> bool:
        return not wish or wish in fold(" ".join(str(v) for v in dict(entry).values()))  # type: ignore[call-overload]

    context = {
        "q": request.GET.get("q", ""),
        "abbreviations": [e for e in all_abbreviations() if kept(e)],
        "terms": [e for e in all_terms() if kept(e)],
    }
    return render(request, "platform/abbreviations.html", context)
