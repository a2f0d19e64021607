"""Texts that are written together, in real Chromium: saved as typed, two writers, the signed paper."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from lotrinh.office.inspections.models import Conflict, Draft, Inspection
from tests.office.inspections.papers.worked import TYPED, worked_inspection

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("LOTRINH_PICTURES", "")


def picture(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for them."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


def account_of(inspection: Inspection, role: str) -> Any:
    return inspection.seats.get(role=role).account


def part(page: Page, key: str) -> Any:
    return page.locator(f'[data-part="{key}"]')


def value_of(inspection: Inspection, key: str) -> Any:
    return Draft.objects.for_actions().get(inspection=inspection, kind="minutes").content.get(key)


def test_minutes_from_typing_to_the_signed_paper(
    open_page: Callable[..., Page], grave_faults: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    inspection = worked_inspection()
    page = open_page(account_of(inspection, "head"))
    page.goto(f"/inspections/{inspection.uid}/minutes/")
    assert grave_faults(page) == []
    for key, text in TYPED.items():
        part(page, key).locator("[data-value]").fill(text)
    expect(part(page, "requests").locator("[data-said]")).to_have_text("Đã lưu")
    expect(part(page, "unit_signer").locator("[data-said]")).to_have_text("Đã lưu")
    assert value_of(inspection, "unit_people") == TYPED["unit_people"]
    picture(page, "minutes-1440")
    page.get_by_role("button", name="Lập bản in").click()
    expect(page.get_by_role("heading", name="Ký biên bản")).to_be_visible()
    assert grave_faults(page) == []
    picture(page, "paper-minutes-1440")
    scan = tmp_path / "ban-ky.jpg"
    Image.new("RGB", (300, 400), "white").save(scan)
    page.locator('#sign input[type="file"]').first.set_input_files(str(scan))
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Ký biên bản").click()
    page.wait_for_load_state("networkidle")
    if page.get_by_label("Đúng là ký vào ngày nghỉ").count():
        page.get_by_label("Đúng là ký vào ngày nghỉ").check()
        page.locator('#sign input[type="file"]').first.set_input_files(str(scan))
        page.get_by_role("button", name="Ký biên bản").click()
    expect(page.get_by_text("Đã ký và nguyên vẹn")).to_be_visible()
    picture(page, "paper-signed-1440")
    page.goto(f"/inspections/{inspection.uid}/papers/")
    assert grave_faults(page) == []
    picture(page, "papers-1440")
    assert Inspection.objects.for_actions().get(pk=inspection.pk).state == "minuted"


def test_two_writers_see_each_others_text_and_decide(open_page: Callable[..., Page]) -> None:
    inspection = worked_inspection()
    address = f"/inspections/{inspection.uid}/minutes/"
    first, second = open_page(account_of(inspection, "head")), open_page(account_of(inspection, "secretary"))
    first.goto(address)
    second.goto(address)
    part(first, "opinions").locator("[data-value]").fill("Đơn vị nhất trí.")
    expect(part(first, "opinions").locator("[data-said]")).to_have_text("Đã lưu")
    part(second, "opinions").locator("[data-value]").fill("Đơn vị đề nghị xem lại mục 2.")
    expect(part(second, "opinions").locator(".clashtext")).to_have_text("Đơn vị nhất trí.")
    assert value_of(inspection, "opinions") == "Đơn vị nhất trí."
    picture(second, "clash-1440")
    part(second, "opinions").get_by_role("button", name="Chọn bản đúng").click()
    expect(part(second, "opinions").locator("form .clashtext, .clash form")).to_be_visible()
    picture(second, "clash-decide-1440")
    part(second, "opinions").get_by_label("Gộp hai bản").fill("Đơn vị nhất trí; đề nghị xem lại mục 2.")
    second.get_by_role("button", name="Lấy bản đã gộp").click()
    expect(part(second, "opinions").locator("[data-value]")).to_have_value(
        "Đơn vị nhất trí; đề nghị xem lại mục 2."
    )
    assert not Conflict.objects.for_actions().filter(resolved_at=None).exists()


def test_what_is_typed_while_the_server_is_away_is_saved_when_it_is_back(
    open_page: Callable[..., Page],
) -> None:
    inspection = worked_inspection()
    page = open_page(account_of(inspection, "head"))
    page.goto(f"/inspections/{inspection.uid}/minutes/")
    away = {"yes": True}
    page.route("**/drafts/**", lambda route: route.abort() if away["yes"] else route.continue_())
    part(page, "requests").locator("[data-value]").fill("Bổ sung niêm yết.")
    expect(page.locator("[data-draft-said]")).to_contain_text("Chưa lưu")
    away["yes"] = False
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(part(page, "requests").locator("[data-said]")).to_have_text("Đã lưu")
    assert value_of(inspection, "requests") == "Bổ sung niêm yết."
    page.complaints.clear()  # type: ignore[attr-defined]


def test_items_of_the_conclusion_are_added_changed_and_taken_from_the_figures(
    open_page: Callable[..., Page], grave_faults: Callable[[Page], list[str]]
) -> None:
    inspection = worked_inspection("reported")
    page = open_page("planner")
    page.goto(f"/inspections/{inspection.uid}/conclusion/")
    assert grave_faults(page) == []
    items = part(page, "items")
    assert items.locator("[data-row]").count() == 2
    items.get_by_role("button", name="Thêm dòng").click()
    items.locator("[data-row]").nth(2).get_by_label("Nhiệm vụ").fill("Bố trí ghế ngồi chờ")
    items.locator("[data-row]").nth(2).get_by_label("Thời hạn").fill("2030-01-15")
    expect(items.locator("[data-said]")).to_have_text("Đã lưu")
    kept = Draft.objects.for_actions().get(inspection=inspection, kind="conclusion").content["items"]
    assert [row["task"] for row in kept][2] == "Bố trí ghế ngồi chờ" and len(kept[0]["findings"]) == 1
    picture(page, "conclusion-1440")
    page.reload()
    part(page, "items").get_by_text("Số liệu hiện đã khác").click()
    part(page, "items").get_by_role("button", name="Lấy lại từ số liệu").click()
    expect(part(page, "items").locator("[data-said]")).to_have_text("Đã lưu")
    assert part(page, "items").locator("[data-row]").count() == 2


def test_the_pages_fit_a_telephone(open_page: Callable[..., Page]) -> None:
    inspection = worked_inspection()
    page = open_page(account_of(inspection, "head"), width=390, height=800)
    for name in ("papers", "minutes", "team-report"):
        page.goto(f"/inspections/{inspection.uid}/{name}/")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, f"{name} is {wide} wide"
        picture(page, f"{name}-390")
