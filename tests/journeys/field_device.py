"""A phone or tablet in an inspector's hands: a browser of its own with the page on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import Error as PlaywrightError

from lotrinh.office.inspections.models import Inspection
from tests.journeys.conftest import ARGUMENTS, session
from tests.journeys.field_day import photograph

BEGIN = "const {app} = await import('/static/field/app.js');"
SOON = 15_000


class Device:
    """One browser context; ``page`` is what is open in it now."""

    def __init__(
        self, browser: Browser, address: str, account: Any, *, width: int = 390, language: str = "vi",
        profile: tuple[str, Path] | None = None,
    ) -> None:  # fmt: skip
        """profile: the browser's path and the folder that keeps what is on the device, over its death."""
        values: dict[str, Any] = {
            "base_url": address, "viewport": {"width": width, "height": 800}, "locale": "vi-VN",
            "accept_downloads": True,
        }  # fmt: skip
        if profile is None:
            self.context = browser.new_context(**values)
        else:
            start = browser.browser_type.launch_persistent_context
            self.context = start(profile[1], executable_path=profile[0], args=ARGUMENTS, **values)
        self.address, self.errors = address, list[str]()
        self.sign_in(account, language)
        self.page = self.new_page()

    def sign_in(self, account: Any, language: str = "vi") -> None:
        """A new session of an account, as after the page of signing in."""
        self.context.add_cookies([
            {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": self.address},
            {"name": settings.SESSION_COOKIE_NAME, "value": session(account), "url": self.address},
        ])  # fmt: skip

    def new_page(self) -> Page:
        """Another tab; its uncaught errors are kept."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def close_and_reopen(self) -> None:
        """The tab is closed and opened anew."""
        self.page.close()
        self.page = self.new_page()
        self.page.goto("/field/")
        expect(self.page.locator("h1")).to_be_visible(timeout=SOON)

    def take(self, inspection: Inspection) -> None:
        """Open the page, take an inspection onto the device, and wait until the worker keeps the page."""
        self.page.goto("/field/")
        self.page.get_by_role("button", name="Mang theo").click()
        self.page.get_by_role("button", name="Để sau").click()
        self.page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
        self.open(inspection)

    def open(self, inspection: Inspection, part: str = "questions/all") -> None:
        """Go to a part of an inspection."""
        self.page.evaluate("([a]) => { location.hash = a; }", [f"#/{inspection.uid}/{part}"])
        self.page.locator(".tabs").wait_for(timeout=SOON)

    def offline(self, off: bool = True) -> None:
        """Switch the network off or on."""
        self.context.set_offline(off)

    def card(self, key: str) -> Locator:
        """The card of a question."""
        return self.page.locator(f'[data-question="{key}"]')

    def answer(self, key: str, words: str) -> None:
        """Press an answer."""
        self.card(key).get_by_role("button", name=words, exact=True).click()

    def photograph(self, key: str, seeds: Sequence[int]) -> None:
        """Take photographs at a question through the input of the camera."""
        files = [{"name": f"anh {i}.jpg", "mimeType": "image/jpeg", "buffer": photograph(i)} for i in seeds]
        self.card(key).locator("input[capture]").first.set_input_files(files)  # type: ignore[arg-type]
        expect(self.card(key).locator(".photos li")).to_have_count(len(files), timeout=60_000)

    def run(self, body: str, argument: Any = None) -> Any:
        """Run code in the page with its own modules at hand."""
        return self.page.evaluate(f"async (argument) => {{ {BEGIN} {body} }}", argument)

    def waiting(self) -> int:
        """How much the device has not sent, as its database says."""
        return int(self.run("await app.keeper.flush(); return (await app.queue.all()).length;"))

    def send(self) -> None:
        """Ask for sending now and wait until it is over."""
        self.run("await app.sender.awake();")

    def sent(self) -> None:
        """Wait until nothing waits any more, what was typed last included."""
        wait = "await new Promise((go) => setTimeout(go, 50));"
        left = f"for (let i = 0; i < 1200 && (await app.queue.all()).length; i += 1) {{ {wait} }}"
        self.run(f"await app.keeper.flush(); {left}")
        expect(self.page.locator(".pill small")).to_have_text("Đã gửi hết", timeout=60_000)

    def close(self) -> None:
        """Put it away; nothing may have failed in its pages."""
        with suppress(PlaywrightError):
            self.context.close()
        assert self.errors == []
