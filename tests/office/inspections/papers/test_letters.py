"""Letters of reminder, decisions that change an inspection, and the report of a year."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from lotrinh.office.inspections.models import Inspection, Seat
from lotrinh.office.inspections.papers.changes import member_change, pause_change, resume_change, stop_change
from lotrinh.office.inspections.papers.drafting import draft_for
from lotrinh.office.inspections.papers.letters import draft_reminder, draft_synthesis
from lotrinh.office.platform.files import store
from lotrinh.office.platform.policies import Refused
from tests.office.inspections.factories import find, make_account, make_inspection, make_unit, sign
from tests.office.inspections.papers.test_golden import words_of
from tests.office.inspections.papers.worked import worked_inspection

pytestmark = pytest.mark.django_db
AT = datetime(2020, 10, 1, 3, 0, tzinfo=UTC)
OVERDUE = {"task": "Niêm yết lại", "deadline": date(2020, 9, 21), "days_late": 10, "state": "đang thực hiện"}


def text_of(paper: object) -> str:
    return "\n".join(words_of(store.read(paper.docx.sha256)))  # type: ignore[attr-defined]


def test_a_reminder_names_the_conclusion_what_is_late_and_the_day_of_the_answer() -> None:
    inspection = worked_inspection("concluded")
    sign(inspection, "conclusion", day=date(2020, 8, 21))
    planner = make_account("planner")
    paper = draft_reminder(planner, inspection, overdue=[OVERDUE], at=AT)
    words = text_of(paper)
    assert paper.symbol == "SNV-CCHC" and "21 tháng 8 năm 2020 của Sở Nội vụ" in words
    # Five working days after Thursday 1/10/2020 is Thursday 8/10/2020.
    assert "| 1 | Niêm yết lại | 21/09/2020 | 10 | đang thực hiện" in words and "08/10/2020" in words
    again = draft_reminder(planner, inspection, overdue=[OVERDUE | {"days_late": 11}], at=AT)
    assert again.pk == paper.pk and again.revision == 2
    with pytest.raises(Refused):
        draft_reminder(make_account("inspector"), inspection, overdue=[OVERDUE], at=AT)


def test_changes_of_a_running_inspection_are_papers_of_their_own() -> None:
    inspection = make_inspection("under_way")
    planner = make_account("planner")
    old = inspection.seats.get(role="member")
    new = Seat.objects.create(
        inspection=inspection, name="Hoàng Anh Tuấn", office="Chuyên viên", body_name="Sở Tài chính",
        role="member", since=AT, replaces=old,
    )  # fmt: skip
    day = date(2020, 10, 1)
    first = draft_for(
        planner, inspection, "decision-change", extra=member_change(old, new, "Chuyển công tác", day), at=AT
    )
    second = draft_for(
        planner, inspection, "decision-change", extra=pause_change("Mưa lũ", day, date(2020, 10, 20)), at=AT
    )
    assert first.pk != second.pk
    words = text_of(first)
    assert "Hoàng Anh Tuấn, Chuyên viên Sở Tài chính, thay" in words and "lý do: Chuyển công tác" in words
    assert "từ ngày 01/10/2020 đến hết ngày 20/10/2020" in text_of(second)
    for extra, phrase in (
        (resume_change("", day), "Tiếp tục cuộc kiểm tra"),
        (stop_change("Đơn vị giải thể", day), "Đình chỉ cuộc kiểm tra"),
        (member_change(old, None, "Nghỉ ốm", day), "Cho thôi tham gia Đoàn kiểm tra"),
        (member_change(None, new, "Cần thêm người", day), "Bổ sung người vào Đoàn kiểm tra"),
    ):
        assert phrase in text_of(draft_for(planner, inspection, "decision-change", extra=extra, at=AT))


def test_a_change_renewed_by_hand_keeps_what_it_was_about() -> None:
    inspection = make_inspection("under_way")
    planner = make_account("planner")
    made = draft_for(
        planner, inspection, "decision-change", extra=pause_change("Mưa lũ", date(2020, 10, 1)), at=AT
    )
    again = draft_for(planner, inspection, "decision-change", extra={"signer": "deputy"}, at=AT)
    assert again.pk == made.pk and again.context["pause"]["reason"] == "Mưa lũ"
    assert again.context["signing"]["lines"] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
    assert (
        draft_for(planner, inspection, "decision-change", at=AT).context["signing"]
        == again.context["signing"]
    )


def test_the_report_of_a_year_counts_what_the_rows_say() -> None:
    first = worked_inspection("reported")
    Inspection.objects.for_actions().filter(pk=first.pk).update(state="concluded")
    sign(first, "conclusion", day=date(2020, 8, 30))
    second = make_inspection(
        "visited", "unannounced", unit=make_unit("hn.c00001", "Phường Phúc Xá", "commune")
    )
    find(second, "Chưa kết luận nên chưa tính", content=1)
    third = make_inspection("planned", unit=make_unit("hn.stp", "Sở Tư pháp"))
    Inspection.objects.for_actions().filter(pk=third.pk).update(
        start_date=date(2020, 11, 2), end_date=date(2020, 11, 2)
    )
    planner = make_account("planner")
    paper = draft_synthesis(
        planner, first.plan, "năm 2020", correction={"total": 5, "verified": 3, "running": 1, "overdue": 1},
        corrected={first.pk: "3/5"}, first=date(2020, 1, 1), at=AT,
    )  # fmt: skip
    words = text_of(paper)
    assert (
        "Theo kế hoạch có 03 cuộc kiểm tra; đã kiểm tra 02 cuộc (66,7%), trong đó 01 cuộc đột xuất" in words
    )
    assert "đã kết luận 01 cuộc." in words
    assert "Trong đó 01 vi phạm, 00 nghiêm trọng, 01 đã được chỉ ra" in words
    assert "đã xác nhận hoàn thành 03" in words and "03/05 (60%)" in words
    assert "Chưa kết luận nên chưa tính" not in words and "| 3/5" in words
    assert paper.state == "draft"
    again = draft_synthesis(planner, first.plan, "năm 2020", at=AT)
    assert again.pk == paper.pk and again.revision == 2


def test_the_report_of_an_empty_plan_can_be_read() -> None:
    inspection = make_inspection("planned")
    paper = draft_synthesis(
        make_account("planner"), inspection.plan, "quý III năm 2020", last=date(2020, 1, 1), at=AT
    )
    assert "Chưa phát hiện tồn tại, hạn chế." in text_of(paper)
