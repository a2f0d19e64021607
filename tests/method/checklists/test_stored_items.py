"""An item that was stored as plain data is read back as the same item, with its condition."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.method.checklists import Item, questions_for
from lotrinh.method.definitions import Library


@pytest.mark.parametrize(
    ("plan", "kind"),
    [("hanoi-2026", "commune"), ("hanoi-2026", "department"), ("hanoi-2020-155", "district")],
)
def test_every_item_of_a_plan_survives_being_stored(plan: str, kind: str) -> None:
    items = questions_for(Library.open(), plan, kind, date(2026, 9, 1))
    assert any(item.fault_when for item in items)
    for item in items:
        assert Item.model_validate(item.model_dump(mode="json")) == item
