"""The people of the chain in their browsers, a clock that the tests turn, and what waits for whom."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pypdf
import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, Response, expect

from lotrinh.office.inspections.models import Inspection
from tests.office.inspections import factories as make

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
PICTURES = os.environ.get("LOTRINH_PICTURES", "")
PATIENCE = 15_000
SIZES = ((1440, 900), (1024, 768), (390, 844))
UNIT = "Sở Xây dựng"


class Clock:
    """What the product takes for now; it runs from where it was set last."""

    def __init__(self) -> None:
        self._real = timezone.now
        self._set, self._since = datetime.now(HANOI), self._real()

    def turn(self, day: date, hour: int = 9) -> None:
        """It is that hour of that day in Hà Nội."""
        self._set, self._since = datetime.combine(day, time(hour), tzinfo=HANOI), self._real()

    def now(self) -> datetime:
        """The moment."""
        return (self._set + (self._real() - self._since)).astimezone(ZoneInfo("UTC"))

    @property
    def today(self) -> date:
        """The day in Hà Nội."""
        return self.now().astimezone(HANOI).date()


def scan(text: str = "ban-ky.pdf", pages: int = 1) -> dict[str, Any]:
    """A small PDF as a scanner makes it, as Playwright takes a file."""
    writer = pypdf.PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Title": text})
    out = io.BytesIO()
    writer.write(out)
    return {"name": text, "mimeType": "application/pdf", "buffer": out.getvalue()}


def photograph(name: str = "anh.jpg", color: str = "#3b6ea5") -> dict[str, Any]:
    """A small photograph."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (320, 240), color).save(out, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}


@dataclass
class Person:
    """An account in a browser of its own; dialogs are answered with yes."""

    account: Any
    page: Page
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.set_default_navigation_timeout(3 * PATIENCE)

        def yes(dialog: Any) -> None:
            self.asked.append(dialog.message)
            dialog.accept()

        self.page.on("dialog", yes)

    def go(self, address: str) -> Response:
        """Open an address; the answer."""
        answer = self.page.goto(address)
        assert answer is not None and "/sign-in/" not in self.page.url
        return answer

    def click(self, name: str, *, within: str = "main", exact: bool = True) -> None:
        """Press a button of this name and wait for what comes."""
        self.page.locator(within).get_by_role("button", name=name, exact=exact).first.click()
        self.page.wait_for_load_state("load")

    def submit(self, name: str) -> None:
        """Press a button that leads to another page, and wait until it is there."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str, *, within: str = "main", exact: bool = True) -> None:
        """Follow a link of this name."""
        self.page.locator(within).get_by_role("link", name=name, exact=exact).first.click()
        self.page.wait_for_load_state("load")

    def sees(self, text: str | re.Pattern[str]) -> None:
        """The words stand on the page."""
        expect(self.page.locator("main").get_by_text(text).first).to_be_visible(timeout=PATIENCE)

    def excuse(self, status: int) -> None:
        """A refusal that the journey wanted stands in the console as well; it is no complaint."""
        complaints = self.page.complaints  # type: ignore[attr-defined]
        complaints[:] = [line for line in complaints if f"status of {status}" not in line]

    def text(self) -> str:
        """Everything that the page says, also what lies outside its content."""
        return self.page.locator("body").inner_text()

    def main(self, selector: str) -> Locator:
        """A part of the page's content."""
        return self.page.locator("main").locator(selector)

    def waiting(self) -> list[str]:
        """The lines of the work of today but for messages: 'section: what'."""
        self.go("/work/")
        sections = self.page.locator(".work-section")
        return [
            f"{section.get_attribute('id').removeprefix('work-')}: {line.inner_text()}"  # type: ignore[union-attr]
            for section in sections.all()
            for line in section.locator(".workline-what").all()
            if section.get_attribute("id") != "work-messages"
        ]

    def do_waiting(self, what: str) -> None:
        """Follow a line of the work of today, as people begin."""
        self.go("/work/")
        self.page.locator(".workline-what", has_text=what).first.click()
        self.page.wait_for_load_state("load")

    def bell(self) -> int:
        """How many messages the bell counts."""
        self.go("/work/")
        count = self.page.locator(".bell-count")
        return int(count.inner_text()) if count.count() else 0

    def read_everything(self) -> list[str]:
        """The subjects of the unread messages; afterwards the bell is silent."""
        self.go("/messages/")
        subjects = [one.inner_text() for one in self.main("tbody td.main strong").all()]
        self.submit("Đánh dấu tất cả đã đọc")
        assert self.bell() == 0
        return subjects


@dataclass
class Cast:
    """Who plays."""

    planner: Person
    clerk: Person
    leader: Person
    head: Person
    secretary: Person
    member: Person
    unit: Person
    clock: Clock


Opening = Callable[..., Page]


def person(open_page: Opening, role: str, name: str, **values: Any) -> Person:
    """A new account in a new browser."""
    account = make.make_account(role, name, **values)
    return Person(account, open_page(account))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Clock:
    """The product's own clock, in August 2020; nobody is signed out when it is turned by weeks."""
    settings.SESSION_COOKIE_AGE = 400 * 24 * 3600
    clock = Clock()
    clock.turn(date(2020, 8, 3))
    monkeypatch.setattr(timezone, "now", clock.now)
    return clock


@pytest.fixture
def cast(db: None, clock: Clock, open_page: Opening) -> Cast:
    """Seven people of an inspection of the department of construction."""
    make.make_unit(name=UNIT)
    make.make_unit(make.OFFICE_BODY, "Sở Nội vụ")
    make.make_unit(make.OTHER_BODY, "Sở Tư pháp")
    return Cast(
        planner=person(open_page, "planner", "Nguyễn Thị Kế Hoạch"),
        clerk=person(open_page, "clerk", "Lý Văn Thư"),
        leader=person(open_page, "leader", "Vũ Đức Lãnh"),
        head=person(open_page, "inspector", "Trần Thị Hòa"),
        secretary=person(open_page, "inspector", "Đỗ Thu Hằng"),
        member=person(open_page, "inspector", "Phạm Đức Long"),
        unit=person(open_page, "inspected_unit", "Bùi Văn Xây"),
        clock=clock,
    )


TEAM = ("Trần Thị Hòa", "Đỗ Thu Hằng", "Phạm Đức Long")


def roadmap(*visits: dict[str, Any]) -> None:
    """An adopted roadmap of one team."""
    make.make_roadmap(make.make_plan(), list(visits), [make.team("doan-1", *TEAM)])


def only_inspection(**wanted: Any) -> Inspection:
    """The one inspection like that, as it stands now."""
    return Inspection.objects.for_actions().select_related("unit", "plan").get(**wanted)


def shoot(who: Person, name: str) -> None:
    """Pictures of the address in both languages and three widths, where somebody asked for them.

    In a tab of its own: what is typed on the page stays as it is.
    """
    if not PICTURES:
        return
    context, tab = who.page.context, who.page.context.new_page()
    kept = next(c for c in context.cookies() if c["name"] == "lotrinh_language")
    for language in ("vi", "en"):
        context.add_cookies([{**kept, "value": language}])  # type: ignore[list-item]
        tab.goto(who.page.url)
        for width, height in SIZES:
            tab.set_viewport_size({"width": width, "height": height})
            tab.wait_for_load_state("networkidle")
            tab.screenshot(path=str(Path(PICTURES) / f"{name}-{language}-{width}.png"), full_page=True)
    context.add_cookies([kept])  # type: ignore[list-item]
    tab.close()


def shoot_here(who: Person, name: str) -> None:
    """A picture of the page as it is now, where somebody asked for them."""
    if PICTURES:
        who.page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
