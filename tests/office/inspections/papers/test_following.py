"""A step of the chain drafts its paper by itself."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.office.inspections.actions.announce_visit import announce_visit
from lotrinh.office.inspections.actions.change_member import change_member
from lotrinh.office.inspections.actions.pause import pause
from lotrinh.office.inspections.actions.resume import resume
from lotrinh.office.inspections.actions.set_up_team import set_up_team
from lotrinh.office.inspections.actions.stop import stop
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.needs import OWNER
from lotrinh.office.inspections.seating import Person
from lotrinh.office.platform.models import OfficialPaper
from tests.office.inspections.factories import NOW, make_account, make_inspection

pytestmark = pytest.mark.django_db
PEOPLE = [
    Person("Trần Trưởng", "head", "hn.snv", "Sở Nội vụ", nomination="12/SNV 1/8/2020"),
    Person("Lê Thư Ký", "secretary", "hn.stp", "Sở Tư pháp", nomination="33/STP 2/8/2020"),
]


def drafts(inspection: Inspection, template: str) -> list[OfficialPaper]:
    return list(
        OfficialPaper.objects.filter(
            owner_type=OWNER, owner_id=str(inspection.pk), template=template, state="draft"
        )
    )


def test_setting_up_a_team_drafts_its_decision_and_a_change_before_the_signature_renews_it() -> None:
    inspection, planner = make_inspection("planned"), make_account("planner")
    inspection = set_up_team(planner, inspection, PEOPLE, at=NOW)
    (paper,) = drafts(inspection, "decision-team")
    assert [m["name"] for m in paper.context["members"]] == ["Trần Trưởng", "Lê Thư Ký"]
    joins = Person("Phạm Thêm", "member", "hn.stc", "Sở Tài chính", nomination="5/STC 3/8/2020")
    change_member(planner, inspection, None, joins, "Cần người về tài chính", at=NOW)
    (paper,) = drafts(inspection, "decision-team")
    assert paper.revision == 2 and len(paper.context["members"]) == 3
    assert not drafts(inspection, "decision-change")


def test_announcing_drafts_the_notice_with_the_outline_and_the_limit() -> None:
    inspection, planner = make_inspection("team_set"), make_account("planner")
    announce_visit(planner, inspection, at=NOW)
    (paper,) = drafts(inspection, "notice-inspection")
    due = inspection.deadlines.get(key="self_report", current=True).due_on
    assert paper.context["report_due"] == due.isoformat() and len(paper.context["outline"]) > 5


def test_what_changes_a_running_inspection_drafts_a_decision_each_time() -> None:
    inspection, planner = make_inspection("under_way"), make_account("planner")
    member = inspection.seats.get(role="member")
    joins = Person("Phạm Thay", "member", "hn.stc", "Sở Tài chính", nomination="5/STC 3/8/2020")
    change_member(planner, inspection, member, joins, "Chuyển công tác", at=NOW)
    pause(planner, inspection, "Mưa lũ", until=date(2020, 9, 1), at=NOW)
    resume(planner, inspection, at=NOW)
    stop(planner, inspection, "Đơn vị giải thể", at=NOW)
    matters = [p.context["matter"] for p in reversed(drafts(inspection, "decision-change"))]
    assert matters == [
        "thay đổi thành viên Đoàn kiểm tra", "tạm dừng cuộc kiểm tra", "tiếp tục cuộc kiểm tra",
        "đình chỉ cuộc kiểm tra",
    ]  # fmt: skip


def test_nothing_is_decided_about_an_inspection_that_has_no_signed_decision() -> None:
    inspection = make_inspection("planned")
    stop(make_account("leader"), inspection, "Không còn cần", at=NOW)
    assert not drafts(inspection, "decision-change")
