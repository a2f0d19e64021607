"""Steps of the visit and of its minutes, as the team takes them at the desk."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from lotrinh.office.inspections.models import Answer, Finding, Inspection
from tests.journeys.chain_cast import Person, only_inspection, photograph, scan, shoot

SAVED = re.compile("Đã lưu")


def begin(head: Person, inspection: Inspection) -> None:
    """From the line of today to the desk, and begun there."""
    head.do_waiting("Kiểm tra hôm nay")
    shoot(head, "record-before")
    head.submit("Bắt đầu kiểm tra")
    assert only_inspection(pk=inspection.pk).state == "under_way"
    assert any("Bắt đầu kiểm tra" in question for question in head.asked)


def ask_of(who: Person, kind: str, number: int = 0) -> Locator:
    """A question of that kind on the desk, of those that the checklist brought."""
    return who.main(f'.ask[data-kind="{kind}"]:not([data-question^="hand-"])').nth(number)


def saved(article: Locator) -> None:
    """The desk says that it is saved."""
    expect(article.locator("[data-said]")).to_contain_text(SAVED)


def answer_by_keyboard(who: Person) -> str:
    """'no' to the first question of yes and no, with the keys alone; its key."""
    first = ask_of(who, "yes_no")
    first.focus()
    who.page.keyboard.press("2")
    saved(first)
    expect(first.locator(".ask-options input").nth(1)).to_be_checked()
    who.page.keyboard.press("n")
    assert who.page.evaluate("document.activeElement.dataset.question") != first.get_attribute(
        "data-question"
    )
    return first.get_attribute("data-question") or ""


def answer_by_mouse(who: Person) -> None:
    """Yes, a number, a share and a note."""
    yes = ask_of(who, "yes_no", 1)
    yes.locator(".ask-options label").first.click()
    saved(yes)
    number = ask_of(who, "number")
    number.locator("[data-value]").fill("1.204")
    number.locator("[data-note]").fill("theo sổ theo dõi của Văn phòng Sở")
    saved(number)
    share = ask_of(who, "share")
    share.locator("[data-count]").fill("31")
    share.locator("[data-of]").fill("38")
    saved(share)
    expect(share.locator(".ask-share")).to_be_visible()


def draw_dossiers(who: Person, frame: int = 120, count: int = 6) -> None:
    """The system draws; each dossier is recorded in its line."""
    draw = ask_of(who, "draw")
    key = draw.get_attribute("data-question")
    draw.locator("[data-frame]").fill(str(frame))
    draw.locator("[data-n]").fill(str(count))
    with who.page.expect_navigation():
        draw.locator("[data-draw-now]").click()
    draw = who.main(f'[data-question="{key}"]')
    rows = draw.locator("tr[data-slot]")
    expect(rows).to_have_count(count)
    for number in range(count):
        row = rows.nth(number)
        row.locator('[data-part-of="code"]').fill(f"000.00.19.H26-20{number:04d}")
        row.locator('[data-part-of="result"]').select_option("late" if number == 0 else "on_time")
    rows.nth(0).locator('[data-part-of="days_late"]').fill("4")
    saved(draw)
    expect(draw.locator(".ask-share")).to_contain_text(f"{count - 1}/{count}")
    expect(who.page.locator("[data-desk-said]")).to_have_text("")


def attach_to_question(who: Person, key: str) -> None:
    """A photograph with its day, in the sheet of the desk."""
    who.main(f'[data-question="{key}"] [data-attach]').click()
    sheet = who.page.locator("#attach")
    sheet.locator("#attach-file").set_input_files(photograph("bang-niem-yet.jpg"))
    sheet.locator("#attach-caption").fill("Bảng niêm yết tại bộ phận một cửa")
    sheet.locator("#attach-about").fill("2020-08-18")
    sheet.get_by_role("button", name="Đính kèm").click()
    who.sees("Đã lưu tệp.")
    expect(who.main(f'[data-question="{key}"] .pieces li')).to_have_count(1)


def write_suggested_finding(who: Person, key: str) -> None:
    """What the answer suggests is taken over, explained and recorded."""
    who.main(f'[data-question="{key}"] .ask-suggests a').click()
    expect(who.main("#f-kind")).to_have_value("shortcoming")
    assert len(who.main("#f-text").input_value()) > 20
    who.main("#f-count").fill("2")
    who.main("#f-of").fill("9")
    who.main("#f-unit").fill("văn bản")
    who.main(".ask-options label").filter(has_text="Chủ quan").click()
    who.main(".causes label").first.click()
    who.main("#f-responsible").fill("Trưởng phòng Pháp chế")
    who.main("#f-proposal").fill("Ban hành đủ văn bản triển khai nhiệm vụ Thành phố giao")
    shoot(who, "finding-form")
    who.submit("Ghi phát hiện này")
    expect(who.main(".finding-card")).to_have_count(1)


def write_good_model(who: Person, inspection: Inspection) -> None:
    """Free, without a question."""
    who.go(f"/inspections/{inspection.uid}/findings/")
    who.main("#f-kind").select_option("good_model")
    who.main("#f-content").select_option("3")
    who.main("#f-text").fill("Nhắn tin cho người dân trước hạn trả kết quả một ngày")
    who.submit("Ghi phát hiện này")
    expect(who.main(".finding-card")).to_have_count(2)


def attach_to_finding(who: Person, inspection: Inspection) -> None:
    """Two files on the shortcoming: the second the same as the first, which is told."""
    finding = Finding.objects.for_actions().get(inspection=inspection, kind="shortcoming")
    who.go(f"/findings/{finding.uid}/")
    for _turn in range(2):
        who.main("[data-attach-finding]").first.click()
        who.page.locator("#attach-file").set_input_files(scan("so-theo-doi.pdf"))
        who.page.locator("#attach-about").fill("2020-08-14")
        who.page.locator("#attach").get_by_role("button", name="Đính kèm").click()
        who.sees("Đã lưu tệp.")
    shoot(who, "finding")


def record(inspector: Person, inspection: Inspection) -> None:
    """Everything of the visit at the desk."""
    inspector.do_waiting("Ghi tiếp kết quả kiểm tra")
    key = answer_by_keyboard(inspector)
    answer_by_mouse(inspector)
    draw_dossiers(inspector)
    attach_to_question(inspector, key)
    shoot(inspector, "record")
    write_suggested_finding(inspector, key)
    attach_to_finding(inspector, inspection)
    write_good_model(inspector, inspection)
    shoot(inspector, "findings-of")
    taken = Answer.objects.for_actions().filter(inspection=inspection)
    assert taken.filter(question__kind="draw", slot="").count() == 1 and taken.exclude(slot="").count() == 6


def write_part(who: Person, key: str, text: str) -> None:
    """A part of a text is saved as it is typed."""
    part = who.main(f'[data-part="{key}"]')
    part.locator("[data-value]").fill(text)
    expect(part.locator("[data-said]")).to_have_text("Đã lưu")


def write_minutes(secretary: Person, inspection: Inspection, **parts: str) -> None:
    """The parts that the figures do not know."""
    secretary.go(f"/inspections/{inspection.uid}/minutes/")
    written = {
        "unit_people": "Ông Lê Văn Giám, Giám đốc Sở\nBà Trần Thị Phòng, Chánh Văn phòng",
        "requests": "Bổ sung niêm yết thủ tục mới trong ngày", "unit_signer": "Lê Văn Giám",
    }  # fmt: skip
    for key, text in (written | parts).items():
        write_part(secretary, key, text)
    shoot(secretary, "minutes")


def end(head: Person, inspection: Inspection) -> None:
    """At the desk."""
    head.go(f"/inspections/{inspection.uid}/record/")
    head.submit("Kết thúc kiểm tra")
    assert only_inspection(pk=inspection.pk).state == "visited"


def make_paper(who: Person, inspection: Inspection, page: str) -> None:
    """From the text to the paper."""
    who.go(f"/inspections/{inspection.uid}/{page}/")
    who.page.locator("[data-make-paper] button").click()
    who.sees("Đã lập dự thảo")


def sign_minutes(secretary: Person, inspection: Inspection) -> None:
    """From the line of today: the paper is made, read back, signed by both sides, and the scan kept."""
    secretary.do_waiting("Ký biên bản")
    secretary.follow("Soạn")
    secretary.page.locator("[data-make-paper] button").click()
    secretary.sees("Đã lập dự thảo")
    shoot(secretary, "paper-minutes")
    secretary.main("#sign [name=copy]").first.set_input_files(scan("bien-ban.pdf"))
    secretary.main("#sign").get_by_role("button", name="Ký biên bản").click()
    secretary.sees("Biên bản đã ký")
    assert only_inspection(pk=inspection.pk).state == "minuted"
