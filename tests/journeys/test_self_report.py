"""The self-report in a real browser: saved as it is typed, kept without a network, two people at one item."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from lotrinh.office.inspections.actions.announce_visit import announce_visit
from lotrinh.office.inspections.actions.hand_in_self_report import hand_in_self_report
from lotrinh.office.inspections.actions.take_questions import take_questions
from lotrinh.office.inspections.actions.write_self_report import save_item
from lotrinh.office.inspections.models import Inspection, SelfReport, SelfReportItem
from lotrinh.office.inspections.outlines import outline_of_kind
from tests.office.inspections import factories as make
from tests.office.inspections.test_self_report import value_for

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ITEM = "#item-direction-summary"
Opening = Callable[..., Page]


@pytest.fixture
def announced(db: None) -> Inspection:
    inspection = make.make_inspection("team_set", unit=make.make_unit(name="Sở Xây dựng"))
    return announce_visit(make.make_account("planner"), inspection, at=make.NOW)


def address(inspection: Inspection) -> str:
    return f"/inspections/{inspection.uid}/self-report/"


def stored(inspection: Inspection) -> Any:
    rows = SelfReportItem.objects.filter(report__inspection=inspection, key="direction-summary")
    return rows.values_list("value", flat=True).first()


def test_what_is_typed_is_saved_and_survives_a_day_without_network(
    open_page: Opening, announced: Inspection
) -> None:
    page = open_page(make.make_account("inspected_unit"))
    page.goto(address(announced))
    item = page.locator(ITEM)
    item.locator("textarea").fill("Đã ban hành kế hoạch")
    expect(item.locator("[data-state]")).to_contain_text("đã lưu", timeout=8000)
    assert stored(announced) == "Đã ban hành kế hoạch"
    page.context.set_offline(True)
    item.locator("textarea").fill("Viết lúc mất mạng")
    expect(item.locator("[data-state]")).to_contain_text("giữ trên máy này", timeout=8000)
    page.close()
    page.context.set_offline(False)
    page.complaints.clear()  # type: ignore[attr-defined]  # the browser itself complains of the lost network
    again = page.context.new_page()
    again.goto(address(announced))
    expect(again.locator(f"{ITEM} textarea")).to_have_value("Viết lúc mất mạng")
    expect(again.locator(f"{ITEM} [data-state]")).to_contain_text("đã lưu", timeout=8000)
    assert stored(announced) == "Viết lúc mất mạng"


def test_two_people_at_one_item_see_both_and_one_decides(open_page: Opening, announced: Inspection) -> None:
    first, second = open_page(make.make_account("inspected_unit")), open_page(make.make_account("unit_head"))
    for page in (first, second):
        page.goto(address(announced))
    first.locator(f"{ITEM} textarea").fill("Bản thứ nhất")
    expect(first.locator(f"{ITEM} [data-state]")).to_contain_text("đã lưu", timeout=8000)
    second.locator(f"{ITEM} textarea").fill("Bản thứ hai")
    both = second.locator(f"{ITEM} [data-both-box]")
    expect(both).to_contain_text("Bản thứ nhất", timeout=8000)
    expect(both).to_contain_text("Bản thứ hai")
    assert stored(announced) == "Bản thứ nhất", "nobody is overwritten in silence"
    second.complaints.clear()  # type: ignore[attr-defined]  # 409 is told in the console
    second.get_by_role("button", name="Giữ bản của tôi").click()
    expect(second.locator(f"{ITEM} [data-state]")).to_contain_text("đã lưu", timeout=8000)
    assert stored(announced) == "Bản thứ hai"


def test_locked_while_somebody_types_the_text_stays_and_it_is_said(
    open_page: Opening, announced: Inspection
) -> None:
    person, head = make.make_account("inspected_unit"), make.make_account("unit_head")
    page = open_page(person)
    page.goto(address(announced))
    report = SelfReport.objects.for_actions().get(inspection=announced)
    for question in outline_of_kind("department").questions():
        if question.required:
            save_item(head, report, question.key, value_for(question), 0, at=make.NOW)
    hand_in_self_report(head, report, at=make.NOW)
    page.locator("#item-communication textarea").fill("Chưa kịp lưu")
    expect(page.locator("#item-communication [data-state]")).to_contain_text("đã khóa", timeout=8000)
    expect(page.locator("#item-communication textarea")).to_have_value("Chưa kịp lưu")
    page.complaints.clear()  # type: ignore[attr-defined]  # 403 is told in the console


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("role", ["planner", "inspected_unit"])
def test_pages_of_the_chain_fit_the_screen_and_everybody_can_use_them(
    open_page: Opening,
    announced: Inspection,
    grave_faults: Callable[[Page], list[str]],
    overflow: Callable[[Page], int],
    role: str,
    width: int,
) -> None:
    person = make.make_account(role)
    planned = make.make_inspection("planned", unit=make.make_unit("hn.d040"))
    if role == "planner":
        take_questions(person, announced, at=make.NOW)
        make.make_roadmap(announced.plan, [{"unit": make.make_unit("hn.d041")}], [make.team()])
    own = f"/inspections/{announced.uid}/"
    pages = ["/inspections/", own, f"{own}team/", address(announced)]
    if role == "planner":
        pages += [
            f"{own}questions/", f"{own}steps/postpone/", f"/inspections/{planned.uid}/team/",
            f"/inspections/open/{make.PLAN}/", f"/inspections/limits/{make.PLAN}/",
        ]  # fmt: skip
    page = open_page(person, width=width)
    for each in pages:
        page.goto(each)
        assert grave_faults(page) == [], each
        assert overflow(page) <= 0, each
