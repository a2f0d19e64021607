"""The roadmap on a map of districts and communes; the same as a list below it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.planning import queries
from lotrinh.office.planning.pages.roadmap import frame
from lotrinh.office.platform.pages.register import page


@page("map", policy=verb_policy("read_roadmap"), title=_("Map"))
def map_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The map, and the same facts as a table."""
    context = frame(request, pk, "map")
    context["places"] = queries.places(person(request), context["roadmap"])
    context["unplaced"] = sum(p.lat is None for p in context["places"])
    return render(request, "planning/map.html", context)


@page("map-data", policy=verb_policy("read_roadmap"), title=_("Map data"))
def map_data(request: HttpRequest, pk: int) -> JsonResponse:
    """Areas and visits as GeoJSON, cut down to what the reader may see."""
    return JsonResponse(queries.map_layers(person(request), queries.roadmap_of(person(request), pk)))
