"""Steps after the minutes: team report, conclusion, corrections, the end and the file."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from lotrinh.office.followup.models import Correction
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.inspections.papers.archive import check_archive
from lotrinh.office.platform import audit
from tests.journeys.chain_cast import Person, only_inspection, photograph, scan, shoot


def write_team_report(head: Person, inspection: Inspection) -> None:
    """Drafted from the records; the head reads it and makes the paper."""
    head.do_waiting("Trình báo cáo của đoàn")
    head.main("table.papers tr").filter(has_text="Báo cáo").get_by_role("link", name="Soạn").click()
    shoot(head, "team-report")
    head.page.locator("[data-make-paper] button").click()
    head.sees("Đã lập dự thảo")


def submit_team_report(head: Person, inspection: Inspection) -> None:
    """To whoever concludes."""
    head.do_waiting("Trình báo cáo của đoàn")
    head.submit("Trình báo cáo")
    head.sees("Đã trình báo cáo.")


def draft_conclusion(planner: Person, inspection: Inspection, items: list[tuple[str, str]]) -> None:
    """The items are set by hand; the rest comes from the records and the report of the team."""
    planner.do_waiting("Soạn thông báo kết luận")
    planner.main("table.papers tr").filter(has_text="kết luận").get_by_role("link", name="Soạn").click()
    part = planner.main('[data-part="items"]')
    while part.locator("[data-row]").count() < len(items):
        part.get_by_role("button", name="Thêm dòng").click()
    for number, (task, due) in enumerate(items):
        row = part.locator("[data-row]").nth(number)
        row.locator('[data-cell="task"]').fill(task)
        row.locator('[data-cell="due_on"]').fill(due)
    expect(part.locator("[data-said]")).to_have_text("Đã lưu")
    shoot(planner, "conclusion-draft")
    planner.page.locator("[data-make-paper] button").click()
    planner.sees("Đã lập dự thảo")


def issue(leader: Person, inspection: Inspection) -> None:
    """What will happen is read first."""
    leader.do_waiting("Ban hành kết luận")
    leader.sees("Thông báo kết luận đã ký")
    shoot(leader, "conclude")
    leader.submit("Ban hành kết luận")
    assert only_inspection(pk=inspection.pk).state == "concluded"


def correction(inspection: Inspection, number: int) -> Correction:
    """The corrective action of an item, as it stands."""
    rows = Correction.objects.for_actions().select_related("unit", "item")
    return rows.get(inspection=inspection, item__number=number)


def act(
    who: Person, row: Correction, verb: str, files: list[dict[str, Any]] | None = None, **said: str
) -> None:
    """A verb on the page of a corrective action."""
    who.go(f"/corrections/{row.uid}/")
    form = who.main(f'form[action$="/{verb}/"]')
    if not form.is_visible():
        who.main(f"#verb-{verb} > summary").click()
    for name, text in said.items():
        control = form.locator(f'[name="{name}"]')
        if control.first.get_attribute("type") == "radio":
            form.locator(f'[name="{name}"][value="{text}"]').check()
        else:
            control.fill(text)
    if files:
        form.locator('[name="evidence"]').set_input_files(files)  # type: ignore[arg-type]
    form.locator(".form-actions button").click()


def done(who: Person) -> None:
    """It is said that it is done."""
    who.sees("Đã thực hiện:")


def correct_all(unit: Person, inspector: Person, planner: Person, inspection: Inspection) -> None:
    """Plan, extension, done, sent back, done again, verified; the second item at once."""
    first, second = correction(inspection, 1), correction(inspection, 2)
    unit.do_waiting("Nộp kế hoạch khắc phục")
    shoot(unit, "correction-unit")
    act(unit, first, "plan_correction", text="Phòng Pháp chế soạn, trình trước 20/9/2020.")
    done(unit)
    act(unit, second, "ask_extension", until="2020-11-12", reason="Chờ Sở Tài chính thẩm định kinh phí.")
    done(unit)
    assert sorted(unit.waiting()) == [
        "corrections: Khắc phục và báo cáo",
        "corrections: Nộp kế hoạch khắc phục",
    ]
    assert planner.waiting() == ["extensions: Quyết định gia hạn: đến 12/11/2020 thay vì 30/10/2020"]
    planner.do_waiting("Quyết định gia hạn")
    shoot(planner, "correction-office")
    act(planner, second, "decide_extension", granted="yes", until="2020-11-12", words="Đồng ý.")
    done(planner)
    assert planner.waiting() == []
    for row in (first, second):
        act(unit, row, "report_done", [photograph(f"muc-{row.item.number}.jpg", "#7a3b5a")],
            text="Đã ban hành đủ văn bản.", about_on="2020-09-18")  # fmt: skip
        done(unit)
    assert unit.waiting() == []
    verify = "verify: Xem minh chứng, xác nhận hoặc trả lại"
    assert inspector.waiting() == planner.waiting() == [verify, verify]
    inspector.do_waiting("Xem minh chứng")
    shoot(inspector, "correction-verify")
    act(inspector, first, "send_back_correction", reason="Ảnh chưa đọc được số văn bản; gửi bản quét.")
    done(inspector)
    assert unit.waiting() == ["corrections: Làm tiếp phần bị trả lại"]
    act(unit, first, "report_done", [scan("cv-1520.pdf", 2)], text="Gửi bản quét.", about_on="2020-09-18")
    done(unit)
    for row in (first, second):
        act(inspector, row, "verify_correction", text="Đã xem văn bản.", effect="9/9 văn bản, trước 7/9.")
        done(inspector)
    assert inspector.waiting() == unit.waiting() == []


def close(planner: Person, inspection: Inspection) -> None:
    """From the line of today."""
    assert planner.waiting() == ["chain: Kết thúc cuộc kiểm tra"]
    planner.do_waiting("Kết thúc cuộc kiểm tra")
    shoot(planner, "corrections-of")
    planner.submit("Kết thúc cuộc kiểm tra")
    planner.sees("Cuộc kiểm tra đã kết thúc.")
    assert planner.waiting() == []


def check_papers(planner: Person, inspection: Inspection, symbols: list[str]) -> None:
    """Every paper is listed signed, with a number of its series."""
    planner.go(f"/inspections/{inspection.uid}/papers/")
    shoot(planner, "papers")
    lines = planner.main("table.papers").first.locator("tbody tr")
    numbers = [line.locator("td").nth(2).inner_text().split("\n")[0] for line in lines.all()]
    signed = [number for number in numbers if number != "–"]
    assert [re.sub(r"^\d+/", "", number) for number in signed] == symbols
    assert all(re.match(r"\d\d/", number) for number in signed), signed


def take_file(planner: Person, inspection: Inspection) -> None:
    """The file of the inspection holds what its index says."""
    planner.go(f"/inspections/{inspection.uid}/papers/")
    with planner.page.expect_download() as coming:
        planner.page.get_by_role("link", name="Tải hồ sơ cuộc kiểm tra").click()
    data = coming.value.path().read_bytes()
    assert check_archive(data) == []
    assert len(data) > 20_000


def check_audit(least: int = 40) -> None:
    """Nothing is missing in the trail, and nothing was changed in it."""
    found = audit.verify()
    assert found.entries > least and found.broken == ()
