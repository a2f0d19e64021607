"""The roadmap on a map: areas with their risk for the planning side, visits as points for whoever may
know them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from lotrinh.office.planning.models import Roadmap, Visit
from lotrinh.office.planning.queries.plans import team_names
from lotrinh.office.planning.queries.roadmaps import sees_everything, visits_of

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account


@cache
def areas(register: str) -> tuple[dict[str, Any], ...]:
    """The boundaries of a register's units; none where there is no such file."""
    found: list[dict[str, Any]] = []
    for path in sorted((Path(settings.DEFINITIONS) / "registers" / register).glob("*.geojson")):
        found += json.loads(path.read_text("utf-8"))["features"]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Place:
    """A visit with where it takes place; borrowed: the point is the parent's, the unit has none of
    its own.
    """

    visit: Visit
    lat: float | None
    lon: float | None
    borrowed: bool
    team: str = ""


def places(actor: Account, roadmap: Roadmap) -> list[Place]:
    """The visits this person may know of, with their points."""
    names = team_names(roadmap.plan)
    return [_place(v, names.get(v.team_id, v.team_id)) for v in visits_of(actor, roadmap)]


def _place(visit: Visit, team: str) -> Place:
    unit, parent = visit.unit, visit.unit.parent
    if unit.lat is not None:
        return Place(visit, unit.lat, unit.lon, False, team)
    return Place(
        visit, parent.lat if parent else None, parent.lon if parent else None, parent is not None, team
    )


def map_layers(actor: Account, roadmap: Roadmap) -> dict[str, Any]:
    """Two GeoJSON collections: areas and visits."""
    shown = sees_everything(actor)
    risks, shares = (area_risks(roadmap), area_shares(roadmap)) if shown else ({}, {})
    return {
        "areas": {
            "type": "FeatureCollection",
            "features": [_area(f, risks, shares) for f in areas(roadmap.plan.register.key)],
        },
        "visits": {
            "type": "FeatureCollection",
            "features": [_point(roadmap, p) for p in places(actor, roadmap) if p.lat is not None],
        },
        "teams": [t["id"] for t in roadmap.problem["teams"]],
    }


def area_risks(roadmap: Roadmap) -> dict[str, float]:
    """Area code → mean risk of its own body and of the bodies below it."""
    found: dict[str, list[float]] = defaultdict(list)
    for unit in roadmap.problem["units"]:
        for code in {unit["code"], unit["parent"] or unit["code"]}:
            found[code].append(unit["risk"])
    return {code: sum(risks) / len(risks) for code, risks in found.items()}


def area_shares(roadmap: Roadmap) -> dict[str, float]:
    """Area code → share of its own body and the bodies below it that are visited, 0-1."""
    visited = {v["unit"] for v in roadmap.answer["visits"]}
    found: dict[str, list[bool]] = defaultdict(list)
    for unit in roadmap.problem["units"]:
        for code in {unit["code"], unit["parent"] or unit["code"]}:
            found[code].append(unit["code"] in visited)
    return {code: sum(hits) / len(hits) for code, hits in found.items()}


def _area(feature: dict[str, Any], risks: dict[str, float], shares: dict[str, float]) -> dict[str, Any]:
    code = feature["properties"]["code"]
    facts = {
        "code": code,
        "name": feature["properties"]["name"],
        "risk": risks.get(code),
        "share": shares.get(code),
    }
    return {"type": "Feature", "properties": facts, "geometry": feature["geometry"]}


def _point(roadmap: Roadmap, place: Place) -> dict[str, Any]:
    visit = place.visit
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            "name": visit.unit.name,
            "kind": visit.unit.kind,
            "team": place.team,
            "announced": visit.announced,
            "date": visit.start_date.isoformat(),
            "part": visit.start_part,
            "borrowed": place.borrowed,
            "url": reverse("planning:visit", args=[roadmap.pk, visit.pk]),
        },
    }
