"""Real Chromium on a live server: pages by role and width, axe-core, a console without complaints."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

# Playwright keeps an event loop in this thread; Django would refuse its database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
GRAVE = {"serious", "critical"}


@pytest.fixture(scope="session", autouse=True)
def database_first(django_db_setup: None) -> None:
    """The live server asks once which database there is; it must be the tests' own by then."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; Playwright's own is never downloaded."""
    path = shutil.which("chromium")
    assert path, "Chromium is missing; as root: apt-get install chromium"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def open_page(
    browser: Browser, live_server: Any, make_account: Callable[..., Any]
) -> Iterator[Callable[..., Page]]:
    """``open_page("planner", width=390, language="en")``: a page of that role (or account, or stranger).

    ``page.goto("/units/")`` is relative to the live server. At the end every complaint of the console fails.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(who: Any = None, *, width: int = 1440, height: int = 900, language: str = "vi") -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": height}, locale="vi-VN"
        )
        contexts.append(context)
        cookies = [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url}]
        if who is not None:
            account = make_account(who) if isinstance(who, str) else who
            cookies.append(
                {"name": settings.SESSION_COOKIE_NAME, "value": session(account), "url": live_server.url}
            )
        context.add_cookies(cookies)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.complaints = complaints  # type: ignore[attr-defined]
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


def session(account: Any) -> str:
    """The key of a session in which this account is signed in."""
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.save()
    return str(store.session_key)


@pytest.fixture
def grave_faults() -> Callable[[Page], list[str]]:
    """Serious and critical faults that axe-core finds on a page."""

    def run(page: Page) -> list[str]:
        found = Axe().run(page, options=RULES).response["violations"]
        return [
            f"{v['id']}: {node['html'][:160]}" for v in found if v["impact"] in GRAVE for node in v["nodes"]
        ]

    return run


@pytest.fixture
def overflow() -> Callable[[Page], int]:
    """Pixels by which a page is wider than the screen."""

    def measure(page: Page) -> int:
        root = "document.documentElement"
        return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))

    return measure
