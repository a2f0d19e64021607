"""The pages of the chain on a telephone: usable by everybody, in one language, reached with the keys."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

import lotrinh.office
from lotrinh.office.inspections.models import Inspection
from tests.journeys.chain_cast import Clock, Person, clock, person
from tests.office.followup import orders
from tests.office.inspections import factories as make
from tests.office.inspections.papers.worked import worked_inspection

__all__ = ["clock"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
COMPONENTS = ("inspections", "followup", "dashboards")
NAMES = "h1, h2, h3, th, label, legend, .tabs a, main .btn, summary"
OF_TEAM = ("", "team/", "self-report/", "questions/", "record/", "findings/", "papers/", "minutes/",
           "team-report/", "conflicts/")  # fmt: skip
OF_OFFICE = ("", "papers/", "conclusion/", "conclude/", "corrections/")
OF_UNIT = ("", "team/", "findings/", "papers/", "corrections/")
Opening = Callable[..., Page]


@cache
def words() -> dict[str, str]:
    """English source → Vietnamese, of the components of the chain; only what has several words."""
    found: dict[str, str] = {}
    for component in COMPONENTS:
        path = Path(lotrinh.office.__path__[0]) / component / "locale/vi/LC_MESSAGES/django.mo"
        with path.open("rb") as file:
            catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        found |= {
            k: v for k, v in catalogue.items() if isinstance(k, str) and " " in k and "%" not in k and k != v
        }
    return found


def texts(page: Page) -> set[str]:
    """What titles, labels, tabs and buttons say."""
    return {re.sub(r"\s+", " ", text).strip(" *:") for text in page.locator(NAMES).all_inner_texts()}


def tab_in_sight(page: Page) -> bool:
    """Whether the tab that is open stands within the screen, where the page has tabs."""
    tab = page.locator(".tabs [aria-current]")
    box = tab.first.bounding_box() if tab.count() else None
    return box is None or (box["x"] >= 0 and box["x"] + box["width"] <= 390)


def faults_of(who: Person, address: str, grave: Any, overflow: Any) -> list[str]:
    """Everything that is wrong with a page: in Vietnamese on a telephone, its words in English as well."""
    answer = who.go(address)
    found = [f"{address}: {answer.status}"] if not answer.ok else []
    found += [f"{address}: {fault}" for fault in grave(who.page)]
    found += [f"{address}: {overflow(who.page)} px too wide"] if overflow(who.page) > 0 else []
    found += [f"{address}: English “{text}”" for text in texts(who.page) & set(words())]
    found += [f"{address}: the open tab is out of sight"] if not tab_in_sight(who.page) else []
    context = who.page.context
    kept = next(c for c in context.cookies() if c["name"] == "lotrinh_language")
    context.add_cookies([{**kept, "value": "en"}])  # type: ignore[list-item]
    who.go(address)
    theirs = {text for text in words().values() if not text.isascii()}
    found += [f"{address}: Vietnamese “{text}”" for text in texts(who.page) & theirs]
    context.add_cookies([kept])  # type: ignore[list-item]
    return found


def inspection_for(who: str, clock: Clock) -> tuple[Inspection, Any, tuple[str, ...]]:
    """An inspection where this person has most to do, his account, the pages."""
    if who == "head":
        clock.turn(make.DAY)
        inspection = worked_inspection()
        return inspection, inspection.seats.get(role="head").account, OF_TEAM
    if who == "leader":
        clock.turn(make.DAY + timedelta(days=9))
        return worked_inspection("reported"), make.make_account("leader"), OF_OFFICE
    clock.turn(orders.CONCLUDED.date())
    return orders.concluded()[0].inspection, make.make_account("inspected_unit"), OF_UNIT


@pytest.mark.parametrize("role", ["head", "leader", "unit"])
def test_every_page_is_usable_on_a_telephone_and_in_one_language(
    role: str, clock: Clock, open_page: Opening, grave_faults: Any, overflow: Any
) -> None:
    inspection, account, parts = inspection_for(role, clock)
    who = Person(account, open_page(account, width=390, height=844))
    addresses = [f"/inspections/{inspection.uid}/{part}" for part in parts]
    addresses += ["/work/", "/week/?week=2020-W34", "/inspections/", "/corrections/", "/overdue/"]
    if role == "leader":
        addresses.append("/meeting/")
    found = [fault for address in addresses for fault in faults_of(who, address, grave_faults, overflow)]
    assert found == [], "\n".join(found)


def reached(page: Page, name: str, most: int = 60) -> bool:
    """Whether the Tab key comes to this button or link from the beginning of the content."""
    page.locator("#content").focus()
    for _turn in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText?.trim()") == name:
            return True
    return False


def test_the_main_button_of_each_step_is_reached_with_the_keys(clock: Clock, open_page: Opening) -> None:
    clock.turn(make.DECIDED)
    planner = person(open_page, "planner", "Nguyễn Thị Kế Hoạch")
    head = make.make_account("inspector", "Trần Thị Hòa")
    unit = person(open_page, "inspected_unit", "Bùi Văn Xây")
    uid = make.make_inspection("team_set", head=head).uid
    planner.go(f"/inspections/{uid}/")
    assert reached(planner.page, "Thông báo lịch kiểm tra")
    planner.page.keyboard.press("Enter")
    planner.page.locator("#drawer").get_by_role("button", name="Thông báo lịch kiểm tra").press("Enter")
    planner.sees("Đã xong: Thông báo lịch kiểm tra")
    unit.do_waiting("Ghi và nộp báo cáo tự kiểm tra")
    assert reached(unit.page, "Nộp báo cáo")
    leader = Person(head, open_page(head))
    prepared = make.make_inspection("prepared", unit=make.make_unit("hn.d040", "Sở Bàn phím"), head=head)
    leader.go(f"/inspections/{prepared.uid}/record/")
    assert reached(leader.page, "Bắt đầu kiểm tra")
    leader.page.keyboard.press("Enter")
    leader.sees("Đang kiểm tra")
    planner.go(f"/inspections/{make.make_inspection('reported', unit=make.make_unit('hn.d041')).uid}/papers/")
    assert reached(planner.page, "Soạn")
