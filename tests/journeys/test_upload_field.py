"""The field for files in a real browser: chosen, judged, removed, dropped, sent; and without a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from lotrinh.office.platform.files.limits import MB
from lotrinh.office.platform.models import StoredFile
from tests.journeys.conftest import session
from tests.office.files import samples as s

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ADDRESS = "/try/upload/"


@pytest.fixture(autouse=True)
def places(settings: Any, tmp_path: Path) -> None:
    """The product's addresses and the page of the field, with a store of its own."""
    settings.ROOT_URLCONF = "tests.office.files.upload_urls"
    settings.LOTRINH_FILES = tmp_path / "files"


@pytest.fixture
def browse(
    browser: Browser, live_server: Any, make_account: Callable[..., Any]
) -> Iterator[Callable[..., Page]]:
    """A page of an inspector; complaints of its scripts and of the content policy fail at the end."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []
    name, key = django_settings.SESSION_COOKIE_NAME, session(make_account("inspector"))

    def make(**options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, locale="vi-VN", **options)
        contexts.append(context)
        context.add_cookies([{"name": name, "value": key, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda m: complaints.append(m.text) if "Content Security" in m.text else None)
        page.goto(ADDRESS)
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


def file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_files_are_listed_judged_removed_and_sent(
    browse: Callable[..., Page], grave_faults: Callable[[Page], list[str]], tmp_path: Path
) -> None:
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
    assert grave_faults(page) == []
    page.get_by_role("button", name="Gửi").click()
    page.wait_for_url("**/help/")
    expect(page.get_by_text("Đã nhận 1 tệp.")).to_be_visible()
    assert StoredFile.objects.get().name == "a.pdf"


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


def test_without_a_script_the_field_is_a_plain_one(browse: Callable[..., Page], tmp_path: Path) -> None:
    page = browse(java_script_enabled=False)
    page.get_by_label("Tệp minh chứng").set_input_files([file(tmp_path, "a.pdf", s.pdf())])
    page.get_by_role("button", name="Gửi").click()
    page.wait_for_url("**/help/")
    assert StoredFile.objects.get().name == "a.pdf"
