"""Files as evidence: attached, looked at, replaced by a newer version, taken back."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from lotrinh.office.inspections.models import Evidence, Inspection
from tests.office.inspections import factories

pytestmark = pytest.mark.django_db


def photo(colour: str = "red", name: str = "Ảnh ../bảng\\niêm yết.jpg") -> SimpleUploadedFile:
    """A picture."""
    out = BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "application/pdf")


def attach(client: Client, visit: Inspection, file: SimpleUploadedFile, **values: str) -> int:
    """Attach a file on the desk; the status."""
    return client.post(f"/inspections/{visit.uid}/evidence/", {"file": file, **values}).status_code


def test_a_file_hangs_on_a_question_with_the_day_it_is_about(visit: Inspection, head: Client) -> None:
    assert (
        attach(head, visit, photo(), question="ty-le", caption="Bảng niêm yết", about_on="2020-07-30") == 302
    )
    piece = Evidence.objects.for_actions().get()
    assert (str(piece.about_on), piece.file.content_type, piece.file.name) == (
        "2020-07-30",
        "image/jpeg",
        "niêm yết.jpg",
    )
    assert "Bảng niêm yết" in head.get(f"/inspections/{visit.uid}/record/").content.decode()
    shown = head.get(f"/evidence/{piece.uid}/")
    assert shown.status_code == 200
    assert piece.file.sha256 in shown.content.decode()
    assert head.get(f"/evidence/{piece.uid}/preview/").headers["Content-Type"] == "image/jpeg"
    download = head.get(f"/evidence/{piece.uid}/file/")
    assert "attachment" in download.headers["Content-Disposition"]


def test_a_new_version_keeps_the_old_one_and_the_same_file_is_recognised(
    visit: Inspection, head: Client
) -> None:
    attach(head, visit, photo(), question="ty-le")
    piece = Evidence.objects.for_actions().get()
    attach(head, visit, photo("blue"), piece=str(piece.piece), question="ty-le")
    assert list(
        Evidence.objects.for_actions().filter(piece=piece.piece).values_list("number", flat=True)
    ) == [1, 2]
    response = head.post(f"/inspections/{visit.uid}/evidence/", {"file": photo()}, follow=True)
    assert "đã có trong minh chứng" in response.content.decode()


@pytest.mark.parametrize("file", [
    SimpleUploadedFile("x.jpg", b"MZ\x90\x00"), SimpleUploadedFile("trong.pdf", b""), None,
])  # fmt: skip
def test_a_file_that_is_not_taken_leaves_nothing(
    visit: Inspection, head: Client, file: SimpleUploadedFile | None
) -> None:
    response = head.post(f"/inspections/{visit.uid}/evidence/", {"file": file} if file else {})
    assert response.status_code == 422
    assert not Evidence.objects.for_actions().exists()


def test_evidence_is_for_those_who_may_see_it(
    visit: Inspection, head: Client, client_as: Callable[..., Client]
) -> None:
    attach(head, visit, photo())
    piece = Evidence.objects.for_actions().get()
    for client in (
        client_as("inspected_unit", unit_code=factories.UNIT_BODY),
        client_as("inspector"),
        client_as("appraiser"),
    ):
        for part in ("", "file/", "preview/"):
            assert client.get(f"/evidence/{piece.uid}/{part}").status_code == 404
    assert client_as("planner").get(f"/evidence/{piece.uid}/").status_code == 200
    assert attach(client_as("planner"), visit, photo("green")) == 403


def test_evidence_is_taken_back_with_a_reason_and_kept(visit: Inspection, head: Client) -> None:
    attach(head, visit, photo(), question="ty-le")
    piece = Evidence.objects.for_actions().get()
    assert head.post(f"/evidence/{piece.uid}/withdraw/", {"reason": ""}).status_code == 422
    assert head.post(f"/evidence/{piece.uid}/withdraw/", {"reason": "Ảnh nhầm nơi"}).status_code == 302
    assert Evidence.objects.for_actions().get().withdrawn_reason == "Ảnh nhầm nơi"
    assert str(piece.uid) not in head.get(f"/inspections/{visit.uid}/record/").content.decode()


def test_after_attaching_one_is_sent_to_no_other_site(visit: Inspection, head: Client) -> None:
    response = head.post(
        f"/inspections/{visit.uid}/evidence/", {"file": photo(), "next": "https://elsewhere.example/"}
    )
    assert response.headers["Location"].startswith("/inspections/")
