"""An unannounced inspection: nowhere on the unit's pages until it begins; then the unit refuses to sign."""

from __future__ import annotations

from uuid import uuid4

import pytest

from lotrinh.office.inspections.models import Inspection
from lotrinh.office.platform.models import PaperSignature
from tests.journeys import chain_after as after
from tests.journeys import chain_before as before
from tests.journeys import chain_visit as visit
from tests.journeys.chain_cast import UNIT, Cast, Person, cast, clock, only_inspection, roadmap, shoot
from tests.office.inspections import factories as make

__all__ = ["cast", "clock"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
REFUSED = "Đơn vị cho rằng số liệu mục 2 chưa đúng"
PARTS = (
    "", "team/", "self-report/", "questions/", "record/", "findings/", "conflicts/", "papers/", "minutes/",
    "corrections/", "conclude/", "file.zip",
)  # fmt: skip


def test_an_unannounced_inspection_is_hidden_then_begun_and_its_minutes_refused(cast: Cast) -> None:
    roadmap({"unit": make.make_unit(), "announced": False})
    before.open_from_roadmap(cast.planner, 1)
    inspection = only_inspection()
    _hidden(cast.unit, inspection)
    before.set_up_team(cast, inspection)
    _hidden(cast.unit, inspection)
    before.register(cast.clerk, "QĐ-SNV", "Nguyễn Đình Giám")
    before.prepare(cast.head, inspection)
    assert cast.clerk.waiting() == cast.planner.waiting() == []
    _hidden(cast.unit, inspection)
    cast.clock.turn(make.DAY, 8)
    shoot(cast.head, "work-hidden")
    visit.begin(cast.head, inspection)
    _known(cast.unit, inspection)
    key = visit.answer_by_keyboard(cast.head)
    cast.head.page.reload()
    visit.write_suggested_finding(cast.head, key)
    visit.write_minutes(
        cast.secretary, inspection, refusal=REFUSED, witness="Bà Trần Thị Phòng, Chánh Văn phòng"
    )
    visit.end(cast.head, inspection)
    visit.sign_minutes(cast.secretary, inspection)
    cast.secretary.sees(f"Từ chối ký: {REFUSED}")
    shoot(cast.secretary, "paper-refused")
    notes = PaperSignature.objects.filter(kind="refused").values_list("side", "note")
    assert [(side, note.startswith(REFUSED), "Trần Thị Phòng" in note) for side, note in notes] == [
        ("unit", True, True)
    ]
    assert cast.head.waiting() == ["team: Trình báo cáo của đoàn"]
    after.check_audit(20)


def _hidden(unit: Person, inspection: Inspection) -> None:
    """Nothing of it stands on any page of the unit, and every address of it is unknown."""
    assert unit.waiting() == [] and unit.bell() == 0
    days = (f"{make.DAY:%d/%m}", f"{make.DAY.day}/{make.DAY.month}", "Đột xuất", "đột xuất")
    addresses = [
        "/work/",
        "/inspections/",
        "/inspections/?form=unannounced",
        "/week/?week=2020-W34",
        "/messages/",
    ]
    addresses += [f"/units/{inspection.unit.code}/", "/search/?q=Xây+dựng", "/findings/", "/corrections/"]
    for address in addresses:
        answer = unit.go(address)
        text = unit.main(":scope").inner_text() if answer.ok else ""
        assert str(inspection.uid) not in unit.page.content(), address
        assert not [day for day in days if day in text], (address, text)
    asked = unit.page.context.request
    for part in PARTS:
        status = asked.get(f"/inspections/{inspection.uid}/{part}").status
        assert status == asked.get(f"/inspections/{uuid4()}/{part}").status, part
        assert status == (403 if part == "conclude/" else 404), part
    assert unit.go(f"/inspections/{inspection.uid}/").status == 404
    unit.excuse(404)
    unit.excuse(403)


def _known(unit: Person, inspection: Inspection) -> None:
    """From now on it is there, for the unit as well."""
    assert unit.waiting() == ["visits: Đoàn đang kiểm tra tại đơn vị"]
    unit.go("/inspections/")
    unit.follow(UNIT)
    unit.sees("Đang kiểm tra")
    assert unit.go(f"/inspections/{inspection.uid}/").status == 200
    shoot(unit, "inspection-unit")
