"""The field for files, without a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from lotrinh.office.platform.files.limits import MB
from lotrinh.office.platform.models import StoredFile
from tests.office.files import samples as s

ADDRESS = "/try/upload/"


@pytest.fixture(autouse=True)
def addresses(settings: Any) -> None:
    """The product's addresses and the page of the field."""
    settings.ROOT_URLCONF = "tests.office.files.upload_urls"


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.mark.django_db
def test_the_plain_field_takes_several_files_without_a_script(client_as: Callable[..., Client]) -> None:
    client = client_as("inspector")
    html = client.get(ADDRESS).content.decode()
    assert 'type="file"' in html
    assert " multiple" in html
    answer = client.post(
        ADDRESS, {"files": [upload("Biên bản.pdf", s.pdf()), upload("ảnh.jpg", s.photograph())]}
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, "/help/")
    assert set(StoredFile.objects.values_list("name", flat=True)) == {"Biên bản.pdf", "ảnh.jpg"}


@pytest.mark.django_db
def test_a_script_is_told_where_to_go(client_as: Callable[..., Client]) -> None:
    answer = client_as("inspector").post(
        ADDRESS, {"files": upload("a.pdf", s.pdf())}, headers={"X-Upload": "1"}
    )
    assert (answer.status_code, answer.headers["X-Location"]) == (204, "/help/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([], "Trường này là bắt buộc."),
        ([("a.txt", b"a"), ("b.txt", b"b"), ("c.txt", b"c"), ("d.txt", b"d")], "quá giới hạn 3 tệp"),
        ([("phim.mp4", bytes(30 * MB + 1))], "giới hạn cho mọi loại là 30 MB"),
    ],
)
def test_the_form_refuses_none_too_many_and_too_large(
    files: list[Any], said: str, client_as: Callable[..., Client]
) -> None:
    answer = client_as("inspector").post(ADDRESS, {"files": [upload(*f) for f in files]})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_one_wrong_file_of_two_is_told_and_nothing_is_kept(client_as: Callable[..., Client]) -> None:
    files = [upload("a.pdf", s.pdf()), upload("mẫu.docx", s.docx(change={"word/vbaProject.bin": b"x"}))]
    answer = client_as("inspector").post(ADDRESS, {"files": files})
    assert answer.status_code == 422
    assert "“mẫu.docx” có macro" in answer.content.decode()
    assert not StoredFile.objects.exists()


def test_the_words_for_the_script_exist_in_vietnamese() -> None:
    with translation.override("vi"):
        assert translation.gettext("Sending: {percent}") == "Đang gửi: {percent}"
