"""The shell in a real browser: signing in, keys, menu, languages, widths, accessibility."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OPEN = ["/account/sign-in/", "/help/", "/abbreviations/", "/no-such-page/"]
ADMINISTRATOR = ["/account/people/", "/account/people/new/", "/account/", "/account/password/", "/audit/"]


def test_a_person_signs_in_and_out(open_page: Callable[..., Page], make_account: Callable[..., Any]) -> None:
    make_account("administrator", username="quan-tri", full_name="Đặng Thị Quản Trị")
    page = open_page()
    page.goto("/account/people/")
    page.get_by_label("Tên đăng nhập").fill("quan-tri")
    page.get_by_label("Mật khẩu").fill("sai")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("alert")).to_contain_text("không đúng")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tài khoản")
    page.locator(".usermenu summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    page.complaints.clear()  # type: ignore[attr-defined]  # the 422 of the wrong password


def test_the_keyboard_is_enough(open_page: Callable[..., Page]) -> None:
    page = open_page("administrator")
    page.goto("/account/people/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("tr.here a").first).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#shortcuts")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("#global-search")).to_be_focused()


def test_language_and_size_change_on_the_same_page(open_page: Callable[..., Page]) -> None:
    page = open_page("auditor")
    page.goto("/audit/?verb=sign_in")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Audit trail")
    page.get_by_role("button", name="Very large text").click()
    expect(page.locator("html")).to_have_attribute("data-text", "larger")
    assert page.url.endswith("/audit/?verb=sign_in")


def test_the_menu_opens_on_a_phone(open_page: Callable[..., Page], overflow: Callable[[Page], int]) -> None:
    page = open_page("administrator", width=390, height=844)
    page.goto("/account/people/")
    expect(page.locator("#sidebar")).to_be_hidden()
    page.get_by_role("button", name="Trình đơn").click()
    page.locator("#sidebar").get_by_role("link", name="Nhật ký").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nhật ký")
    assert overflow(page) == 0


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_grave_and_nothing_too_wide(
    language: str,
    open_page: Callable[..., Page],
    make_account: Callable[..., Any],
    grave_faults: Callable[[Page], list[str]],
    overflow: Callable[[Page], int],
) -> None:
    account = make_account("administrator")
    for who, addresses in ((None, OPEN), (account, ADMINISTRATOR)):
        for width in (1440, 1024, 390):
            page = open_page(who, width=width, language=language)
            for address in addresses:
                page.goto(address)
                assert overflow(page) == 0, (address, width)
                if (width, language) in ((1440, "vi"), (390, "en")):
                    assert grave_faults(page) == [], (address, width)
            complaints = [c for c in page.complaints if "404" not in c]  # type: ignore[attr-defined]
            page.complaints[:] = complaints  # type: ignore[attr-defined]
