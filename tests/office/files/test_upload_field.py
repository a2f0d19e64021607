"""The field for files, without a script and in a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from playwright.sync_api import Page, expect, sync_playwright

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


@pytest.fixture
def browse(live_server: Any, make_account: Callable[..., Any]) -> Iterator[Callable[..., Page]]:
    """A page of an inspector in Chromium; complaints of the console fail at the end."""
    path = shutil.which("chromium")
    assert path, "Chromium is missing; as root: apt-get install chromium"
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    complaints: list[str] = []
    client = Client()
    client.force_login(make_account("inspector"), backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])

        def make(**options: Any) -> Page:
            context = browser.new_context(base_url=live_server.url, locale="vi-VN", **options)
            context.add_cookies(
                [{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
            )
            page = context.new_page()
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("console", lambda m: complaints.append(m.text) if "Content Security" in m.text else None)
            page.goto(ADDRESS)
            return page

        yield make
        browser.close()
    assert complaints == []


def file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_files_are_listed_judged_removed_and_sent(browse: Callable[..., Page], tmp_path: Path) -> None:
    page = browse()
    choose = page.get_by_label("Tệp minh chứng")
    choose.set_input_files(
        [file(tmp_path, "ảnh.jpg", s.photograph()), file(tmp_path, "to.png", bytes(16 * MB))]
    )
    expect(page.locator(".upload-list li")).to_have_count(1)
    expect(page.locator("[data-upload-wrong]")).to_contain_text("to.png nặng 16 MB, giới hạn là 15 MB")
    choose.set_input_files([file(tmp_path, "a.pdf", s.pdf()), file(tmp_path, "trống.txt", b"")])
    expect(page.locator(".upload-list li")).to_have_count(2)  # added, not exchanged
    expect(page.locator("[data-upload-wrong]")).to_contain_text("trống.txt không có nội dung")
    expect(page.locator("[data-upload-status]")).to_contain_text("Đã chọn 2 tệp")
    page.get_by_role("button", name="Bỏ ảnh.jpg").click()
    expect(page.locator(".upload-list li")).to_have_count(1)
    grave = [
        v["id"] for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")
    ]
    assert grave == []
    page.get_by_role("button", name="Gửi").click()
    page.wait_for_url("**/help/")
    expect(page.get_by_text("Đã nhận 1 tệp.")).to_be_visible()
    assert StoredFile.objects.get().name == "a.pdf"


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_what_was_chosen_stays_chosen_when_the_server_refuses_or_is_gone(
    browse: Callable[..., Page], tmp_path: Path
) -> None:
    page = browse()
    wrong = file(tmp_path, "mẫu.docx", s.docx(change={"word/vbaProject.bin": b"x"}))
    page.get_by_label("Tệp minh chứng").set_input_files([wrong, file(tmp_path, "a.pdf", s.pdf())])
    page.context.set_offline(True)
    page.get_by_role("button", name="Gửi").click()
    expect(page.locator("[data-upload-wrong]")).to_contain_text("Chưa gửi được")
    page.context.set_offline(False)
    page.get_by_role("button", name="Gửi").click()
    expect(page.locator(".error-summary")).to_contain_text("“mẫu.docx” có macro")
    expect(page.locator(".upload-list li")).to_have_count(2)
    assert not StoredFile.objects.exists()
    page.get_by_role("button", name="Bỏ mẫu.docx").click()
    page.get_by_role("button", name="Gửi").click()
    page.wait_for_url("**/help/")
    assert StoredFile.objects.get().name == "a.pdf"


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_files_can_be_dropped(browse: Callable[..., Page]) -> None:
    page = browse(viewport={"width": 390, "height": 800})
    page.evaluate("""() => {
        const data = new DataTransfer();
        data.items.add(new File(["nội dung"], "thả.txt", { type: "text/plain" }));
        const area = document.querySelector("[data-upload-drop]");
        for (const type of ["dragenter", "dragover", "drop"])
            area.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
    }""")
    expect(page.locator(".upload-list li")).to_contain_text("thả.txt")
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider == 0


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_without_a_script_the_field_is_a_plain_one(browse: Callable[..., Page], tmp_path: Path) -> None:
    page = browse(java_script_enabled=False)
    page.get_by_label("Tệp minh chứng").set_input_files([file(tmp_path, "a.pdf", s.pdf())])
    page.get_by_role("button", name="Gửi").click()
    page.wait_for_url("**/help/")
    assert StoredFile.objects.get().name == "a.pdf"
