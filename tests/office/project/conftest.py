"""A city of 2026 that is small and quick: two teams, a few communes, an adopted roadmap without a solver."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from lotrinh.method.definitions import Library
from lotrinh.office.accounts.models import Account
from lotrinh.office.planning.models import Plan, Roadmap, Visit
from lotrinh.office.registry.models import Register, Unit

KEY, TODAY = "hanoi-2026", date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
"""Eleven in the morning in Hà Nội."""
WEEKS = (-11, -10, -8, -7, -6, -5, -5, -3, -3, -1)
AHEAD = (0, 1, 2, 3, 7, 7, 8, 8, 9, 9, 14)
"""Days from this Monday on."""
SECRET = (2, 5, 17)
"""Places of the visits that are not announced: two past ones, one to come."""


LIBRARY = Library.open()


@pytest.fixture
def city(db: Any) -> Plan:
    """As ``make_city``."""
    return make_city()


def make_city() -> Plan:
    """The example plan with its first two teams, and bodies of the register of 2025."""
    raw = LIBRARY.plan(KEY).model_dump(mode="json", by_alias=True)
    raw["teams"] = raw["teams"][:2]
    register = Register.objects.create(key="hanoi-2025", name_vi="Hà Nội 2025", valid_from=date(2025, 7, 1))
    rows = LIBRARY.register("hanoi-2025").units_as_of(date(2026, 8, 3))
    bodies = {m["body"] for t in raw["teams"] for m in t["members"]}
    communes = [r for r in rows if r.kind == "commune"][:40]
    for row in [r for r in rows if r.code in bodies] + communes:
        unit = Unit(
            code=row.code, register=register, kind=row.kind, type=row.type, valid_from=row.valid_from,
            lat=row.lat, lon=row.lon,
        )  # fmt: skip
        unit.name_it(row.name)
        unit.save()
    return Plan.objects.create(
        key=KEY, number=raw["number"], title=raw["title"]["vi"], issued_on=date(2026, 7, 20),
        period_start=date(2026, 8, 3), period_end=date(2026, 12, 11), register=register, definition=raw,
        digest="thu",
    )  # fmt: skip


def adopted(plan: Plan) -> Roadmap:
    """Visits of past weeks, of this week and of the two to come."""
    teams = [
        {"id": t["id"], "name": t["id"], "members": t["members"], "days_off": []}
        for t in plan.definition["teams"]
    ]
    communes = list(Unit.objects.filter(kind="commune").order_by("code"))
    monday = TODAY - timedelta(days=TODAY.weekday())
    days = [monday + timedelta(days=7 * week + 1 + place % 3) for place, week in enumerate(WEEKS)]
    days += [monday + timedelta(days=shift) for shift in AHEAD]
    leader = Account.objects.get(username="lanh-dao")
    roadmap = Roadmap.objects.create(
        plan=plan, version=1, digest="d", created_at=NOW, answer={},
        problem={"teams": teams, "units": [], "half_days": []},
    )  # fmt: skip
    for place, (unit, day) in enumerate(zip(communes, days, strict=False)):
        Visit.objects.create(
            roadmap=roadmap, unit=unit, team_id=teams[0 if day == TODAY else place % 2]["id"], start_date=day,
            start_part="am", end_date=day, end_part="am", announced=place not in SECRET,
        )  # fmt: skip
    Roadmap.objects.for_actions().filter(pk=roadmap.pk).update(
        status="adopted", adopted_by=leader, adopted_at=NOW
    )
    return roadmap
