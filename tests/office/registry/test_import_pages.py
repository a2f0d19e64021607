"""Importing in the browser: upload, look, take."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lotrinh.office.registry.models import ImportBatch, IndexResult, Register
from tests.office.registry.conftest import csv_text, result_row

KIND = "index-results"


@pytest.fixture
def planner(register: Register, client_as: Any) -> Client:
    return client_as("planner")


def upload(client: Client, data: bytes, name: str = "a.csv") -> Any:
    return client.post("/imports/", {"kind": KIND, "file": SimpleUploadedFile(name, data)}, follow=True)


def test_upload_look_and_take(planner: Client) -> None:
    answer = upload(
        planner, csv_text(KIND, result_row(), result_row(unit_code="hn.snv")).encode(), "../kết quả.csv"
    )
    text = answer.content.decode()
    assert "kết quả.csv" in text and "Quận Ba Đình" in text and "95,61" in text
    batch = ImportBatch.objects.get()
    assert "rows" not in planner.session and batch.uploaded_by == planner.account
    taken = planner.post(f"/imports/{batch.token}/take/", follow=True)
    assert taken.status_code == 200 and IndexResult.objects.count() == 2
    assert "Đã nhận" in taken.content.decode()
    again = planner.post(f"/imports/{batch.token}/take/", follow=True)
    assert "Không có gì thay đổi" in again.content.decode()


def test_faults_are_shown_cell_by_cell_and_cannot_be_taken(planner: Client) -> None:
    answer = upload(planner, csv_text(KIND, result_row(year="xx", value="=HYPERLINK(1)")).encode())
    text = answer.content.decode()
    assert "a.csv!D2" in text and "a.csv!F2" in text
    assert "Nhận cả tệp" not in text
    batch = ImportBatch.objects.get()
    assert planner.post(f"/imports/{batch.token}/take/").status_code == 422
    assert not IndexResult.objects.exists()


def test_an_empty_upload_is_explained(planner: Client) -> None:
    assert "Tệp không có nội dung" in upload(planner, b"").content.decode()
    assert planner.post("/imports/", {"kind": KIND}).status_code == 422


def test_names_and_cells_are_escaped(planner: Client) -> None:
    rows = csv_text(KIND, result_row(note="<script>alert(1)</script>"))
    text = upload(planner, rows.encode(), "<b>x.csv").content.decode()
    assert "<script>alert" not in text and "<b>x" not in text


def test_a_get_never_takes(planner: Client) -> None:
    upload(planner, csv_text(KIND, result_row()).encode())
    assert planner.get(f"/imports/{ImportBatch.objects.get().token}/take/").status_code == 405


@pytest.mark.parametrize("address", ["/imports/", "/imports/template/register.xlsx"])
def test_only_those_who_may_import_see_it(register: Register, client_as: Any, address: str) -> None:
    assert client_as("inspected_unit").get(address).status_code == 403
    assert client_as("leader").get(address).status_code == 403


def test_a_preview_is_closed_to_others(planner: Client, client_as: Any) -> None:
    upload(planner, csv_text(KIND, result_row()).encode())
    address = f"/imports/{ImportBatch.objects.get().token}/"
    assert client_as("inspected_unit").get(address).status_code == 403
    assert Client().get(address).status_code == 302


def test_templates_are_files(planner: Client) -> None:
    book = planner.get("/imports/template/index-results.xlsx")
    assert book.content.startswith(b"PK") and "attachment" in book["Content-Disposition"]
    assert planner.get("/imports/template/index-results.csv").content.startswith(b"\xef\xbb\xbf")
    assert planner.get("/imports/template/nothing.csv").status_code == 404


def test_queries_do_not_grow_with_the_rows(planner: Client, django_assert_max_num_queries: Any) -> None:
    rows = [result_row(year=1990 + n) for n in range(100)]
    upload(planner, csv_text(KIND, *rows).encode())
    with django_assert_max_num_queries(8):
        planner.get(f"/imports/{ImportBatch.objects.get().token}/")
