"""The file of an inspection: complete, harmless names, the same bytes again, and every change told."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import docx
import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from lotrinh.office.inspections.models import Evidence, Inspection
from lotrinh.office.inspections.papers.archive import archive_name, check_archive, write_archive
from lotrinh.office.inspections.papers.drafting import draft_for
from lotrinh.office.platform.files import store
from lotrinh.office.platform.files.actions.keep_file import keep_file
from tests.office.inspections.factories import find, make_account
from tests.office.inspections.papers.worked import ON, worked_inspection

AT = datetime(ON.year, ON.month, ON.day, 3, 0, tzinfo=UTC)


def evidence(inspection: Inspection, name: str, data: bytes, **values: Any) -> Evidence:
    """A version of a piece, as it was brought."""
    kept = keep_file(None, data, name, at=AT).file
    return Evidence.objects.create(inspection=inspection, file=kept, at=AT, **values)


@pytest.fixture
def whole(db: None) -> Inspection:
    """With a drafted paper, and a piece of evidence in two versions under a nasty name."""
    inspection = worked_inspection("reported")
    draft_for(make_account("planner"), inspection, "conclusion", at=AT)
    first = evidence(inspection, "../../ảnh bảng niêm yết:1.txt", b"noi dung 1", caption="Bảng niêm yết")
    evidence(inspection, "ảnh bảng niêm yết.txt", b"noi dung 2", piece=first.piece, number=2)
    evidence(inspection, "ảnh bảng niêm yết.txt", b"noi dung 3", withdrawn_at=AT, withdrawn_reason="nhầm")
    return inspection


def packed(inspection: Inspection) -> bytes:
    return b"".join(write_archive(inspection, taken_by="Kiểm thử", at=AT))


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def test_everything_of_an_inspection_is_in_its_file_and_holds(whole: Inspection) -> None:
    data = packed(whole)
    assert check_archive(data) == []
    archive = opened(data)
    assert archive.testzip() is None
    names = archive.namelist()
    index = json.loads(archive.read("index.json"))
    assert [e["path"] for e in index["entries"]] + ["index.json"] == names
    assert names[-2:] == ["00 Mục lục.xlsx", "index.json"]
    for start in (
        "01 Văn bản/",
        "02 Báo cáo tự kiểm tra/",
        "03 Kết quả kiểm tra/",
        "04 Minh chứng/",
        "05 Quá trình/",
    ):
        assert any(n.startswith(start) for n in names), start
    assert "01 Văn bản/DỰ THẢO TB-SNV Thông báo kết luận kiểm tra (bản in).pdf" in names
    assert [n for n in names if n.startswith("04")] == [
        "04 Minh chứng/MC001 v1 ảnh bảng niêm yết-1.txt",
        "04 Minh chứng/MC001 v2 ảnh bảng niêm yết.txt",
        "04 Minh chứng/MC002 v1 ĐÃ RÚT ảnh bảng niêm yết.txt",
    ]
    assert archive.read("04 Minh chứng/MC001 v2 ảnh bảng niêm yết.txt") == b"noi dung 2"
    trail = json.loads(archive.read("05 Quá trình/Nhật ký.json"))
    assert "draft_paper" in [entry["verb"] for entry in trail]


def test_the_sheets_and_the_report_open_and_say_what_the_rows_say(whole: Inspection) -> None:
    archive = opened(packed(whole))
    found = openpyxl.load_workbook(io.BytesIO(archive.read("03 Kết quả kiểm tra/Phát hiện.xlsx"))).active
    rows = list(found.iter_rows(values_only=True))
    assert len(rows) == 5 and "Công chức vắng mặt tại thời điểm kiểm tra" in [r[4] for r in rows]
    answers = openpyxl.load_workbook(
        io.BytesIO(archive.read("03 Kết quả kiểm tra/Trả lời theo câu hỏi.xlsx"))
    ).active
    states = [r[3] for r in answers.iter_rows(min_row=2, values_only=True)]
    assert states.count("chưa trả lời") == 1 and states.count("không có số liệu") == 1
    report = docx.Document(io.BytesIO(archive.read("02 Báo cáo tự kiểm tra/Báo cáo tự kiểm tra.docx")))
    text = " ".join(c.text for t in report.tables for r in t.rows for c in r.cells)
    assert "Quận có 17 phường, 12 phòng chuyên môn." in text


def test_the_same_rows_at_the_same_moment_give_the_same_bytes(whole: Inspection) -> None:
    assert packed(whole) == packed(whole)


def test_a_formula_somebody_typed_stays_text(whole: Inspection) -> None:
    Inspection.objects.for_actions().filter(pk=whole.pk).update(state="visited")
    find(whole, "=1+1")
    archive = opened(packed(whole))
    sheet = openpyxl.load_workbook(io.BytesIO(archive.read("03 Kết quả kiểm tra/Phát hiện.xlsx"))).active
    cell = next(c for row in sheet.iter_rows() for c in row if c.value == "=1+1")
    assert cell.data_type == "s"


def test_bytes_that_are_gone_are_told_and_stop_nothing(whole: Inspection) -> None:
    row = Evidence.objects.for_actions().select_related("file").get(number=2)
    store.place(row.file.sha256).unlink()
    data = packed(whole)
    entry = next(e for e in json.loads(opened(data).read("index.json"))["entries"] if "v2" in e["path"])
    assert entry["missing"] and entry["expected_sha256"] == row.file.sha256
    assert [f.code for f in check_archive(data)] == ["archive.missing_when_made"]


def changed(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The archive with some files changed, packed again."""
    files = {n: opened(data).read(n) for n in opened(data).namelist()}
    change(files)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_every_change_is_told(whole: Inspection) -> None:
    data = packed(whole)
    path = "04 Minh chứng/MC001 v2 ảnh bảng niêm yết.txt"

    def codes(change: Callable[[dict[str, bytes]], Any]) -> list[str]:
        return [f.code for f in check_archive(changed(data, lambda files: change(files) and None))]

    assert codes(lambda files: files.update({path: b"noi dung 9"})) == ["archive.hash"]
    assert codes(lambda files: files.update({path: b"x" * 10_000})) == ["archive.size"]
    assert codes(lambda files: files.pop(path)) == ["archive.gone"]
    assert codes(lambda files: files.update({"05 Quá trình/thêm.txt": b"x"})) == ["archive.stranger"]
    assert codes(lambda files: files.update({"../x.txt": b"x"})) == ["archive.name", "archive.stranger"]
    assert codes(lambda files: files.pop("index.json")) == ["archive.no_index"]
    assert [f.code for f in check_archive(b"not a zip")] == ["archive.no_archive"]


@given(st.binary(max_size=400))
@settings(max_examples=60)
def test_any_bytes_get_an_answer(data: bytes) -> None:
    assert check_archive(data)


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=20), st.recursive(st.none() | st.integers() | st.text(), st.lists)
    )
)
@settings(max_examples=60)
def test_any_index_gets_an_answer(index: dict[str, Any]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("index.json", json.dumps(index))
    assert isinstance(check_archive(out.getvalue()), list)


@pytest.mark.django_db
def test_only_office_team_leader_and_auditor_take_it(client_as: Callable[..., Client]) -> None:
    inspection = worked_inspection("concluded")
    address = reverse("inspections:whole_file", args=[inspection.uid])
    head = inspection.seats.get(role="head").account
    for who in ("planner", "leader", "auditor", "clerk", head):
        answer = client_as(who).get(address)
        assert answer.status_code == 200 and answer["Content-Type"] == "application/zip", who
        assert next(iter(answer.streaming_content))[:2] == b"PK"
    assert "filename*=UTF-8''" in answer["Content-Disposition"]
    for role in ("inspector", "appraiser"):
        assert client_as(role).get(address).status_code == 403, role
    assert client_as("inspected_unit", unit_code=inspection.unit.code).get(address).status_code == 403
    assert archive_name(inspection) == "Hồ sơ kiểm tra Ủy ban nhân dân quận Hà Đông 18-08-2020.zip"
