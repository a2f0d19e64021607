"""A small plan on real bodies: the departments of Hanoi 2020, two teams, nine weeks; builds in a
second or two.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from lotrinh.method.definitions import Library
from lotrinh.method.roadmap.answer import Roadmap as Answer
from lotrinh.method.roadmap.problem import Problem
from lotrinh.office.accounts.models import Account
from lotrinh.office.planning.actions.request_build import request_build
from lotrinh.office.planning.actions.run_build import run_build
from lotrinh.office.planning.actions.store_roadmap import store_roadmap
from lotrinh.office.planning.models import Build, Plan, Roadmap
from lotrinh.office.registry.models import Register, RiskMark, Sector, Unit

KEY = "ke-hoach-nho"
NOW = datetime(2020, 7, 28, 2, 0, tzinfo=UTC)
TEAMS = ("doan-1", "doan-2")


def definition() -> dict[str, Any]:
    """Plan 155 cut down: departments only, two teams, August and September."""
    raw = Library.open().plan("hanoi-2020-155").model_dump(mode="json", by_alias=True)
    raw.update(key=KEY, number="01/KH-THU", teams=[t for t in raw["teams"] if t["id"] in TEAMS], seed=7)
    raw["period"].update(start="2020-08-03", end="2020-09-30")
    raw["visit_length"]["half_days"] = {"department": 1}
    rules = raw["rules"]
    rules["coverage"].update(minimum={"department": {"count": 8}}, focus_fields=[])
    rules["grouping"]["mode"] = "off"
    rules["rotation"]["mode"] = "off"
    rules["unannounced"].update(share=0.1, kinds=["department"])
    rules["pace"].update(max_half_days=7, max_visits_per_week=2)
    rules["calendar"]["closed"] = []
    rules["competence"]["mode"] = "off"
    for member in (m for t in raw["teams"] for m in t["members"]):
        member["body"] = "hn.d001"
    return raw


def load_small_plan() -> Plan:
    """Register, bodies, risk marks and the plan."""
    register = Register.objects.create(key="hanoi-2020", name_vi="Hà Nội 2020", valid_from=date(2020, 1, 1))
    rows = [
        u
        for u in Library.open().register("hanoi-2020").units_as_of(date(2020, 8, 1))
        if u.kind == "department"
    ]
    for place, row in enumerate(rows):
        unit = Unit(
            code=row.code,
            register=register,
            kind=row.kind,
            valid_from=row.valid_from,
            lat=row.lat,
            lon=row.lon,
        )
        unit.name_it(row.name)
        unit.save()
        for key in row.sectors:
            unit.sectors.add(Sector.objects.get_or_create(key=key, defaults={"name_vi": key})[0])
        _mark(unit, place)
    raw = definition()
    return Plan.objects.create(
        key=KEY,
        number=raw["number"],
        title=raw["title"]["vi"],
        issued_on=date(2020, 7, 27),
        period_start=date(2020, 8, 3),
        period_end=date(2020, 9, 30),
        register=register,
        definition=raw,
        digest="thu",
    )


def _mark(unit: Unit, place: int) -> None:
    score = Decimal(90 - 3 * place)
    part = {
        "signal": "par_level",
        "title_vi": "Chỉ số CCHC",
        "title_en": "PAR Index",
        "weight": "100",
        "shortfall": "0.5",
        "points": str(score),
        "low": str(score - 10),
        "high": str(score + 5),
        "status": "bounded",
        "observations": [],
        "reasons": [{"code": "x", "vi": "Chỉ số thấp.", "en": "Low index."}],
    }
    RiskMark.objects.create(
        unit=unit,
        plan_key=KEY,
        as_of=date(2020, 7, 27),
        score=score,
        low=score - 10,
        high=score + 5,
        contributions=[part],
        rank=place + 1,
        stability=Decimal("0.5"),
        digest="d",
        marked_at=NOW,
    )


def build_small(actor: Account, plan: Plan, *, seed: int = 7, limit: float = 60.0) -> Roadmap:
    """A draft roadmap, built here and now."""
    build = request_build(actor, plan, seed=seed, limit=limit, at=NOW)
    run_build(build.pk, now=lambda: NOW)
    done = Build.objects.for_actions().get(pk=build.pk)
    assert done.result_id, [line["en"] for line in done.log]
    return Roadmap.objects.for_actions().select_related("plan").get(pk=done.result_id)


def keep(actor: Account, plan: Plan, problem: dict[str, Any], answer: dict[str, Any]) -> Roadmap:
    """A draft from an answer that was found before."""
    return store_roadmap(actor, plan, Problem.from_dict(problem), Answer.from_dict(answer), at=NOW)
