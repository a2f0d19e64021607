"""One visit of the adopted roadmap from the first page to the last corrected fault, by its people."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.office.inspections.models import Inspection
from tests.journeys import chain_after as after
from tests.journeys import chain_before as before
from tests.journeys import chain_visit as visit
from tests.journeys.chain_cast import Cast, cast, clock, only_inspection, roadmap, shoot
from tests.office.inspections import factories as make

__all__ = ["cast", "clock"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_an_announced_inspection_by_five_people_and_more(cast: Cast) -> None:
    roadmap({"unit": make.make_unit()})
    before.open_from_roadmap(cast.planner, 1)
    inspection = only_inspection()
    assert cast.planner.waiting() == ["chain: Lập đoàn"]
    assert cast.head.waiting() == []
    bells = [who.bell() for who in (cast.head, cast.secretary, cast.member)]
    before.set_up_team(cast, inspection)
    assert [who.bell() for who in (cast.head, cast.secretary, cast.member)] == [n + 1 for n in bells]
    told, paper = "chain: Thông báo lịch kiểm tra", "papers: Vào số, ký: QĐ-SNV"
    assert cast.planner.waiting() == [told, paper] and cast.clerk.waiting() == [paper]
    before.register(cast.clerk, "QĐ-SNV", "Nguyễn Đình Giám")
    assert cast.planner.waiting() == [told] and cast.clerk.waiting() == cast.unit.waiting() == []
    before.announce(cast.planner, inspection)
    assert cast.planner.waiting() == cast.clerk.waiting() == ["papers: Vào số, ký: TB-SNV"]
    before.register(cast.clerk, "TB-SNV", "Nguyễn Đình Giám")
    assert cast.planner.waiting() == []
    assert cast.unit.waiting() == ["visits: Ghi và nộp báo cáo tự kiểm tra"] and cast.unit.bell() == 1
    cast.clock.turn(date(2020, 8, 10))
    before.write_self_report(cast.unit, inspection)
    assert cast.unit.waiting() == ["visits: Chuẩn bị đón đoàn kiểm tra"]
    before.prepare(cast.member, inspection)
    _the_visit(cast, inspection)
    _the_conclusion(cast, inspection)
    _the_correction(cast, inspection)


def _the_visit(cast: Cast, inspection: Inspection) -> None:
    cast.clock.turn(make.DAY, 8)
    today = "visits: Kiểm tra hôm nay"
    assert cast.head.waiting() == cast.secretary.waiting() == cast.member.waiting() == [today]
    visit.begin(cast.head, inspection)
    assert cast.unit.waiting() == ["visits: Đoàn đang kiểm tra tại đơn vị"]
    assert cast.member.waiting() == [today, "team: Ghi tiếp kết quả kiểm tra"]
    visit.record(cast.member, inspection)
    visit.write_minutes(cast.secretary, inspection)
    visit.end(cast.head, inspection)
    assert cast.member.waiting() == []
    assert cast.secretary.waiting() == cast.head.waiting() == ["team: Ký biên bản"]
    assert cast.unit.waiting() == ["visits: Đọc và ký biên bản"]
    visit.sign_minutes(cast.secretary, inspection)
    assert cast.unit.waiting() == []


def _the_conclusion(cast: Cast, inspection: Inspection) -> None:
    cast.clock.turn(date(2020, 8, 24))
    assert cast.secretary.waiting() == cast.head.waiting() == ["team: Trình báo cáo của đoàn"]
    after.write_team_report(cast.head, inspection)
    before.register(cast.clerk, "BC-ĐKT", "Trần Thị Hòa")
    after.submit_team_report(cast.head, inspection)
    assert cast.secretary.waiting() == cast.head.waiting() == []
    assert cast.planner.waiting() == ["chain: Soạn thông báo kết luận"]
    assert cast.leader.waiting() == ["conclude: Ban hành kết luận"]
    cast.clock.turn(date(2020, 8, 31))
    items = [("Ban hành đủ văn bản triển khai nhiệm vụ Thành phố giao", "2020-09-30"),
             ("Bố trí ghế ngồi chờ và máy lấy số tại bộ phận một cửa", "2020-10-30")]  # fmt: skip
    after.draft_conclusion(cast.planner, inspection, items)
    before.register(cast.clerk, "TB-SNV", "Nguyễn Đình Giám")
    told = cast.unit.bell()
    after.issue(cast.leader, inspection)
    assert cast.leader.waiting() == []
    assert cast.unit.waiting() == ["corrections: Nộp kế hoạch khắc phục"] * 2
    assert cast.unit.bell() == told + 1
    subjects = cast.unit.read_everything()
    assert len(subjects) == told + 1
    assert any("kiểm tra" in subject.lower() for subject in subjects)
    assert any("kết luận" in subject.lower() for subject in subjects), subjects


def _the_correction(cast: Cast, inspection: Inspection) -> None:
    cast.clock.turn(date(2020, 9, 21))
    after.correct_all(cast.unit, cast.member, cast.planner, inspection)
    cast.clock.turn(date(2020, 11, 2))
    after.close(cast.planner, inspection)
    cast.planner.go(f"/inspections/{inspection.uid}/")
    shoot(cast.planner, "inspection-closed")
    after.check_papers(cast.planner, inspection, ["QĐ-SNV", "TB-SNV", "BB-ĐKT", "BC-ĐKT", "TB-SNV"])
    after.take_file(cast.planner, inspection)
    after.check_audit()
