"""What goes wrong on the way: somebody leaves, a visit is held, two conclude at once, a bad file."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from lotrinh.office.inspections.models import Inspection
from tests.journeys import chain_after as after
from tests.journeys import chain_before as before
from tests.journeys.chain_cast import (
    Cast,
    Person,
    cast,
    clock,
    only_inspection,
    person,
    scan,
    shoot,
    shoot_here,
)
from tests.office.followup import orders
from tests.office.inspections import factories as make

__all__ = ["cast", "clock"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def under_way(cast: Cast) -> Inspection:
    """An inspection that has begun, with the cast in its seats."""
    cast.clock.turn(make.DAY)
    return make.make_inspection(
        "under_way", head=cast.head.account, secretary=cast.secretary.account, member=cast.member.account
    )


def step(who: Person, inspection: Inspection, title: str, **said: str) -> None:
    """A verb of “also possible”, in the drawer."""
    who.go(f"/inspections/{inspection.uid}/")
    who.main(".othersteps, .nextstep").get_by_role("link", name=title).first.click()
    drawer = who.page.locator("#drawer")
    for name, text in said.items():
        drawer.locator(f'[name="{name}"]').fill(text)
    drawer.get_by_role("button", name=title).click()
    who.sees(f"Đã xong: {title}")


def test_a_member_leaves_in_the_middle_and_another_goes_on(cast: Cast, open_page: Any) -> None:
    inspection = under_way(cast)
    joins = person(open_page, "inspector", "Hoàng Thị Thay")
    record = f"/inspections/{inspection.uid}/record/"
    assert cast.member.go(record).status == 200
    assert joins.go(record).status == 404
    planner = cast.planner
    planner.go(f"/inspections/{inspection.uid}/team/")
    planner.main("#c-leaves").select_option(label="Phạm Đức Long – Thành viên")
    planner.main("#c-account").select_option(str(joins.account.pk))
    planner.main("#c-body").select_option(make.OTHER_BODY)
    planner.submit("Thay người trong đoàn")
    planner.sees("Hãy ghi lý do.")
    expect(planner.main("#c-body")).to_have_value(make.OTHER_BODY)
    planner.excuse(422)
    planner.main("#c-reason").fill("Điều động công tác")
    planner.main("#c-nomination").fill("88/STP-VP ngày 17/8/2020")
    planner.submit("Thay người trong đoàn")
    planner.sees("Đã lưu đoàn.")
    planner.sees("Phạm Đức Long, Thành viên")
    shoot(planner, "team-changed")
    assert cast.member.go(record).status == 404 and cast.member.waiting() == []
    assert joins.go(record).status == 200 and joins.bell() == 1
    joins.excuse(404)


def test_paused_and_resumed_postponed_and_planned_anew_stopped(cast: Cast) -> None:
    inspection, planner = under_way(cast), cast.planner
    step(planner, inspection, "Tạm dừng", reason="Đơn vị họp đột xuất với Thành phố", until="2020-08-20")
    planner.sees("Đơn vị họp đột xuất với Thành phố")
    shoot(planner, "inspection-paused")
    assert "chain: Cho tiếp tục hoặc đình chỉ" in planner.waiting()
    cast.head.go(f"/inspections/{inspection.uid}/record/")
    cast.head.sees("Tạm dừng")
    expect(cast.head.main(".ask fieldset[disabled]")).to_have_count(1)
    step(planner, inspection, "Tiếp tục")
    cast.head.page.reload()
    expect(cast.head.main(".ask fieldset[disabled]")).to_have_count(0)
    step(planner, inspection, "Đình chỉ", reason="Chuyển thanh tra theo chỉ đạo")
    planner.sees("Chuyển thanh tra theo chỉ đạo")
    assert only_inspection(pk=inspection.pk).state == "stopped"
    later = make.make_inspection(
        "announced", unit=make.make_unit("hn.d041", "Sở Nội dung"), start=date(2020, 9, 3)
    )
    step(planner, later, "Hoãn", reason="Bão số 5", until="2020-09-10")
    assert "chain: Xếp lại lịch" in planner.waiting()
    planner.go(f"/plans/{make.PLAN}/roadmaps/")
    planner.sees("Bão số 5")
    planner.sees("Sở Nội dung")
    shoot(planner, "roadmaps-asked")


def test_two_leaders_conclude_at_once_and_the_second_is_told(cast: Cast, open_page: Any) -> None:
    inspection = make.make_inspection("reported", head=cast.head.account)
    cast.clock.turn(orders.CONCLUDED.date())
    after.draft_conclusion(cast.planner, inspection, [("Niêm yết đủ thủ tục hành chính", "2020-10-15")])
    before.register(cast.clerk, "TB-SNV", "Nguyễn Đình Giám")
    other = person(open_page, "leader", "Đinh Văn Phó")
    for who in (cast.leader, other):
        who.go(f"/inspections/{inspection.uid}/conclude/")
    cast.leader.submit("Ban hành kết luận")
    cast.leader.page.wait_for_url("**/corrections/**")
    other.submit("Ban hành kết luận")
    other.main(".error-summary").wait_for()
    shoot_here(other, "conclude-second")
    said = other.main(".error-summary").inner_text()
    assert "kết luận" in said.lower() and len(said) < 400, said
    assert after.correction(inspection, 1).state == "assigned"
    other.excuse(409)
    other.excuse(422)


def word_with_macros() -> dict[str, Any]:
    """A document of Word that carries a macro."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
        archive.writestr(
            "[Content_Types].xml",
            f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        )
        archive.writestr("word/document.xml", "<w:document/>")
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0macro")
    kind = "application/vnd.ms-word.document.macroEnabled.12"
    return {"name": "báo cáo/thật.docm", "mimeType": kind, "buffer": out.getvalue()}


EMPTY = {"name": "rong.pdf", "mimeType": "application/pdf", "buffer": b""}


def test_bad_files_are_refused_in_words_and_nothing_typed_is_lost(cast: Cast) -> None:
    correction = orders.concluded()[0]
    cast.clock.turn(date(2020, 9, 21))
    unit = cast.unit
    after.act(
        unit, correction, "report_done", [word_with_macros()], text="Đã niêm yết đủ.", about_on="2020-09-18"
    )
    form = unit.main('form[action$="/report_done/"]')
    unit.sees("có macro hoặc điều khiển tự chạy nên không được nhận")
    shoot_here(unit, "refused-macro")
    expect(form.locator('[name="text"]')).to_have_value("Đã niêm yết đủ.")
    expect(form.locator('[name="about_on"]')).to_have_value("2020-09-18")
    form.locator('[name="evidence"]').set_input_files(EMPTY)  # type: ignore[arg-type]
    expect(form.locator("[data-upload-wrong]")).to_contain_text("rong.pdf không có nội dung")
    expect(form.locator('[name="text"]')).to_have_value("Đã niêm yết đủ.")
    unit.excuse(422)
    for button in form.locator("[data-upload-list] button").all():
        button.click()
    form.locator('[name="evidence"]').set_input_files(scan())  # type: ignore[arg-type]
    form.locator(".form-actions button").click()
    after.done(unit)
    assert orders.fresh(correction).state == "reported"


def test_a_bad_file_at_the_desk_leaves_the_answers_alone(cast: Cast) -> None:
    inspection, who = under_way(cast), cast.member
    for bad, said in ((word_with_macros(), "macro"), (EMPTY, "không có nội dung")):
        who.go(f"/inspections/{inspection.uid}/record/")
        ask = who.main(".ask").first
        ask.locator("[data-note]").fill("ghi chú còn đó")
        expect(ask.locator("[data-said]")).to_contain_text("Đã lưu")
        ask.locator("[data-attach]").click()
        sheet = who.page.locator("#attach")
        sheet.locator("#attach-file").set_input_files(bad)  # type: ignore[arg-type]
        sheet.locator("#attach-caption").fill("Báo cáo của đơn vị")
        sheet.get_by_role("button", name="Đính kèm").click()
        expect(sheet.locator("[data-attach-said]")).to_contain_text(said)
        shoot_here(who, f"refused-desk-{'macro' if bad is not EMPTY else 'empty'}")
        expect(sheet.locator("#attach-caption")).to_have_value("Báo cáo của đơn vị")
    who.excuse(422)
    who.page.reload()
    expect(who.main(".ask").first.locator("[data-note]")).to_have_value("ghi chú còn đó")
