"""What people import of a unit is used by the next problem."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lotrinh.method.definitions import Library
from lotrinh.method.registers.register import IMPORTED_POINT
from lotrinh.office.planning.building import compose
from lotrinh.office.planning.models import Plan
from lotrinh.office.registry.actions.preview_import import preview_import
from lotrinh.office.registry.actions.take_import import take_import
from lotrinh.office.registry.models import Register, RiskMark, Unit
from tests.office.planning.small_plan import NOW
from tests.office.registry.conftest import csv_text, unit_row


@pytest.fixture
def whole_plan(plan: Plan) -> Plan:
    """The small plan with one commune that has no coordinates of its own, of a district that has."""
    library = Library.open()
    register = library.register("hanoi-2020")
    row = next(u for u in register.units.values() if u.kind == "commune" and u.lat is None)
    unit = Unit(code=row.code, register=Register.objects.get(), kind=row.kind, valid_from=row.valid_from)
    unit.name_it(row.name)
    unit.save()
    raw = plan.definition
    raw["visit_length"]["half_days"] = {"department": 1, "commune": 1}
    plan.definition = raw
    plan.save()
    like = RiskMark.objects.filter(current=True).first()
    assert like is not None
    for other in register.units.values():
        if other.kind != "commune":
            continue
        if other.code != row.code:
            fresh = Unit(code=other.code, register=unit.register, kind="commune", valid_from=other.valid_from)
            fresh.name_it(other.name)
            fresh.save()
        RiskMark.objects.create(
            unit=Unit.objects.get(code=other.code), plan_key=plan.key, as_of=like.as_of, score=Decimal(1),
            low=Decimal(1), high=Decimal(1), rank=1, digest="thu", marked_at=NOW,
        )  # fmt: skip
    return plan


def test_a_brought_coordinate_reaches_the_next_problem(whole_plan: Plan) -> None:
    library = Library.open()
    row = next(
        u for u in library.register("hanoi-2020").units.values() if u.kind == "commune" and u.lat is None
    )
    before = compose(library, whole_plan)
    assert row.code not in before.meta.get("imported", {})
    line = unit_row(
        register="hanoi-2020", code=row.code, name=row.name, kind="xã", lat="21,1", lon="105,7",
        valid_from=row.valid_from.strftime("%d/%m/%Y"),
    )  # fmt: skip
    batch = preview_import(
        None, csv_text("register", line).encode(), "a.csv", "register", at=NOW, by_shell=True
    )
    assert take_import(None, batch, at=NOW, by_shell=True)["corrected"] == 1
    after = compose(library, whole_plan)
    unit = next(u for u in after.units if u.code == row.code)
    assert (unit.lat, unit.lon, unit.place_note) == (21.1, 105.7, IMPORTED_POINT)
    assert after.meta["imported"][row.code] == ["place"] and whole_plan.digest == "thu"
