"""From the draft to the signed paper, as people do it on the pages."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from lotrinh.office.inspections.models import Draft, Inspection
from lotrinh.office.inspections.needs import OWNER
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.platform.papers.signatures import sign_pdf
from tests.office.inspections.factories import make_inspection, sign
from tests.office.inspections.papers.worked import TYPED, worked_inspection
from tests.office.papers.certificates import PASSWORD, holder

pytestmark = pytest.mark.django_db


def scan() -> Any:
    """A photograph of a signed page."""
    out = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, "JPEG")
    out.seek(0)
    out.name = "ban-ky.jpg"
    return out


def head_of(inspection: Inspection) -> Any:
    return inspection.seats.get(role="head").account


def save(
    client: Client, inspection: Inspection, kind: str, parts: dict[str, Any], base: int = 0
) -> dict[str, Any]:
    """What the script of the page sends."""
    address = reverse("inspections:draft_part", args=[inspection.uid, kind])
    sent = {"device": "d1", "parts": {k: {"value": v, "base_revision": base} for k, v in parts.items()}}
    answer = client.post(address, json.dumps(sent), content_type="application/json")
    assert answer.status_code == 200, answer.content
    return dict(answer.json()["results"])


def make_paper(client: Client, inspection: Inspection, template: str) -> OfficialPaper:
    answer = client.post(reverse("inspections:draft_paper", args=[inspection.uid, template]))
    assert answer.status_code == 302 and "/papers/" in answer.url, answer.content
    return OfficialPaper.objects.filter(
        owner_type=OWNER, owner_id=str(inspection.pk), template=template
    ).first()


def last_working_day() -> Any:
    day = timezone.localdate()
    return day - timedelta(days=max(0, day.weekday() - 4))


def test_minutes_are_written_laid_out_and_signed_by_both_sides(client_as: Callable[..., Client]) -> None:
    inspection = worked_inspection()
    client = client_as(head_of(inspection))
    page = client.get(reverse("inspections:minutes", args=[inspection.uid]))
    assert page.status_code == 200
    assert "Chưa kiểm tra cải cách hành chính tại các phường" in page.content.decode()
    results = save(client, inspection, "minutes", TYPED)
    assert {r["outcome"] for r in results.values()} == {"taken"}
    paper = make_paper(client, inspection, "minutes")
    text = pypdf.PdfReader(io.BytesIO(_bytes(client, inspection, paper, "pdf"))).pages[0].extract_text()
    assert "Nguyễn Văn Tư" in text
    answer = client.post(
        reverse("inspections:sign_minutes", args=[inspection.uid, paper.uid]),
        {"signed_on": last_working_day(), "revision": paper.revision, "team_office": "Trưởng đoàn",
         "unit_office": "Phó Chủ tịch", "copy": scan(), "anyway": "on"},
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    paper.refresh_from_db()
    inspection = Inspection.objects.for_actions().get(pk=inspection.pk)
    assert inspection.state == "minuted" and paper.state == "signed" and paper.number == 1
    assert set(paper.signatures.values_list("side", "kind")) == {
        ("team", "scan"), ("unit", "scan"), ("secretary", "scan"),
    }  # fmt: skip
    assert inspection.steps.get(verb="sign_minutes").paper_id == paper.pk
    assert client.get(reverse("inspections:paper", args=[inspection.uid, paper.uid])).status_code == 200
    assert client.get(reverse("inspections:papers", args=[inspection.uid])).status_code == 200


def _bytes(client: Client, inspection: Inspection, paper: OfficialPaper, name: str) -> bytes:
    answer = client.get(reverse("inspections:paper_file", args=[inspection.uid, paper.uid, name]))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_report_and_conclusion_pages_open(client_as: Callable[..., Client]) -> None:
    inspection = worked_inspection("reported")
    head = client_as(head_of(inspection))
    assert head.get(reverse("inspections:team_report", args=[inspection.uid])).status_code == 200
    planner = client_as("planner")
    assert planner.get(reverse("inspections:conclusion_draft", args=[inspection.uid])).status_code == 200
    paper = make_paper(planner, inspection, "conclusion")
    assert Draft.objects.for_actions().get(kind="conclusion").content["items"]
    assert planner.get(reverse("inspections:paper", args=[inspection.uid, paper.uid])).status_code == 200
    assert (
        b"".join(planner.get(reverse("inspections:whole_file", args=[inspection.uid])).streaming_content)[:2]
        == b"PK"
    )


def sign_form(paper: OfficialPaper, **changes: Any) -> dict[str, Any]:
    """The form of a paper that one body signs."""
    return {
        "signed_on": timezone.localdate(), "revision": paper.revision, "signer_name": "Nguyễn Văn Minh",
        "signer_office": "Giám đốc Sở Nội vụ", "anyway": "on", **changes,
    }  # fmt: skip


def register(client: Client, inspection: Inspection, paper: OfficialPaper, **changes: Any) -> Any:
    address = reverse("inspections:register_paper", args=[inspection.uid, paper.uid])
    return client.post(address, sign_form(paper, **changes))


@pytest.fixture
def planned(db: None) -> Inspection:
    """Its team is set and the decision not drafted yet."""
    inspection = make_inspection("planned")
    Inspection.objects.for_actions().filter(pk=inspection.pk).update(state="team_set")
    return Inspection.objects.for_actions().get(pk=inspection.pk)


def test_a_decision_gets_its_number_with_the_signature_and_is_replaced_only_by_a_new_one(
    planned: Inspection, client_as: Callable[..., Client]
) -> None:
    planner = client_as("planner")
    paper = make_paper(planner, planned, "decision-team")
    assert (paper.number, paper.symbol, paper.state) == (None, "QĐ-SNV", "draft")
    page = planner.get(reverse("inspections:paper", args=[planned.uid, paper.uid])).content.decode()
    assert "<strong>01/QĐ-SNV</strong>" in page
    assert register(client_as("clerk"), planned, paper, copy=scan()).status_code == 302
    paper.refresh_from_db()
    assert (paper.number, paper.state, paper.signed_file is not None) == (1, "signed", True)
    text = pypdf.PdfReader(io.BytesIO(_bytes(planner, planned, paper, "pdf"))).pages[0].extract_text()
    assert "Số: 01/QĐ-SNV" in text
    again = planner.post(reverse("inspections:draft_paper", args=[planned.uid, "decision-team"]), follow=True)
    assert "đã ký" in again.content.decode() and "Thay thế" in again.content.decode()
    address = reverse("inspections:replace_paper", args=[planned.uid, paper.uid])
    assert planner.post(address, {"reason": " "}).status_code == 422
    assert planner.post(address, {"reason": "Sai tên thành viên"}).status_code == 302
    new = OfficialPaper.objects.get(replaces=paper)
    paper.refresh_from_db()
    assert (paper.state, new.state) == ("signed", "draft")
    assert register(planner, planned, new).status_code == 302
    paper.refresh_from_db()
    new.refresh_from_db()
    assert (paper.state, new.state, new.number) == ("replaced", "signed", 2)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"signed_on": "2199-01-02"}, "không thể sau ngày hôm nay"),
        ({"signed_on": "2020-01-02"}, "trước ngày lập dự thảo"),
        ({"signer_name": ""}, "Họ tên người ký"),
        ({"revision": 7}, "đã được người khác sửa"),
    ],
)
def test_a_wrong_registration_is_refused_with_its_reason_and_gives_no_number(
    planned: Inspection, client_as: Callable[..., Client], changes: dict[str, Any], words: str
) -> None:
    planner = client_as("planner")
    paper = make_paper(planner, planned, "decision-team")
    answer = register(planner, planned, paper, **changes)
    assert answer.status_code == 422 and words in answer.content.decode()
    paper.refresh_from_db()
    assert paper.state == "draft" and paper.number is None


def test_a_day_off_is_asked_about_once(
    planned: Inspection, client_as: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = client_as("planner")
    paper = make_paper(planner, planned, "decision-team")
    monkeypatch.setattr("lotrinh.office.inspections.papers.forms._is_day_off", lambda text, inspection: True)
    form = sign_form(paper)
    del form["anyway"]
    address = reverse("inspections:register_paper", args=[planned.uid, paper.uid])
    asked = planner.post(address, form)
    assert asked.status_code == 422 and "Đúng là ký vào ngày nghỉ" in asked.content.decode()
    assert planner.post(address, form | {"anyway": "on"}).status_code == 302


def test_a_scan_can_follow_later_and_only_once(planned: Inspection, client_as: Callable[..., Client]) -> None:
    planner = client_as("planner")
    paper = make_paper(planner, planned, "decision-team")
    register(planner, planned, paper)
    address = reverse("inspections:paper_copy", args=[planned.uid, paper.uid])
    assert planner.post(address, {"copy": scan()}).status_code == 302
    assert paper.signatures.get().file is not None
    assert planner.post(address, {"copy": scan()}).status_code == 422


def test_the_numbered_paper_can_be_signed_digitally_and_an_altered_file_is_told(
    planned: Inspection, client_as: Callable[..., Client]
) -> None:
    planner = client_as("planner")
    paper = make_paper(planner, planned, "decision-team")
    register(planner, planned, paper)
    paper.refresh_from_db()
    now = timezone.now()
    key = holder("Sở Nội vụ thử", from_day=now - timedelta(days=30)).pkcs12()
    signed = sign_pdf(_bytes(planner, planned, paper, "pdf"), key, PASSWORD, at=now)
    address = reverse("inspections:paper_copy", args=[planned.uid, paper.uid])
    altered = signed.replace(b"/Type", b"/Typo", 1)
    answer = planner.post(address, {"copy": _named(altered)})
    assert answer.status_code == 422 and "Không dùng tệp này" in answer.content.decode()
    assert not paper.signatures.exists()
    assert planner.post(address, {"copy": _named(signed)}).status_code == 302
    assert paper.signatures.get().kind == "pades"
    page = planner.get(reverse("inspections:paper", args=[planned.uid, paper.uid])).content.decode()
    assert "Chữ ký số của Sở Nội vụ thử còn nguyên vẹn; chưa xác minh được người ký" in page


def _named(data: bytes) -> Any:
    file: Any = io.BytesIO(data)
    file.name = "ban-ky.pdf"
    return file


def test_what_is_no_scan_is_refused(planned: Inspection, client_as: Callable[..., Client]) -> None:
    planner = client_as("planner")
    paper = make_paper(planner, planned, "decision-team")
    fake = io.BytesIO(b"MZ\x90\x00 this is a program")
    fake.name = "ban-ky.pdf"  # type: ignore[misc]
    assert register(planner, planned, paper, copy=fake).status_code == 422
    paper.refresh_from_db()
    assert paper.state == "draft"


def test_nobody_else_registers_or_drafts(planned: Inspection, client_as: Callable[..., Client]) -> None:
    planner = client_as("planner")
    paper = make_paper(planner, planned, "decision-team")
    head = client_as(head_of(planned))
    assert register(head, planned, paper).status_code == 403
    address = reverse("inspections:draft_paper", args=[planned.uid, "decision-team"])
    assert head.post(address).status_code == 403
    assert client_as("clerk").post(address).status_code == 403
    assert client_as("inspected_unit", unit_code=planned.unit.code).post(address).status_code in (403, 404)


def test_the_unit_sees_what_is_signed_and_meant_for_it_alone(client_as: Callable[..., Client]) -> None:
    inspection = worked_inspection("concluded")
    for template in ("minutes", "team-report", "conclusion"):
        sign(inspection, template)
    unit = client_as("inspected_unit", unit_code=inspection.unit.code)
    page = unit.get(reverse("inspections:papers", args=[inspection.uid])).content.decode()
    assert "Biên bản kiểm tra" in page and "Thông báo kết luận" in page
    assert "Văn bản team-report" not in page and "Tải hồ sơ" not in page
    report = OfficialPaper.objects.get(owner_id=str(inspection.pk), template="team-report")
    assert unit.get(reverse("inspections:paper", args=[inspection.uid, report.uid])).status_code == 404
    assert (
        unit.get(reverse("inspections:paper_file", args=[inspection.uid, report.uid, "pdf"])).status_code
        == 404
    )
    assert unit.get(reverse("inspections:whole_file", args=[inspection.uid])).status_code == 403
    assert unit.get(reverse("inspections:minutes", args=[inspection.uid])).status_code == 403


def test_a_draft_is_not_the_units(planned: Inspection, client_as: Callable[..., Client]) -> None:
    paper = make_paper(client_as("planner"), planned, "decision-team")
    unit = client_as("inspected_unit", unit_code=planned.unit.code)
    assert unit.get(reverse("inspections:paper", args=[planned.uid, paper.uid])).status_code == 404


def test_of_an_unannounced_inspection_the_unit_sees_nothing_before_it_begins(
    client_as: Callable[..., Client],
) -> None:
    inspection = make_inspection("prepared", "unannounced")
    paper = OfficialPaper.objects.get(owner_id=str(inspection.pk))
    unit = client_as("inspected_unit", unit_code=inspection.unit.code)
    for address in (
        reverse("inspections:papers", args=[inspection.uid]),
        reverse("inspections:paper", args=[inspection.uid, paper.uid]),
        reverse("inspections:paper_file", args=[inspection.uid, paper.uid, "pdf"]),
    ):
        assert unit.get(address).status_code == 404
    Inspection.objects.for_actions().filter(pk=inspection.pk).update(state="under_way")
    assert unit.get(reverse("inspections:paper", args=[inspection.uid, paper.uid])).status_code == 200


def test_another_inspections_paper_is_not_found_under_this_one(client_as: Callable[..., Client]) -> None:
    one, other = make_inspection("team_set"), make_inspection("team_set")
    paper = OfficialPaper.objects.get(owner_id=str(other.pk))
    planner = client_as("planner")
    assert planner.get(reverse("inspections:paper", args=[one.uid, paper.uid])).status_code == 404


def test_a_refusal_stands_in_the_minutes_and_is_recorded_with_its_reason(
    client_as: Callable[..., Client],
) -> None:
    inspection = worked_inspection()
    client = client_as(head_of(inspection))
    refused = TYPED | {"refusal": "Không nhất trí mục 2", "witness": "Ông Trần Văn Sáu, tổ trưởng tổ dân phố"}
    save(client, inspection, "minutes", refused)
    paper = make_paper(client, inspection, "minutes")
    assert (
        paper.context["refusal"]
        == "Không nhất trí mục 2; người làm chứng: Ông Trần Văn Sáu, tổ trưởng tổ dân phố"
    )
    address = reverse("inspections:sign_minutes", args=[inspection.uid, paper.uid])
    form = {
        "signed_on": timezone.localdate(),
        "revision": 1,
        "team_office": "Trưởng đoàn",
        "unit_office": "",
        "anyway": "on",
    }
    assert client.post(address, form).status_code == 422  # no scan shows the team's own signature
    paper.refresh_from_db()
    assert paper.state == "draft" and not paper.signatures.exists()
    assert client.post(address, form | {"copy": scan()}).status_code == 302
    assert paper.signatures.get(side="unit").kind == "refused"
    assert Inspection.objects.for_actions().get(pk=inspection.pk).state == "minuted"


def test_minutes_that_lack_something_are_not_laid_out(client_as: Callable[..., Client]) -> None:
    inspection = worked_inspection()
    client = client_as(head_of(inspection))
    answer = client.post(reverse("inspections:draft_paper", args=[inspection.uid, "minutes"]), follow=True)
    assert "Biên bản còn thiếu: người của đơn vị làm việc với đoàn" in answer.content.decode()
    assert not OfficialPaper.objects.filter(template="minutes").exists()


def test_the_report_is_submitted_returned_with_a_reason_and_signed_anew(
    client_as: Callable[..., Client],
) -> None:
    inspection = worked_inspection("minuted")
    head, planner = client_as(head_of(inspection)), client_as("planner")
    submit = reverse("inspections:submit_report", args=[inspection.uid])
    back = reverse("inspections:return_report", args=[inspection.uid])
    assert "chưa ký" in head.post(submit, follow=True).content.decode()
    paper = make_paper(head, inspection, "team-report")
    assert register(head, inspection, paper).status_code == 302
    head.post(submit)
    assert _state(inspection) == "reported"
    assert inspection.deadlines.filter(key="conclusion", current=True).count() == 1
    planner.post(back, {"reason": ""})
    assert _state(inspection) == "reported"
    planner.post(back, {"reason": "Thiếu nguyên nhân"})
    assert _state(inspection) == "minuted"
    assert not inspection.deadlines.filter(key="conclusion", current=True).exists()
    assert "đã bị trả lại" in head.post(submit, follow=True).content.decode()
    head.post(reverse("inspections:replace_paper", args=[inspection.uid, paper.uid]), {"reason": "Bổ sung"})
    register(head, inspection, OfficialPaper.objects.get(replaces=paper))
    head.post(submit)
    assert _state(inspection) == "reported"


def _state(inspection: Inspection) -> str:
    return str(Inspection.objects.for_actions().get(pk=inspection.pk).state)


def test_a_conclusion_made_again_is_dated_anew_and_orders_what_the_draft_says(
    client_as: Callable[..., Client],
) -> None:
    inspection = worked_inspection("reported")
    planner = client_as("planner")
    first = make_paper(planner, inspection, "conclusion")
    due = (timezone.localdate() + timedelta(days=20)).isoformat()
    row = {"unit_code": inspection.unit.code, "task": "Rà soát niêm yết", "due_on": due, "findings": []}
    assert save(planner, inspection, "conclusion", {"items": [row]}, 1)["items"]["outcome"] in (
        "taken",
        "conflict",
    )
    revision = Draft.objects.for_actions().get(kind="conclusion").revision
    save(planner, inspection, "conclusion", {"items": [row]}, revision)
    second = make_paper(planner, inspection, "conclusion")
    first.refresh_from_db()
    assert first.state == "withdrawn" and second.drafted_at > first.drafted_at
    assert [t["task"] for t in second.context["tasks"]] == ["rà soát niêm yết"]


def test_the_list_takes_the_same_number_of_queries_however_many_papers_there_are(
    client_as: Callable[..., Client], django_assert_num_queries: Any
) -> None:
    inspection = make_inspection("under_way")
    planner = client_as("planner")
    address = reverse("inspections:papers", args=[inspection.uid])
    sign(inspection, "decision-change")
    planner.get(address)
    with CaptureQueriesContext(connection) as few:
        planner.get(address)
    for _ in range(12):
        sign(inspection, "decision-change")
    with django_assert_num_queries(len(few)):
        planner.get(address)


def test_letters_and_changes_are_not_drafted_out_of_nothing(client_as: Callable[..., Client]) -> None:
    inspection = make_inspection("concluded")
    for template in ("reminder", "decision-change", "synthesis", "nothing"):
        address = reverse("inspections:draft_paper", args=[inspection.uid, template])
        assert client_as("planner").post(address).status_code == 404
