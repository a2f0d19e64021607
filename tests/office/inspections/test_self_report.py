"""The self-report: saved as it is typed by several people, complete when handed in, locked, returned."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lotrinh.method.faults import Faults
from lotrinh.office.inspections.actions.hand_in_self_report import hand_in_self_report
from lotrinh.office.inspections.actions.keep_report_evidence import (
    keep_report_evidence,
    withdraw_report_evidence,
)
from lotrinh.office.inspections.actions.return_self_report import return_self_report
from lotrinh.office.inspections.actions.write_self_report import save_item
from lotrinh.office.inspections.limits import set_deadlines
from lotrinh.office.inspections.models import (
    Deadline,
    Evidence,
    Inspection,
    SelfReport,
    SelfReportItem,
    SelfReportItemRevision,
)
from lotrinh.office.inspections.outlines import checked, open_items, outline_of_kind
from lotrinh.office.platform.models import Message
from lotrinh.office.platform.policies import Refused
from tests.office.inspections import factories as make

pytestmark = pytest.mark.django_db
TEXT, SHARE, NUMBER, TABLE = "direction-summary", "city-tasks", "procedures-total", "direction-documents-list"


@pytest.fixture
def unit(make_account: Any) -> Any:
    return make_account("inspected_unit", unit_code=make.UNIT_BODY, full_name="Phạm Đơn Vị")


@pytest.fixture
def report() -> SelfReport:
    inspection = make.make_inspection("announced")
    set_deadlines(inspection, "visit_start", make.DAY, make.NOW)
    return SelfReport.objects.for_actions().get(inspection=inspection)


def value_for(question: Any) -> Any:
    """A right value of each kind."""
    cells = {c.key: cell_for(c) for c in question.columns}
    return {
        "text": "Đã thực hiện", "number": "12", "share": {"count": 4, "of": 5}, "date": "2020-08-03",
        "yes_no": "yes", "table": [cells],
    }.get(question.answer) or question.options[0].key  # fmt: skip


def cell_for(column: Any) -> Any:
    found = {"text": "x", "number": "1", "date": "2020-08-03", "yes_no": "yes"}.get(column.answer)
    return found or column.options[0].key


def fill(actor: Any, report: SelfReport, *, but: str = "") -> None:
    for question in outline_of_kind("department").questions():
        if question.required and question.key != but:
            save_item(actor, report, question.key, value_for(question), 0, at=make.NOW)


def stored(report: SelfReport, key: str) -> Any:
    return SelfReportItem.objects.get(report=report, key=key).value


def test_an_item_is_saved_in_its_one_form_with_all_its_versions(unit: Any, report: SelfReport) -> None:
    saved = save_item(unit, report, NUMBER, "12.0", 0, at=make.NOW)
    assert saved.taken and (saved.item.revision, saved.item.value) == (1, "12")
    save_item(unit, report, NUMBER, "13", 1, at=make.NOW)
    rows = SelfReportItemRevision.objects.filter(item__report=report).values_list("revision", "value")
    assert list(rows) == [(1, "12"), (2, "13")]
    assert save_item(unit, report, NUMBER, None, 2, at=make.NOW).item.value is None


def test_two_people_at_one_item_lose_nothing(unit: Any, report: SelfReport, make_account: Any) -> None:
    other = make_account("unit_head", unit_code=make.UNIT_BODY)
    save_item(unit, report, TEXT, "Bản của tôi", 0, at=make.NOW)
    theirs = save_item(other, report, TEXT, "Bản khác", 0, at=make.NOW)
    assert not theirs.taken and theirs.item.value == "Bản của tôi" and theirs.item.by == unit
    assert save_item(other, report, TEXT, "Bản của tôi", 0, at=make.NOW).taken, "the same text is no conflict"
    assert save_item(other, report, TEXT, "Cả hai", 1, at=make.NOW).taken
    assert stored(report, TEXT) == "Cả hai"


def test_the_address_answers_a_script(client_as: Any, unit: Any, report: SelfReport) -> None:
    client = client_as(unit)
    address = f"/inspections/{report.inspection.uid}/self-report/items/{TEXT}/"

    def send(value: Any, base: Any) -> Any:
        body = json.dumps({"value": value, "base_revision": base})
        return client.post(address, body, content_type="application/json")

    first = send("Một", 0)
    assert first.status_code == 200 and first.json()["revision"] == 1
    clash = send("Hai", 0)
    assert clash.status_code == 409
    assert clash.json()["theirs"]["value"] == "Một" and clash.json()["theirs"]["by"] == "Phạm Đơn Vị"
    long = send("ă" * 200_000, 1)
    assert long.status_code == 422 and "200000" in long.json()["faults"][0]["vi"]
    for size in (400_000, 900_000):
        huge = send("ă" * size, 1)
        assert huge.status_code == 422 and huge.json()["faults"][0]["code"] == "inspections.item_too_large"
    assert send("x", "1").status_code == 422
    assert client.post(address, "{", content_type="application/json").status_code == 422
    client.logout()
    assert send("Ba", 1).status_code == 401
    assert stored(report, TEXT) == "Một"


def test_wrong_values_are_refused_and_nothing_of_them_is_kept(unit: Any, report: SelfReport) -> None:
    for key, value in (
        (SHARE, {"count": 6, "of": 5}),
        (NUMBER, "mười hai"),
        (TABLE, [{"x": "y"}]),
        ("no", 1),
    ):
        with pytest.raises(Faults):
            save_item(unit, report, key, value, 0, at=make.NOW)
    assert not SelfReportItem.objects.filter(report=report).exists()


def test_control_characters_never_reach_the_database(unit: Any, report: SelfReport) -> None:
    said = {"state": "no_figures", "reason": "Phần\0mềm\x07hỏng"}
    assert save_item(unit, report, NUMBER, said, 0, at=make.NOW).item.value["reason"] == "Phần mềm hỏng"
    with pytest.raises(Faults):
        save_item(unit, report, TEXT, "a\0b", 0, at=make.NOW)


def test_a_row_may_be_half_written_until_it_is_handed_in(unit: Any, report: SelfReport) -> None:
    fill(unit, report)
    save_item(unit, report, TABLE, [{"document": "12/KH-SNV"}], 0, at=make.NOW)
    with pytest.raises(Faults) as error:
        hand_in_self_report(unit, report, at=make.NOW)
    assert {f.code for f in error.value.faults} == {"checklists.missing_cell"}


def test_no_figures_counts_with_a_reason_only(unit: Any, report: SelfReport) -> None:
    fill(unit, report, but=NUMBER)
    with pytest.raises(Faults):
        save_item(unit, report, NUMBER, {"state": "no_figures", "reason": " "}, 0, at=make.NOW)
    with pytest.raises(Faults) as error:
        hand_in_self_report(unit, report, at=make.NOW)
    assert error.value.faults[0].got == NUMBER
    said = {"state": "no_figures", "reason": "Phần mềm hỏng"}
    save_item(unit, report, NUMBER, said, 0, at=make.NOW)
    assert hand_in_self_report(unit, report, at=make.NOW).state == "self_reported"
    assert stored(report, NUMBER) == said


def test_handed_in_it_is_locked_and_the_page_is_told_why(
    client_as: Any, unit: Any, report: SelfReport
) -> None:
    fill(unit, report)
    hand_in_self_report(unit, report, at=make.NOW)
    with pytest.raises(Refused) as refused:
        save_item(unit, report, TEXT, "Muộn rồi", 1, at=make.NOW)
    assert refused.value.decision.reason.code == "inspections.report_handed_in"
    client = client_as(unit)
    address = f"/inspections/{report.inspection.uid}/self-report/items/{TEXT}/"
    answer = client.post(address, '{"value": "x", "base_revision": 1}', content_type="application/json")
    assert answer.status_code == 403 and "vẫn còn trên trang" in answer.json()["reason"]["vi"]
    with pytest.raises(Refused):
        keep_report_evidence(unit, report, TEXT, b"Ghi ch\xc3\xba", "a.txt", at=make.NOW)
    assert Deadline.objects.get(inspection=report.inspection, key="self_report").met_on == date(2020, 8, 3)


def test_after_the_limit_it_is_taken_and_marked_late(unit: Any, report: SelfReport) -> None:
    fill(unit, report)
    late = datetime(2020, 8, 14, 3, 0, tzinfo=UTC)
    inspection = hand_in_self_report(unit, report, at=late)
    assert inspection.steps.get(verb="hand_in_self_report").data == {"late": True}
    member = inspection.seats.get(role="head").account
    assert "nộp muộn" in Message.objects.get(account=member, topic="self_report").subject["vi"]


def test_returned_with_a_reason_it_is_open_again(unit: Any, report: SelfReport, make_account: Any) -> None:
    fill(unit, report)
    inspection = hand_in_self_report(unit, report, at=make.NOW)
    head = inspection.seats.get(role="head").account
    with pytest.raises(Faults):
        return_self_report(head, report, "", at=make.NOW)
    return_self_report(head, report, "Thiếu số liệu hồ sơ", at=make.NOW)
    found = SelfReport.objects.for_actions().get(pk=report.pk)
    assert (found.state, found.return_reason) == ("returned", "Thiếu số liệu hồ sơ")
    assert Message.objects.filter(account=unit, event__contains="returned").count() == 1
    assert save_item(unit, report, TEXT, "Bổ sung", 1, at=make.NOW).taken
    again = hand_in_self_report(unit, report, at=make.NOW + timedelta(days=1))
    assert again.state == "self_reported" and again.steps.filter(verb="hand_in_self_report").count() == 2


def test_only_the_unit_itself_writes(report: SelfReport, make_account: Any) -> None:
    for role, code in (("inspected_unit", "hn.d050"), ("planner", ""), ("inspector", ""), ("leader", "")):
        with pytest.raises(Refused):
            save_item(make_account(role, unit_code=code), report, TEXT, "x", 0, at=make.NOW)


def test_evidence_hangs_on_its_item_and_can_be_taken_back(
    client_as: Any, unit: Any, report: SelfReport
) -> None:
    kept, _notices = keep_report_evidence(
        unit, report, TEXT, "Biên bản họp".encode(), "../họp tháng 7.txt",
        caption="Họp giao ban", about_on=date(2020, 7, 1), at=make.NOW,
    )  # fmt: skip
    assert (kept.report_item.key, kept.about_on, kept.report_item.revision) == (TEXT, date(2020, 7, 1), 0)
    assert save_item(unit, report, TEXT, "Đã họp", 0, at=make.NOW).taken, "a file is no text"
    address = f"/inspections/{report.inspection.uid}/self-report/files/{kept.uid}/"
    answer = client_as(unit).get(address)
    assert answer.status_code == 200 and b"".join(answer).decode() == "Biên bản họp"
    assert client_as("inspected_unit", unit_code="hn.d050").get(address).status_code == 404
    assert client_as("inspector").get(address).status_code == 404
    assert withdraw_report_evidence(unit, report, kept.uid, at=make.NOW).withdrawn_at == make.NOW
    assert Evidence.objects.for_actions().filter(pk=kept.pk).exists()
    with pytest.raises(Faults):
        keep_report_evidence(unit, report, TEXT, b"MZ\x90\x00" + b"\0" * 200, "a.pdf", at=make.NOW)


def test_whoever_types_when_it_is_handed_in_by_another_is_told(
    client_as: Any, unit: Any, report: SelfReport
) -> None:
    client = client_as(unit)
    page = client.get(f"/inspections/{report.inspection.uid}/self-report/").content.decode()
    assert 'id="report"' in page and "data-locked" in page and f'data-item="{TEXT}"' in page
    fill(unit, report)
    assert client.post(f"/inspections/{report.inspection.uid}/self-report/hand-in/").status_code == 302
    page = client.get(f"/inspections/{report.inspection.uid}/self-report/").content.decode()
    assert 'id="report"' not in page and "Đã thực hiện" in page


def test_what_is_missing_is_listed_when_it_is_handed_in(
    client_as: Any, unit: Any, report: SelfReport
) -> None:
    answer = client_as(unit).post(f"/inspections/{report.inspection.uid}/self-report/hand-in/")
    assert answer.status_code == 422 and "mục bắt buộc chưa ghi" in answer.content.decode()
    assert Inspection.objects.for_actions().get(pk=report.inspection_id).state == "announced"


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_what_is_saved_is_taken_back_unchanged(data: Any) -> None:
    """The one form of a value is its own one form, for every item of the outline and any text."""
    question = data.draw(st.sampled_from(outline_of_kind("department").questions()))
    value = data.draw(
        st.one_of(
            st.text(max_size=60),
            st.integers(),
            st.just(value_for(question)),
            st.none(),
            st.builds(lambda a, b: {"count": a, "of": b}, st.integers(0, 9), st.integers(0, 9)),
            st.builds(lambda t: {"state": "no_figures", "reason": t}, st.text(max_size=30)),
        )
    )
    try:
        made = checked(question, value)
    except Faults as error:
        assert all(f.vi and f.en for f in error.faults)
        return
    assert checked(question, made) == made
    assert json.loads(json.dumps(made)) == made
    assert (question.key in open_items(outline_of_kind("department"), {question.key: made})) == (
        question.required and made is None
    )
