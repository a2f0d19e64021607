"""Findings: written, explained, taken back, found again, searched, exported."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lotrinh.method.faults import Faults
from lotrinh.office.inspections import similar
from lotrinh.office.inspections.actions.record_finding import record_finding
from lotrinh.office.inspections.actions.take_commands import take_commands
from lotrinh.office.inspections.actions.withdraw_finding import withdraw_finding
from lotrinh.office.inspections.models import Conflict, Finding, FindingRevision, Inspection
from lotrinh.office.inspections.queries.findings import FindingWish, found_findings
from lotrinh.office.platform.models import AuditEntry
from lotrinh.office.registry.models import Succession
from tests.office.inspections import factories
from tests.office.inspections.factories import NOW
from tests.office.inspections.sync.batches import finding

pytestmark = pytest.mark.django_db
TEXT = "Chưa niêm yết đầy đủ thủ tục hành chính tại bộ phận một cửa"


def content(**parts: Any) -> dict[str, Any]:
    """A finding as the form gives it."""
    return {"kind": "shortcoming", "content": 2, "text": TEXT, "found_on": "2020-08-02", **parts}


def only() -> Finding:
    """The one finding there is."""
    return Finding.objects.for_actions().get()


def test_a_finding_is_written_on_the_page_with_its_extent_and_cause(visit: Inspection, head: Client) -> None:
    sent = {
        "kind": "violation",
        "content": "2",
        "text": TEXT,
        "extent_count": "1.260,5",
        "extent_of": "2.000",
        "extent_unit": "hồ sơ",
        "weight": "serious",
        "cause_kind": "subjective",
        "causes": ["lax_discipline"],
        "remover": "other_department",
        "found_on": "2020-08-02",
        "question": "ty-le",
        "proposal": "Chấn chỉnh",
    }
    assert head.post(f"/inspections/{visit.uid}/findings/", sent).status_code == 302
    row = only()
    assert (row.extent_count, row.extent_of, row.remover, row.causes) == (
        1260.5,
        2000,
        "other_department",
        ["lax_discipline"],
    )
    assert (row.lineage, row.question.key, row.unit) == (row.uid, "ty-le", visit.unit)
    assert "chua niem yet" in row.folded
    shown = head.get(f"/findings/{row.uid}/").content.decode()
    assert "1.260,50/2.000 hồ sơ" in shown
    assert "Kỷ luật, giờ giấc buông lỏng" in shown


@pytest.mark.parametrize(
    "parts, where",
    [
        ({"text": "  "}, "text"),
        ({"kind": "x"}, "kind"),
        ({"extent_count": "7", "extent_of": "6"}, "extent_count"),
        ({"causes": ["khong-co"]}, "causes"),
        ({"field": "khong_co"}, "field"),
        ({"extent_count": "-1"}, "extent_count"),
        ({"found_before": "x"}, "found_before"),
        ({"question": "khong-co"}, "question"),
        ({"found_on": "hôm qua"}, "found_on"),
        ({"content": 99}, "content"),
        ({"remover_unit": "khong.co"}, "remover_unit"),
        ({"la": 1}, "content"),
    ],
)
def test_what_is_wrong_with_a_finding_is_told(
    visit: Inspection, head: Client, parts: dict[str, Any], where: str
) -> None:
    with pytest.raises(Faults) as told:
        record_finding(head.account, visit, content(**parts), at=NOW)  # type: ignore[attr-defined]
    assert where in [fault.where for fault in told.value.faults]
    assert not Finding.objects.for_actions().exists()


def test_what_was_typed_stays_in_a_form_that_is_wrong(visit: Inspection, head: Client) -> None:
    response = head.post(
        f"/inspections/{visit.uid}/findings/", {"kind": "shortcoming", "text": TEXT, "extent_count": "sáu"}
    )
    assert response.status_code == 422
    assert TEXT in response.content.decode()


def test_every_version_of_a_finding_is_kept(visit: Inspection, head: Client) -> None:
    record_finding(head.account, visit, content(), at=NOW)  # type: ignore[attr-defined]
    record_finding(head.account, visit, content(text="Đã sửa"), at=NOW, uid=only().uid, base_revision=1)  # type: ignore[attr-defined]
    withdraw_finding(head.account, only(), "Ghi nhầm đơn vị", base_revision=2, at=NOW)  # type: ignore[attr-defined]
    versions = FindingRevision.objects.order_by("revision").values_list(
        "revision", "content__text", "content__withdrawn"
    )
    assert list(versions) == [(1, TEXT, False), (2, "Đã sửa", False), (3, "Đã sửa", True)]
    assert only().withdrawn_reason == "Ghi nhầm đơn vị"
    with pytest.raises(Faults):
        withdraw_finding(head.account, only(), " ", base_revision=3, at=NOW)  # type: ignore[attr-defined]


def test_a_fault_found_again_keeps_its_identity_over_a_merger(visit: Inspection, head: Client) -> None:
    gone = factories.make_unit("hn.d020", valid_to=date(2020, 6, 1))
    stranger = factories.make_unit("hn.d021")
    Succession.objects.create(
        predecessor=gone, successor=visit.unit, extent=Succession.Extent.WHOLE, date=date(2020, 6, 1)
    )
    past = factories.make_inspection("closed", unit=gone, start=date(2019, 5, 6))
    old = factories.find(past, "Chưa niêm yết đầy đủ thủ tục hành chính", found_on=date(2019, 5, 6))
    other = factories.find(factories.make_inspection("closed", unit=stranger), found_on=date(2019, 5, 6))
    form = head.get(f"/inspections/{visit.uid}/findings/").content.decode()
    assert str(old.uid) in form
    assert str(other.uid) not in form
    with pytest.raises(Faults):
        record_finding(head.account, visit, content(found_before=str(other.uid)), at=NOW)  # type: ignore[attr-defined]
    record_finding(head.account, visit, content(found_before=str(old.uid)), at=NOW)  # type: ignore[attr-defined]
    new = Finding.objects.for_actions().get(inspection=visit)
    assert (new.found_before, new.lineage) == (old, old.lineage)
    withdraw_finding(head.account, new, "Nhầm", base_revision=1, at=NOW)  # type: ignore[attr-defined]
    assert Finding.objects.for_actions().get(inspection=visit).found_before == old
    assert "2019" in head.get(f"/findings/{new.uid}/").content.decode()


def test_once_the_minutes_are_signed_the_facts_stand_and_the_cause_can_be_written(
    visit: Inspection, head: Client
) -> None:
    record_finding(head.account, visit, content(extent_count="2", extent_of="6"), at=NOW)  # type: ignore[attr-defined]
    Inspection.objects.for_actions().filter(pk=visit.pk).update(state="minuted")
    facts = content(extent_count="2", extent_of="6")
    with pytest.raises(Faults) as told:
        record_finding(head.account, visit, facts | {"text": "Khác"}, at=NOW, uid=only().uid, base_revision=1)  # type: ignore[attr-defined]
    assert told.value.faults[0].code == "inspections.facts_stand"
    explained = facts | {"cause_kind": "objective", "causes": ["workload"], "responsible": "Trưởng phòng"}
    record_finding(head.account, visit, explained, at=NOW, uid=only().uid, base_revision=1)  # type: ignore[attr-defined]
    assert (only().cause_kind, only().responsible, only().revision) == ("objective", "Trưởng phòng", 2)
    response = head.post(
        f"/findings/{only().uid}/",
        {"base_revision": "2", "cause_kind": "both", "proposal": "Bổ sung biên chế"},
    )
    assert response.status_code == 302
    assert (only().cause_kind, only().text, only().proposal) == ("both", TEXT, "Bổ sung biên chế")
    with pytest.raises(DatabaseError), transaction.atomic():
        Finding.objects.for_actions().update(text="Bên ngoài sửa")
    with pytest.raises(Faults):
        withdraw_finding(head.account, only(), "Muộn", base_revision=3, at=NOW)  # type: ignore[attr-defined]


def test_two_people_who_change_a_finding_differently_make_a_conflict(
    visit: Inspection, head: Client, member: Client
) -> None:
    first = finding(visit, TEXT)
    uid = first["payload"]["uid"]
    take_commands(head.account, "phone", [first], at=NOW)  # type: ignore[attr-defined]
    take_commands(head.account, "phone", [finding(visit, "Trưởng đoàn sửa", uid=uid, base=1)], at=NOW)  # type: ignore[attr-defined]
    (result,) = take_commands(
        member.account, "tablet", [finding(visit, "Thành viên sửa", uid=uid, base=1)], at=NOW
    )  # type: ignore[attr-defined]
    assert result["outcome"] == "conflict"
    assert only().text == "Trưởng đoàn sửa"
    assert Conflict.objects.for_actions().get().mine["text"] == "Thành viên sửa"


def test_a_finding_of_another_inspection_cannot_be_taken_over(visit: Inspection, head: Client) -> None:
    other = factories.find(factories.make_inspection("under_way", unit=factories.make_unit("hn.d009")))
    with pytest.raises(Faults):
        record_finding(head.account, visit, content(), at=NOW, uid=other.uid, base_revision=1)  # type: ignore[attr-defined]


def test_similar_findings_are_found_without_marks_and_told_with_what_mended_them(
    visit: Inspection, head: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = factories.make_inspection("closed", unit=factories.make_unit("hn.d009"))
    old = factories.find(past, "Chưa niêm yết đầy đủ thủ tục hành chính tại bộ phận một cửa")
    factories.find(past, "Cán bộ vắng mặt trong giờ làm việc")
    secret = factories.find(factories.make_inspection("under_way", unit=factories.make_unit("hn.d010")), TEXT)
    monkeypatch.setattr(
        similar,
        "_PROVIDERS",
        [
            lambda actor, keys: {
                key: [similar.Mended("Lắp màn hình tra cứu", {"vi": "Đã khắc phục", "en": "Mended"}, True)]
                for key in keys
            }
        ],
    )
    found = head.get("/findings/similar/", {"text": "chua niem yet thu tuc"}).content.decode()
    assert str(old.uid) in found
    assert "Lắp màn hình tra cứu" in found
    assert str(secret.uid) not in found
    assert "vắng mặt" not in found


def test_the_list_is_cut_down_by_words_without_marks_and_by_every_filter(
    visit: Inspection, client_as: Callable[..., Client]
) -> None:
    planner = client_as("planner")
    past = factories.make_inspection(
        "visited", unit=factories.make_unit("hn.d009", "Sở Tài chính"), start=date(2019, 5, 6)
    )
    old = factories.find(
        past,
        TEXT,
        content=3,
        field="home_affairs",
        weight="serious",
        causes=["workload"],
        cause_kind="objective",
        remover="city",
    )
    Finding.objects.for_actions().filter(pk=old.pk).update(folded="chua niem yet day du so tai chinh")
    factories.find(visit, "Vắng mặt", kind="result", found_before=old)
    wishes = [
        {"words": "niêm yết Tài chính"},
        {"year": "2019"},
        {"content": "3"},
        {"field": "home_affairs"},
        {"unit": "hn.d009"},
        {"weight": "serious"},
        {"cause": "workload"},
        {"cause_kind": "objective"},
        {"remover": "city"},
        {"kind": "shortcoming"},
        {"again": "no"},
    ]
    for wish in wishes:
        rows = found_findings(planner.account, FindingWish.read(wish))  # type: ignore[attr-defined]
        assert [f.pk for f in rows] == [old.pk], wish
    for sort in ("date", "-unit", "kind", "weight", "content", "-field", "nonsense"):
        assert planner.get("/findings/", {"sort": sort, "words": "\0"}).status_code == 200


def test_the_unit_sees_findings_only_once_the_minutes_are_signed(
    visit: Inspection, client_as: Callable[..., Client]
) -> None:
    row = factories.find(visit)
    unit = client_as("inspected_unit", unit_code=factories.UNIT_BODY)
    assert unit.get(f"/findings/{row.uid}/").status_code == 404
    assert row.text not in unit.get("/findings/").content.decode()
    Inspection.objects.for_actions().filter(pk=visit.pk).update(state="minuted")
    assert unit.get(f"/findings/{row.uid}/").status_code == 200
    assert row.text in unit.get("/findings/").content.decode()


def test_the_list_needs_the_same_queries_for_many_rows(
    visit: Inspection, client_as: Callable[..., Client]
) -> None:
    planner = client_as("planner")

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert planner.get("/findings/").status_code == 200
        return len(caught)

    factories.find(visit)
    queries()
    few = queries()
    for _ in range(30):
        factories.find(visit, found_before=factories.find(visit))
    assert queries() == few


def test_a_file_of_findings_holds_text_as_text_and_is_told_in_the_audit_trail(
    visit: Inspection, client_as: Callable[..., Client]
) -> None:
    trap = '=HYPERLINK("http://x";"bấm")'
    factories.find(visit, trap, extent_count=2, extent_of=6, extent_unit="+84")
    planner = client_as("leader")
    response = planner.get("/findings/export.xlsx", {"kind": "shortcoming"})
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    values = {cell.value: cell for cell in sheet[2]}
    assert values[trap].data_type == "s"
    assert sheet.max_row == 2
    assert 2 in values
    lines = b"".join(planner.get("/findings/export.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert lines.startswith("\ufeffNgày phát hiện,")
    assert "'=HYPERLINK" in lines
    assert ",'+84," in lines
    assert AuditEntry.objects.filter(verb="export_findings").count() == 2
    assert client_as("inspector").get("/findings/export.csv").status_code == 403
    assert planner.get("/findings/export.pdf").status_code == 404


def test_the_search_everywhere_finds_findings_that_one_may_see(
    visit: Inspection, head: Client, client_as: Callable[..., Client]
) -> None:
    row = factories.find(visit, "chua niem yet bang gia dat")
    assert str(row.uid) in head.get("/search/", {"q": "bảng giá đất"}).content.decode()
    assert str(row.uid) not in client_as("inspector").get("/search/", {"q": "bảng giá đất"}).content.decode()
