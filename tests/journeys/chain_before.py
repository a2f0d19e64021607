"""Steps before the visit, each as its people take it on their screens."""

from __future__ import annotations

from datetime import date
from typing import Any

from playwright.sync_api import Locator, expect

from lotrinh.office.inspections.models import Inspection
from tests.journeys.chain_cast import Cast, Person, only_inspection, photograph, scan, shoot, shoot_here
from tests.office.inspections import factories as make

SEEN = date(2020, 8, 10)


def open_from_roadmap(planner: Person, count: int) -> None:
    """The work of today says how many visits wait; they become inspections."""
    assert planner.waiting() == [f"open: Mở cuộc kiểm tra từ lộ trình: {count}"]
    planner.do_waiting("Mở cuộc kiểm tra từ lộ trình")
    shoot(planner, "opening")
    planner.click(f"Mở {count} cuộc kiểm tra")
    planner.sees(f"Đã mở {count} cuộc kiểm tra")


def set_up_team(cast: Cast, inspection: Inspection) -> None:
    """First without the papers of nomination, which is refused and loses nothing; then with them."""
    planner, people = cast.planner, [cast.head, cast.secretary, cast.member]
    planner.go(f"/inspections/{inspection.uid}/team/")
    for number, who in enumerate(people):
        planner.main(f'[name="account-{number}"]').select_option(str(who.account.pk))
        planner.main(f'[name="office-{number}"]').fill(
            ("Phó Giám đốc", "Chuyên viên", "Phó Trưởng phòng")[number]
        )
        planner.main(f'[name="nomination-{number}"]').fill("")
    planner.main('[name="body-2"]').select_option(make.OTHER_BODY)
    planner.submit("Lập đoàn")
    planner.sees("Chưa có văn bản cử của cơ quan")
    planner.excuse(422)
    expect(planner.main('[name="office-0"]')).to_have_value("Phó Giám đốc")
    for number in range(3):
        planner.main(f'[name="nomination-{number}"]').fill("1245/SNV-VP ngày 05/8/2020")
    shoot_here(planner, "team-form")
    planner.submit("Lập đoàn")
    planner.sees("Đã lưu đoàn.")
    shoot(planner, "team")


def draft(who: Person, inspection: Inspection, title: str) -> None:
    """Draft a paper from its line on the page of papers."""
    who.go(f"/inspections/{inspection.uid}/papers/")
    paper_line(who, title).get_by_role("button", name="Soạn dự thảo").click()
    who.sees("Đã lập dự thảo")


def paper_line(who: Person, title: str) -> Locator:
    """The line of a paper."""
    return who.main("table.papers tr").filter(has_text=title).first


def register(
    clerk: Person, symbol: str, signer: str, *, title: str = "", file: dict[str, Any] | None = None
) -> str:
    """The clerk finds the draft in the work of today, gives it a number with the scan; the number."""
    what = f"papers: Vào số, ký: {symbol}"
    assert what in clerk.waiting(), clerk.waiting()
    clerk.do_waiting(f"Vào số, ký: {symbol}")
    line = clerk.main("table.papers tr").filter(
        has=clerk.page.get_by_role("link", name="Ký, vào số", exact=True)
    )
    (line.filter(has_text=title) if title else line).first.get_by_role(
        "link", name="Ký, vào số", exact=True
    ).click()
    clerk.main('[name="signer_name"]').fill(signer)
    clerk.main('[name="copy"]').set_input_files(file or scan())
    expect(clerk.main("[data-upload-status]").first).to_contain_text("Đã chọn 1 tệp")
    clerk.click("Vào số")
    clerk.sees("Đã vào số")
    number = clerk.main(".paperfacts dd").first.inner_text()
    clerk.sees("Đã ký và nguyên vẹn")
    assert what not in clerk.waiting()
    return number


def announce(planner: Person, inspection: Inspection) -> None:
    """In the drawer of the next step."""
    planner.do_waiting("Thông báo lịch kiểm tra")
    shoot(planner, "inspection-team-set")
    planner.main(".nextstep").get_by_role("link").click()
    planner.page.locator("#drawer").get_by_role("button", name="Thông báo lịch kiểm tra").click()
    planner.sees("Đã xong: Thông báo lịch kiểm tra")


def write_self_report(unit: Person, inspection: Inspection) -> None:
    """Handed in too early it tells what is missing; then every required item is written where it stands."""
    unit.do_waiting("Ghi và nộp báo cáo tự kiểm tra")
    shoot(unit, "self-report")
    unit.submit("Nộp báo cáo")
    unit.sees("mục bắt buộc chưa ghi; hãy ghi")
    unit.excuse(422)
    items = unit.main("[data-item]")
    for number in range(items.count()):
        item = items.nth(number)
        if item.locator("legend .req").count():
            fill_item(item)
    evidence = unit.main("#item-direction-summary")
    evidence.get_by_text("Minh chứng (").click()
    evidence.locator("[data-file-input]").set_input_files(photograph("ke-hoach.jpg"))
    evidence.locator("[data-about]").fill("2020-01-15")
    evidence.locator("[data-caption]").fill("Kế hoạch cải cách hành chính năm 2020")
    evidence.locator("[data-upload]").click()
    expect(evidence.locator("[data-files] li")).to_have_count(1)
    expect(unit.page.locator("[data-whole-state]")).to_have_text("", timeout=20_000)
    unit.submit("Nộp báo cáo")
    unit.sees("Đã nộp")


def fill_item(item: Locator) -> None:
    """A right value of the item's kind."""
    kind = item.get_attribute("data-kind")
    if kind == "table":
        item.locator("[data-add-row]").click()
        for cell in item.locator("tbody [data-line]").first.locator("[data-cell]").all():
            fill_cell(cell)
    elif kind == "share":
        item.locator("[data-count]").fill("31")
        item.locator("[data-of]").fill("38")
    elif kind in ("text", "number", "date"):
        words = {"text": "Sở có 12 phòng, đã phân công một Phó Giám đốc phụ trách.", "number": "124"}
        item.locator("[data-value]").fill(words.get(kind, "2020-01-15"))
    else:
        item.locator("[data-value]").select_option(index=1)


def fill_cell(cell: Locator) -> None:
    """A right value of a column's kind."""
    tag = cell.evaluate(
        "e => e.tagName + (e.type === 'date' ? 'd' : '') + ('number' in e.dataset ? 'n' : '')"
    )
    if tag == "SELECT":
        cell.select_option(index=1)
    else:
        cell.fill({"INPUTd": "2020-03-02", "INPUTn": "5"}.get(tag, "Kế hoạch số 12/KH-SXD"))


def prepare(inspector: Person, inspection: Inspection) -> None:
    """Take over the checklist, add a question, take one out, put it back, declare them ready."""
    inspector.do_waiting("Chuẩn bị câu hỏi")
    inspector.submit("Lấy bảng kiểm tra")
    inspector.sees("Số câu hỏi mới")
    inspector.main("#q-text").fill("Bảng niêm yết có đặt ở nơi dễ thấy không?")
    inspector.main("#q-kind").select_option("yes_no")
    inspector.submit("Thêm")
    inspector.sees("Đã thêm câu hỏi.")
    inspector.main(".questionlist li button").first.click()
    inspector.sees("Đã bỏ ra")
    inspector.page.locator("main details summary").first.click()
    inspector.click("Đưa lại")
    shoot(inspector, "questions")
    inspector.submit("Câu hỏi đã sẵn sàng")
    assert only_inspection(pk=inspection.pk).state == "prepared"
