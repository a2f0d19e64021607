"""The life of a corrective action, from the conclusion to the closed inspection, as people go through it."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.method.faults import Faults
from lotrinh.office.followup.actions.ask_extension import ask_extension
from lotrinh.office.followup.actions.close_inspection import close_inspection
from lotrinh.office.followup.actions.decide_extension import decide_extension
from lotrinh.office.followup.actions.plan_correction import plan_correction
from lotrinh.office.followup.actions.report_done import report_done
from lotrinh.office.followup.actions.report_progress import report_progress
from lotrinh.office.followup.actions.send_back_correction import send_back_correction
from lotrinh.office.followup.actions.verify_correction import verify_correction
from lotrinh.office.followup.actions.withdraw_correction import withdraw_correction
from lotrinh.office.followup.models import Correction, CorrectionEntry, CorrectionEvidence
from lotrinh.office.inspections.models import Deadline, Inspection
from lotrinh.office.platform.audit import verify
from lotrinh.office.platform.models import AuditEntry, Message
from lotrinh.office.platform.policies import Refused
from tests.office.followup import orders
from tests.office.inspections import factories

pytestmark = pytest.mark.django_db


def state_of(inspection: Inspection) -> str:
    return str(Inspection.objects.for_actions().values_list("state", flat=True).get(pk=inspection.pk))


def test_the_whole_life_of_a_corrective_action() -> None:
    unit, planner = factories.make_account("inspected_unit"), factories.make_account("planner")
    inspector = factories.make_account("inspector")
    inspection = orders.reported(member=inspector)
    finding = factories.find(inspection, "Chưa niêm yết đủ thủ tục", extent_count=6, extent_of=6)
    first, second = orders.concluded(
        orders.order(1, findings=(finding.uid,)), orders.order(2), inspection=inspection
    )
    assert state_of(inspection) == "concluded"
    assert Message.objects.filter(account=unit, topic="correction").count() == 1

    plan_correction(unit, first, "Văn phòng niêm yết lại trước 20/9", at=orders.on(date(2020, 9, 3)))
    limit = Deadline.objects.get(inspection=inspection, key="correction_plan", current=True)
    assert limit.met_on is None, "the second one has no plan yet"
    report_progress(unit, second, "Đang làm", at=orders.on(date(2020, 9, 4)), evidence=[orders.proof()])
    limit.refresh_from_db()
    assert limit.met_on == date(2020, 9, 4)

    report_done(unit, first, "Đã niêm yết đủ", [orders.proof()], at=orders.on(date(2020, 9, 25)))
    send_back_correction(inspector, first, "Ảnh không đọc được", at=orders.on(date(2020, 9, 26)))
    row = orders.fresh(first)
    assert (row.state, row.times_sent_back, row.done_on) == ("sent_back", 1, None)
    report_done(unit, first, "Đã chụp lại", [orders.proof(data=b"ro hon")], at=orders.on(date(2020, 9, 28)))
    verify_correction(
        inspector, first, "Đã xem ảnh và đến tận nơi", effect="0 %, nay 100 % niêm yết",
        at=orders.on(date(2020, 9, 30)),
    )  # fmt: skip
    row = orders.fresh(first)
    assert (row.state, row.done_on, row.verified_on) == ("verified", date(2020, 9, 28), date(2020, 9, 30))

    with pytest.raises(Faults, match="corrective actions are not verified"):
        close_inspection(planner, inspection, at=orders.on(date(2020, 10, 1)))
    withdraw_correction(
        factories.make_account("leader"), second, "Trùng mục 1", at=orders.on(date(2020, 10, 1))
    )
    close_inspection(planner, inspection, at=orders.on(date(2020, 10, 2)))
    assert state_of(inspection) == "closed"

    verbs = [e.verb for e in CorrectionEntry.objects.for_actions().filter(correction=first)]
    assert verbs == [
        "conclude", "plan_correction", "report_done", "send_back_correction", "report_done",
        "verify_correction",
    ]  # fmt: skip
    audited = AuditEntry.objects.filter(subject_type="followup.correction", subject_id=str(first.pk))
    assert [e.verb for e in audited.order_by("number")] == verbs[1:]
    assert verify().whole
    assert CorrectionEvidence.objects.for_actions().filter(correction=first).count() == 2


def test_an_inspection_without_items_closes_at_once() -> None:
    inspection = orders.reported()
    made = orders.conclude(factories.make_account("leader"), inspection, items=(), at=orders.CONCLUDED)
    assert made == ()
    close_inspection(factories.make_account("planner"), inspection, at=orders.CONCLUDED)
    assert state_of(inspection) == "closed"


@pytest.mark.parametrize("verb", ["plan", "progress", "done", "extension"])
def test_a_text_of_200_000_letters_gets_a_clear_answer(verb: str) -> None:
    unit, text, at = factories.make_account("inspected_unit"), "ă" * 200_000, orders.on(date(2020, 9, 10))
    correction = orders.concluded()[0]
    with pytest.raises(Faults) as caught:
        if verb == "plan":
            plan_correction(unit, correction, text, at=at)
        elif verb == "progress":
            report_progress(unit, correction, text, at=at)
        elif verb == "done":
            report_done(unit, correction, text, [orders.proof(date(2020, 9, 9))], at=at)
        else:
            ask_extension(unit, correction, date(2020, 11, 2), text, at=at)
    fault = caught.value.faults[0]
    assert fault.got == "200000"
    assert "20000" in fault.expected and "Hãy tóm tắt" in fault.vi
    assert orders.fresh(correction).state == "assigned"


@pytest.mark.parametrize("text", ["", "   \n", "\0"])
def test_an_empty_text_is_refused(text: str) -> None:
    correction = orders.concluded()[0]
    with pytest.raises(Faults, match="Write what there is to say"):
        plan_correction(factories.make_account("inspected_unit"), correction, text, at=orders.CONCLUDED)


def test_done_without_evidence_is_not_done() -> None:
    unit, correction = factories.make_account("inspected_unit"), orders.concluded()[0]
    at = orders.on(date(2020, 9, 25))
    for evidence, code in (
        ([], "followup.evidence_missing"),
        ([orders.proof(None)], "followup.evidence_undated"),
        ([orders.proof(date(2020, 9, 26))], "followup.evidence_of_tomorrow"),
        ([orders.proof(data=b"MZ\x90\x00" + b"\0" * 200, name="anh.jpg")], "files."),
    ):
        with pytest.raises(Faults) as caught:
            report_done(unit, correction, "Xong", evidence, at=at)
        assert caught.value.faults[0].code.startswith(code)
    assert orders.fresh(correction).state == "assigned"
    assert not CorrectionEvidence.objects.for_actions().exists()


def test_evidence_that_is_here_already_may_be_shown_again() -> None:
    unit, correction = factories.make_account("inspected_unit"), orders.concluded()[0]
    report_progress(unit, correction, "Đang làm", at=orders.on(date(2020, 9, 20)), evidence=[orders.proof()])
    kept = CorrectionEvidence.objects.for_actions().get()
    again = orders.Shown(kept.about_on, kept.caption, kept=kept.file)
    report_done(unit, correction, "Xong", [again], at=orders.on(date(2020, 9, 25)))
    files = CorrectionEvidence.objects.for_actions().values_list("file", flat=True)
    assert orders.fresh(correction).state == "reported"
    assert len(set(files)) == 1 and len(files) == 2


@pytest.mark.parametrize("until", [None, date(2020, 9, 1), date(2020, 9, 10), orders.DUE])
def test_an_extension_ends_after_the_deadline_and_after_today(until: date | None) -> None:
    unit, correction = factories.make_account("inspected_unit"), orders.concluded()[0]
    with pytest.raises(Faults, match="comes after 15/10/2020"):
        ask_extension(unit, correction, until, "Chờ kinh phí", at=orders.on(date(2020, 9, 10)))
    late = orders.on(date(2020, 10, 20))
    with pytest.raises(Faults, match="comes after 20/10/2020"):
        ask_extension(unit, correction, date(2020, 10, 19), "Chờ kinh phí", at=late)


def test_one_request_at_a_time_and_the_decision_may_differ() -> None:
    unit, leader = factories.make_account("inspected_unit"), factories.make_account("leader")
    correction = orders.concluded()[0]
    at = orders.on(date(2020, 10, 1))
    ask_extension(unit, correction, date(2020, 11, 30), "Chờ kinh phí", at=at)
    with pytest.raises(Faults, match="waits for a decision already"):
        ask_extension(unit, correction, date(2020, 12, 30), "Chờ thêm", at=at)
    assert Message.objects.filter(account=leader, event__contains=f"correction:{correction.pk}:").exists()
    decide_extension(leader, correction, granted=True, until=date(2020, 11, 2), at=at)
    row = orders.fresh(correction)
    assert (row.due_on, row.first_due_on, row.state) == (date(2020, 11, 2), orders.DUE, "assigned")
    ask_extension(unit, correction, date(2020, 12, 1), "Chờ nữa", at=at)
    with pytest.raises(Faults, match="refusal needs its reason"):
        decide_extension(leader, correction, granted=False, at=at)
    decide_extension(leader, correction, granted=False, words="Đã đủ thời gian", at=at)
    assert orders.fresh(correction).due_on == date(2020, 11, 2)
    with pytest.raises(Faults, match="No request waits"):
        decide_extension(leader, correction, granted=True, at=at)


def test_a_decision_cannot_set_a_day_that_is_over() -> None:
    unit, correction = factories.make_account("inspected_unit"), orders.concluded()[0]
    ask_extension(unit, correction, date(2020, 10, 30), "Chờ", at=orders.on(date(2020, 10, 1)))
    with pytest.raises(Faults, match="new day comes after"):
        decide_extension(
            factories.make_account("leader"), correction, granted=True, at=orders.on(date(2020, 11, 2))
        )
    assert orders.fresh(correction).due_on == orders.DUE


def test_somebody_elses_step_is_told_with_what_is_possible_now() -> None:
    unit, planner = factories.make_account("inspected_unit"), factories.make_account("planner")
    correction = orders.concluded()[0]
    report_done(unit, correction, "Xong", [orders.proof()], at=orders.on(date(2020, 9, 25)))
    verify_correction(planner, correction, "Đã xem", at=orders.on(date(2020, 9, 26)))
    with pytest.raises(Refused) as caught:
        send_back_correction(planner, correction, "Chưa rõ", at=orders.on(date(2020, 9, 26)))
    assert "Đã xác nhận khắc phục" in caught.value.decision.reason.vi
    assert "tải lại trang" in caught.value.decision.reason.vi
    assert Correction.objects.for_actions().get(pk=correction.pk).state == "verified"


# definitions/calendars/vietnam.csv (Labour Code 2019): Tết 2021 is off from 10 to 16 February.
@pytest.mark.parametrize(
    ("asked", "due"),
    [(date(2020, 11, 28), date(2020, 11, 30)), (date(2021, 2, 13), date(2021, 2, 17))],
    ids=["a Saturday", "Tết"],
)
def test_an_extension_to_a_day_off_ends_on_the_next_working_day(asked: date, due: date) -> None:
    unit, correction = factories.make_account("inspected_unit"), orders.concluded()[0]
    at = orders.on(date(2020, 10, 1))
    ask_extension(unit, correction, asked, "Chờ kinh phí", at=at)
    decide_extension(factories.make_account("leader"), correction, granted=True, at=at)
    assert orders.fresh(correction).due_on == due


def test_what_is_sent_back_opens_the_limit_of_the_inspection_again() -> None:
    unit, planner = factories.make_account("inspected_unit"), factories.make_account("planner")
    correction = orders.concluded()[0]

    def met_on() -> date | None:
        return Deadline.objects.get(inspection=correction.inspection, key="correction", current=True).met_on

    report_done(unit, correction, "Xong", [orders.proof()], at=orders.on(date(2020, 9, 25)))
    assert met_on() == date(2020, 9, 25)
    send_back_correction(planner, correction, "Chưa rõ", at=orders.on(date(2020, 9, 26)))
    assert met_on() is None
    report_done(unit, correction, "Đã rõ", [orders.proof()], at=orders.on(date(2020, 9, 28)))
    assert met_on() == date(2020, 9, 28)
