"""The worked example: an inspection of a district with answers, a draw, findings and a self-report."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from lotrinh.method.checklists import draw
from lotrinh.office.inspections.models import Answer, Finding, Inspection, SelfReport, SelfReportItem
from tests.office.inspections.factories import ask, find, make_account, make_inspection, make_unit

DISTRICT = "hn.d268"
BEGUN = datetime(2020, 8, 18, 1, 30, tzinfo=UTC)
ENDED = datetime(2020, 8, 18, 9, 45, tzinfo=UTC)
ON = date(2020, 8, 20)


def worked_inspection(state: str = "visited") -> Inspection:
    """Everything that a real one has; the facts are invented."""
    unit = make_unit(DISTRICT, "Quận Hà Đông", "district", type="quận")
    head = make_account("inspector", "Trần Thị Hòa")
    secretary = make_account("inspector", "Đỗ Thu Hằng")
    member = make_account("inspector", "Phạm Đức Long")
    before = _last_year(unit)
    inspection = make_inspection("visited", unit=unit, head=head, secretary=secretary, member=member)
    Inspection.objects.for_actions().filter(pk=inspection.pk).update(begun_at=BEGUN, ended_at=ENDED)
    inspection = Inspection.objects.for_actions().select_related("unit", "plan").get(pk=inspection.pk)
    _offices(inspection)
    _answers(inspection)
    _findings(inspection, before)
    _report(inspection)
    Inspection.objects.for_actions().filter(pk=inspection.pk).update(state=state)
    inspection.state = state
    return inspection


def _last_year(unit: Any) -> Finding:
    old = make_inspection(
        "closed", unit=unit, start=date(2019, 9, 10), head=make_account("inspector", "Người Cũ")
    )
    return find(old, "Chưa kiểm tra cải cách hành chính tại các phường theo kế hoạch")


def _offices(inspection: Inspection) -> None:
    offices = {"head": "Phó Giám đốc", "secretary": "Chuyên viên", "member": "Phó Trưởng phòng"}
    for seat in inspection.seats.all():
        seat.office, seat.fields = offices[seat.role], ["home_affairs"] if seat.role == "member" else []
        seat.save()


def answer(question: Any, value: Any, slot: str = "", **values: Any) -> Answer:
    """An answer as it stands."""
    return Answer.objects.create(
        inspection=question.inspection, question=question, slot=slot, value=value, at=ENDED, **values
    )


def _answers(inspection: Inspection) -> None:
    plan = ask(inspection, "plan-issued", "date", vi="Ngày ban hành kế hoạch cải cách hành chính năm 2020")
    answer(plan, "2020-01-15")
    tasks = ask(
        inspection, "tasks-on-time", "share", vi="Nhiệm vụ hoàn thành đúng hạn trên số đã đến hạn",
        unit={"vi": "nhiệm vụ", "en": "tasks"},
    )  # fmt: skip
    answer(tasks, {"count": 31, "of": 38})
    hours = ask(inspection, "notice-board", "yes_no", vi="Niêm yết đầy đủ thủ tục hành chính?")
    answer(hours, "partly", note="thiếu 02 bộ mới ban hành")
    missing = ask(inspection, "survey", "number", vi="Số phiếu khảo sát hợp lệ")
    answer(missing, None, state="missing")
    dossiers = ask(inspection, "draw-dossiers", "draw", vi="Hồ sơ chứng thực giải quyết đúng hạn")
    numbers = list(draw(120, 6, "155"))
    answer(dossiers, {"frame": 120, "n": 6, "seed": "155", "drawn": numbers})
    for number in numbers:
        answer(dossiers, {"code": f"H{number}", "result": "on_time", "on_time": True}, slot=str(number))


def _findings(inspection: Inspection, before: Finding) -> None:
    find(inspection, "Ban hành kế hoạch cải cách hành chính đúng thời hạn", "result", content=2)
    find(
        inspection, "Chưa kiểm tra cải cách hành chính tại các phường theo kế hoạch", "shortcoming",
        content=2, extent_count=13, extent_of=17, extent_unit="phường", cause_kind="subjective",
        causes=["no_own_check"], responsible="Trưởng phòng Nội vụ", found_before=before,
        proposal="Kiểm tra cải cách hành chính tại 13 phường còn lại", weight="moderate",
    )  # fmt: skip
    find(
        inspection, "Công chức vắng mặt tại thời điểm kiểm tra", "violation", content=2, extent_count=4,
        extent_of=48, extent_unit="người", cause_kind="both", causes=["lax_discipline", "staff_shortage"],
        difficulty="Phần mềm một cửa chưa liên thông với phần mềm đất đai", remover="city", weight="light",
    )  # fmt: skip
    find(inspection, "Nhắn tin cho người dân trước hạn trả kết quả một ngày", "good_model", content=3)
    gone = find(inspection, "Phát hiện đã rút", "shortcoming", content=4)
    Finding.objects.for_actions().filter(pk=gone.pk).update(withdrawn_at=ENDED, withdrawn_reason="ghi nhầm")


def _report(inspection: Inspection) -> None:
    report = SelfReport.objects.for_actions().get(inspection=inspection)
    rows = {
        "direction-summary": "Quận có 17 phường, 12 phòng chuyên môn.",
        "proposals-list": [
            {"proposal": "Thành phố sớm liên thông phần mềm một cửa", "to": "Sở Thông tin và Truyền thông"}
        ],
    }
    for key, value in rows.items():
        SelfReportItem.objects.create(report=report, key=key, value=value, at=ENDED)


TYPED = {
    "unit_people": "Ông Nguyễn Văn Tư, Phó Chủ tịch Ủy ban nhân dân quận\nBà Lê Thị Năm, Trưởng phòng Nội vụ",
    "requests": "Bổ sung niêm yết 02 thủ tục hành chính mới trong ngày 18/8/2020",
    "unit_signer": "Nguyễn Văn Tư",
}
