"""Questions: the checklist of the plan and what the system knows of the unit, each with its reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lotrinh.method.checklists import Question as Asked
from lotrinh.method.checklists import check_value, questions_for
from lotrinh.method.definitions import Library
from lotrinh.method.faults import Faults
from lotrinh.method.trace import Reason
from lotrinh.office.inspections.actions.add_question import add_question
from lotrinh.office.inspections.actions.prepare_questions import prepare_questions
from lotrinh.office.inspections.actions.remove_question import remove_question, restore_question
from lotrinh.office.inspections.actions.take_questions import take_questions
from lotrinh.office.inspections.models import Inspection, Question, SelfReport, SelfReportItem
from lotrinh.office.inspections.questioning import SOURCES, Proposed, question_source
from lotrinh.office.platform.policies import Refused
from lotrinh.office.registry.models import RiskMark, Succession
from tests.office.inspections import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner(make_account: Any) -> Any:
    return make_account("planner")


def asked(inspection: Inspection, **where: Any) -> list[Question]:
    return list(Question.objects.for_actions().filter(inspection=inspection, **where))


def test_the_checklist_of_the_plan_for_the_kind_of_unit_is_bound(planner: Any) -> None:
    inspection = make.make_inspection("team_set")
    wanted = questions_for(Library.open(), make.PLAN, "department", make.DAY)
    taken = take_questions(planner, inspection, at=make.NOW)
    assert taken.added == {"checklist": len(wanted)}
    rows = asked(inspection)
    assert [q.key for q in rows] == [i.key for i in wanted]
    assert {q.content for q in rows} == {1, 2, 3, 4, 5, 6}, "all contents of the plan"
    bound = Inspection.objects.for_actions().get(pk=inspection.pk).checklist
    assert [(c["key"], len(c["digest"])) for c in bound] == [(make.PLAN, 64)]
    for question in rows:
        known = Asked.model_validate({k: v for k, v in question.item.items() if k in Asked.model_fields})
        assert check_value(known, None).state == "missing"


def test_taken_twice_nothing_doubles_and_what_was_removed_stays_out(planner: Any) -> None:
    inspection = make.make_inspection("team_set")
    take_questions(planner, inspection, at=make.NOW)
    first = asked(inspection)[0]
    remove_question(planner, inspection, first.key, at=make.NOW)
    assert take_questions(planner, inspection, at=make.NOW).total == 0
    assert asked(inspection, pk=first.pk)[0].removed_at == make.NOW
    restore_question(planner, inspection, first.key, at=make.NOW)
    assert asked(inspection, pk=first.pk)[0].removed_at is None
    with pytest.raises(Faults):
        remove_question(planner, inspection, "no-such", at=make.NOW)


def test_findings_of_last_year_are_asked_once_a_fault_the_repeated_first(planner: Any) -> None:
    older = make.make_inspection("closed", start=date(2018, 9, 4))
    old = make.make_inspection("closed", start=date(2019, 5, 6))
    once = make.find(old, "Chưa công khai số điện thoại")
    first = make.find(older, "Hồ sơ trễ hạn không có thư xin lỗi")
    second = make.find(old, "Hồ sơ trễ hạn chưa xin lỗi", found_before=first)
    make.find(old, "Đã rà soát thủ tục", kind="result")
    make.find(old, "Nêu nhầm", withdrawn_at=make.NOW)
    inspection = make.make_inspection("team_set")
    take_questions(planner, inspection, at=make.NOW)
    rows = asked(inspection, origin="finding")
    assert [q.subject for q in rows] == [str(second.uid), str(once.uid)]
    assert "06/05/2019" in rows[0].text["vi"] and "khắc phục chưa" in rows[0].text["vi"]
    assert rows[0].reason["vi"] == "Đã phát hiện 2 lần (2018, 2019)."
    assert rows[0].item["required"] and rows[0].kind == "yes_no"


def test_a_finding_keeps_its_identity_over_a_merger(planner: Any) -> None:
    old_unit, new_unit = make.make_unit("hn.d020", "Sở Cũ"), make.make_unit("hn.d021", "Sở Mới")
    Succession.objects.create(
        predecessor=old_unit, successor=new_unit, date=date(2020, 3, 1), extent=Succession.Extent.WHOLE
    )
    found = make.find(make.make_inspection("closed", unit=old_unit, start=date(2019, 5, 6)))
    inspection = make.make_inspection("team_set", unit=new_unit)
    take_questions(planner, inspection, at=make.NOW)
    (question,) = asked(inspection, origin="finding")
    assert question.subject == str(found.uid) and "Sở Cũ" in question.text["vi"]


def test_findings_too_old_or_not_yet_minuted_or_of_others_are_not_asked(planner: Any) -> None:
    make.find(make.make_inspection("closed", start=date(2015, 5, 6)))
    make.find(make.make_inspection("under_way", start=date(2020, 6, 1)))
    make.find(make.make_inspection("closed", unit=make.make_unit("hn.d050"), start=date(2019, 5, 6)))
    inspection = make.make_inspection("team_set")
    take_questions(planner, inspection, at=make.NOW)
    assert asked(inspection, origin="finding") == []


def test_the_five_weakest_known_signals_are_asked_with_their_reasons(planner: Any) -> None:
    inspection = make.make_inspection("team_set")
    points = {"a": "9.5", "b": "8", "c": "7", "d": "6", "e": "5", "f": "4", "g": "99", "h": "0"}
    parts = [
        {"signal": f"signal_{key}", "title_vi": f"Tín hiệu {key}", "title_en": f"Signal {key}",
         "points": value, "status": "unknown" if key == "g" else "known",
         "reasons": [{"code": "x", "vi": "Chỉ số thấp.", "en": "Low."}]}
        for key, value in points.items()
    ]  # fmt: skip
    RiskMark.objects.create(
        unit=inspection.unit, plan_key=make.PLAN, as_of=date(2020, 7, 27), score=Decimal(40),
        low=Decimal(30), high=Decimal(50), contributions=parts, rank=1, digest="d", marked_at=make.NOW,
    )  # fmt: skip
    take_questions(planner, inspection, at=make.NOW)
    rows = asked(inspection, origin="risk")
    assert [q.subject for q in rows] == [f"signal_{k}" for k in "abcde"], "what is unknown is no weakness"
    assert rows[0].reason["vi"] == "Điểm rủi ro 9,5 (27/07/2020). Chỉ số thấp."


def test_what_the_report_leaves_open_is_asked_after_it_was_handed_in(planner: Any) -> None:
    inspection = make.make_inspection("self_reported")
    report = SelfReport.objects.for_actions().get(inspection=inspection)
    for key, value in (
        ("city-tasks", {"count": 4, "of": 6}),
        ("plan-tasks", {"count": 6, "of": 6}),
        ("procedures-total", {"state": "no_figures", "reason": "Phần mềm hỏng"}),
        ("direction-summary", "Đã chỉ đạo"),
    ):
        SelfReportItem.objects.create(report=report, key=key, value=value, at=make.NOW)
    make.find(make.make_inspection("closed", start=date(2019, 5, 6)))
    take_questions(planner, inspection, at=make.NOW)
    reasons = {q.subject: q.reason["vi"] for q in asked(inspection, origin="report")}
    assert reasons == {
        "city-tasks": "Báo cáo ghi 4/6 nhiệm vụ: còn 2.",
        "procedures-total": "Đơn vị không có số liệu: Phần mềm hỏng",
        "last-year-findings": "Báo cáo nêu 0, dữ liệu có 1.",
    }


def test_a_draft_of_the_report_is_not_looked_into(planner: Any) -> None:
    inspection = make.make_inspection("announced")
    report = SelfReport.objects.for_actions().get(inspection=inspection)
    SelfReportItem.objects.create(report=report, key="city-tasks", value={"count": 0, "of": 6}, at=make.NOW)
    take_questions(planner, inspection, at=make.NOW)
    assert asked(inspection, origin="report") == []


def test_a_component_above_adds_its_own_source(planner: Any) -> None:
    @question_source("corrections-of-test", order=20)
    def overdue(inspection: Inspection, at: Any) -> list[Proposed]:
        reason = Reason("followup.overdue", "Quá hạn 30 ngày.", "30 days overdue.")
        return [Proposed("correction-42", "task", "Đã niêm yết lại chưa?", "Posted again?", reason)]

    try:
        inspection = make.make_inspection("team_set")
        take_questions(planner, inspection, at=make.NOW)
    finally:
        SOURCES.pop("corrections-of-test")
    (question,) = asked(inspection, origin="task")
    assert question.reason["vi"] == "Quá hạn 30 ngày." and question.position < 1000


def test_questions_are_added_by_hand_and_declared_ready(planner: Any, make_account: Any) -> None:
    member = make_account("inspector")
    inspection = make.make_inspection("team_set", member=member)
    with pytest.raises(Faults) as error:
        prepare_questions(member, inspection, at=make.NOW)
    assert error.value.faults[0].code == "inspections.needs_questions"
    added = add_question(member, inspection, "  Có  trực  trưa không? ", "yes_no", at=make.NOW)
    assert (added.text["vi"], added.origin) == ("Có trực trưa không?", "hand")
    with pytest.raises(Faults) as error:
        add_question(member, inspection, " ", "table", at=make.NOW)
    assert [f.where for f in error.value.faults] == ["text", "kind"]
    assert prepare_questions(member, inspection, at=make.NOW).state == "prepared"
    with pytest.raises(Refused):
        add_question(make_account("inspector"), inspection, "Ai hỏi?", "text", at=make.NOW)


def test_after_the_visit_has_begun_questions_stand(planner: Any) -> None:
    inspection = make.make_inspection("under_way")
    for act in (take_questions, prepare_questions):
        with pytest.raises(Refused):
            act(planner, inspection, at=make.NOW)


def test_the_page_is_the_teams_and_never_the_units(client_as: Any, make_account: Any) -> None:
    head = make_account("inspector")
    inspection = make.make_inspection("team_set", head=head)
    address = f"/inspections/{inspection.uid}/questions/"
    client = client_as(head)
    assert client.post(address, {"do": "take"}).status_code == 302
    page = client.get(address).content.decode()
    assert asked(inspection)[0].text["vi"] in page.replace("&quot;", '"').replace("&#x27;", "'")
    assert client.post(address, {"do": "add", "text": "", "kind": "text"}).status_code == 422
    assert client.post(address, {"do": "prepare"}).status_code == 302
    announced = make.make_inspection("announced")
    for role, code in (("inspected_unit", make.UNIT_BODY), ("unit_head", make.UNIT_BODY), ("appraiser", "")):
        other = client_as(role, unit_code=code)
        assert other.get(f"/inspections/{announced.uid}/questions/").status_code == 404
