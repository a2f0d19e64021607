"""A unit that is merged or split in the middle of its correction, and handing over by hand."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.method.faults import Faults
from lotrinh.office.followup.actions.hand_over_correction import hand_over_correction, hand_over_merged
from lotrinh.office.followup.actions.remind import remind
from lotrinh.office.followup.actions.report_progress import report_progress
from lotrinh.office.followup.models import Correction, CorrectionEntry
from lotrinh.office.followup.queries import to_choose
from lotrinh.office.platform.models import AuditEntry, Message
from lotrinh.office.registry.models import Succession, Unit
from tests.office.followup import orders
from tests.office.inspections import factories

pytestmark = pytest.mark.django_db
ENDED = date(2020, 10, 1)


def end(unit: Unit, *heirs: str, extent: str = "whole") -> list[Unit]:
    """The unit ends on 1 October 2020 and goes over into others."""
    Unit.objects.filter(pk=unit.pk).update(valid_to=ENDED)
    found = [factories.make_unit(code, f"Sở Kế Thừa {code[-1]}") for code in heirs]
    for heir in found:
        Succession.objects.create(predecessor=unit, successor=heir, date=ENDED, extent=extent)
    return found


def test_a_merged_unit_hands_over_by_itself_once() -> None:
    old = factories.make_account("inspected_unit")
    correction = orders.concluded()[0]
    heir = end(correction.unit, "hn.d008")[0]
    new = factories.make_account("inspected_unit", unit_code=heir.code)
    at = orders.on(ENDED)
    assert hand_over_merged(orders.on(date(2020, 9, 30))) == {"handed_over": 0, "to_choose": 0}
    assert hand_over_merged(at) == {"handed_over": 1, "to_choose": 0}
    assert hand_over_merged(at) == {"handed_over": 0, "to_choose": 0}
    row = orders.fresh(correction)
    assert (row.unit, row.state, row.due_on) == (heir, "assigned", orders.DUE)
    entry = CorrectionEntry.objects.for_actions().get(correction=correction, verb="hand_over_correction")
    assert entry.by is None and entry.data["merged"] and entry.data["to"] == heir.code
    assert AuditEntry.objects.get(verb="hand_over_correction").actor_label == "system"
    assert (
        Message.objects.filter(account=new, event=f"correction:{correction.pk}:entry:{entry.pk}").count() == 1
    )
    assert (
        Message.objects.filter(account=old, event=f"correction:{correction.pk}:entry:{entry.pk}").count() == 1
    )
    report_progress(new, correction, "Tiếp tục làm", at=at)
    assert list(Correction.objects.visible_to(old)) == []


def test_the_heir_sees_and_is_reminded_even_before_it_is_handed_over() -> None:
    correction = orders.concluded()[0]
    heir = end(correction.unit, "hn.d008")[0]
    new = factories.make_account("inspected_unit", unit_code=heir.code)
    assert list(Correction.objects.visible_to(new)) == [correction]
    assert remind(date(2020, 10, 8), orders.on(date(2020, 10, 8)))["people"] == 1


def test_a_split_unit_waits_for_a_person_to_choose() -> None:
    planner = factories.make_account("planner")
    correction = orders.concluded()[0]
    first, _second = end(correction.unit, "hn.d008", "hn.d009", extent="part")
    at = orders.on(ENDED)
    assert hand_over_merged(at) == {"handed_over": 0, "to_choose": 1}
    assert list(to_choose(planner, ENDED)) == [correction]
    hand_over_correction(planner, correction, first, "Nhận mảng một cửa", at=at)
    assert orders.fresh(correction).unit == first
    assert list(to_choose(planner, ENDED)) == []


def test_a_unit_that_ended_without_an_heir_waits_too() -> None:
    correction = orders.concluded()[0]
    end(correction.unit)
    assert hand_over_merged(orders.on(ENDED)) == {"handed_over": 0, "to_choose": 1}
    assert orders.fresh(correction).unit == correction.unit


def test_handing_over_by_hand_needs_another_living_unit_and_a_reason() -> None:
    planner, correction = factories.make_account("planner"), orders.concluded()[0]
    gone = factories.make_unit("hn.d007", valid_to=date(2020, 8, 1))
    other = factories.make_unit("hn.d006")
    at = orders.on(date(2020, 9, 10))
    for unit, reason, code in (
        (None, "x", "new_unit"),
        (correction.unit, "x", "same_unit"),
        (gone, "x", "unit_ended"),
        (other, " ", "reason_missing"),
    ):
        with pytest.raises(Faults) as caught:
            hand_over_correction(planner, correction, unit, reason, at=at)
        assert caught.value.faults[0].code == f"followup.{code}"
    assert orders.fresh(correction).unit == correction.unit


def test_chains_of_mergers_are_followed() -> None:
    correction = orders.concluded()[0]
    middle = end(correction.unit, "hn.d008")[0]
    last = end(middle, "hn.d009")[0]
    assert hand_over_merged(orders.on(ENDED))["handed_over"] == 1
    assert orders.fresh(correction).unit == last
