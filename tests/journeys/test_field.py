"""The day on the spot in a real browser: no network, a server that dies, two devices, a full disk."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, expect

from lotrinh.method.checklists import draw as draw_dossiers
from lotrinh.method.checklists import wilson
from lotrinh.office.inspections.models import Answer, AnswerRevision, Command, Conflict, Finding
from lotrinh.office.inspections.pages import field
from tests.journeys.field_day import KINDS, held, make_day, member
from tests.journeys.field_device import SOON, Device
from tests.journeys.field_proxy import breakable
from tests.journeys.field_server import Server

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Devices = Callable[..., Device]
ANSWER_ALL = """
  const { Work } = await import('/static/field/work.js');
  const work = new Work({ uid: argument.uid, db: app.db, queue: app.queue, keeper: app.keeper });
  await work.load();
  for (let i = argument.from || 0; i < argument.count; i += 1) {
    const change = { state: 'answered', value: i % 7 ? 'yes' : 'no', note: i % 5 ? '' : 'Đã xem hồ sơ ' + i };
    work.setAnswer(`them-${String(i).padStart(3, '0')}`, '', change);
  }
  await app.keeper.flush();
"""


@pytest.fixture
def device(browser: Browser, live_server: Any) -> Iterator[Devices]:
    """``device(account)``: a device of its own, signed in."""
    made: list[Device] = []

    def make(account: Any, address: str = "", **values: Any) -> Device:
        made.append(Device(browser, address or live_server.url, account, **values))
        return made[-1]

    yield make
    for one in made:
        one.close()


def answers_of(inspection: Any, **wanted: Any) -> dict[str, Any]:
    """Question and slot → value, as the server holds them."""
    rows = Answer.objects.for_actions().filter(inspection=inspection, **wanted)
    return {f"{key}/{slot}": value for key, slot, value in rows.values_list("question__key", "slot", "value")}


def test_a_day_without_a_network_is_delivered_exactly_once(device: Devices) -> None:
    head = member("Trần Trưởng Đoàn")
    inspection = make_day(more=200, head=head)
    phone = device(head)
    phone.take(inspection)
    phone.offline()
    phone.page.reload()
    phone.open(inspection)
    expect(phone.page.locator(".pill b")).to_have_text("Ngoại tuyến", timeout=SOON)

    record_by_hand(phone)
    phone.run(ANSWER_ALL, {"uid": str(inspection.uid), "from": 12, "count": 200})
    phone.open(inspection, "questions/1")
    for n, key in enumerate(("bo-phan", "bao-cao", "vang-mat")):
        phone.photograph(key, range(n * 20, n * 20 + 20))
    write_finding(phone, inspection)
    phone.open(inspection, "minutes")
    phone.page.get_by_label("Ý kiến của đơn vị").fill("Đơn vị thống nhất với nội dung kiểm tra.")
    phone.page.get_by_label("Thành phần phía đơn vị").fill("Bà Nguyễn Thị A, Phó Chủ tịch")
    waits = phone.waiting()

    phone.close_and_reopen()
    assert phone.waiting() == waits > 260
    assert held(inspection)["commands"] == 0
    phone.open(inspection, "minutes")
    expect(phone.page.get_by_label("Ý kiến của đơn vị")).to_have_value(
        "Đơn vị thống nhất với nội dung kiểm tra."
    )
    phone.open(inspection, "questions/1")
    expect(phone.card("vang-mat").locator("input.short")).to_have_value("4")
    expect(phone.card("bao-cao").locator(".photos li")).to_have_count(20)
    expect(phone.card("bao-cao").locator(".photos img").first).to_be_visible()

    phone.offline(False)
    phone.sent()
    found = answers_of(inspection)
    kept = held(inspection)
    assert kept["commands"] == waits
    assert Command.objects.for_actions().filter(inspection=inspection, outcome="taken").count() == waits
    assert kept["evidence"] == 60 and kept["findings"] == 1 and kept["conflicts"] == 0 and kept["drafts"] == 1
    assert len({key.split("/")[0] for key in found}) == len(KINDS) + 200
    assert found["bao-cao/"] == {"count": 14, "of": 16} and found["vang-mat/"] == "4"
    assert len(found["rut-ho-so/"]["drawn"]) == 5 and sum(key.startswith("rut-ho-so/") for key in found) == 6
    assert AnswerRevision.objects.filter(answer__inspection=inspection).count() == len(found)
    finding = Finding.objects.for_actions().get(inspection=inspection)
    assert (finding.text, finding.extent_count, finding.extent_of) == (
        "4/48 người vắng mặt không lý do",
        4,
        48,
    )
    phone.close_and_reopen()
    phone.send()
    assert held(inspection) == kept and phone.waiting() == 0


def record_by_hand(phone: Device) -> None:
    """Every kind of answer once, and twelve more, through the screen."""
    phone.answer("bo-phan", "Một phần")
    phone.card("bo-phan").get_by_role("button", name="Ghi chú").click()
    phone.card("bo-phan").get_by_label("Ghi chú").fill("Thiếu 3 thủ tục lĩnh vực đất đai")
    share = phone.card("bao-cao").locator("input.short")
    share.nth(0).fill("14")
    expect(phone.card("bao-cao").locator(".wrong")).to_have_text("Hãy nhập cả hai số.")
    share.nth(1).fill("16")
    expect(phone.card("bao-cao").locator(".result")).to_have_text("87,5 %")
    phone.card("vang-mat").locator("input.short").fill("4")
    phone.card("ngay-ban-hanh").locator("input").first.fill("2020-01-15")
    phone.answer("theo-doi", "Sổ giấy")
    phone.card("cach-lam").locator("textarea").first.fill("Đã giao từng phòng, chưa có kết quả.")
    table = phone.card("qua-han")
    table.get_by_role("button", name="Thêm dòng").click()
    table.get_by_label("Số ngày chậm").fill("12")
    expect(table.get_by_text("Hãy điền các cột có dấu *.").first).to_be_visible()
    table.get_by_label("Số, ký hiệu văn bản").fill("118/TB-UBND")
    draw(phone)
    for i in range(12):
        phone.answer(f"them-{i:03}", "Có")


def draw(phone: Device) -> None:
    """Five of 120 dossiers: four in time, one late, each recorded for itself."""
    card = phone.card("rut-ho-so")
    card.get_by_label("Tổng số hồ sơ trong danh sách").fill("120")
    card.get_by_label("Số hồ sơ rút").fill("5")
    card.get_by_role("button", name="Rút", exact=True).click()
    dossiers = card.locator("details.dossier")
    expect(dossiers).to_have_count(5, timeout=SOON)
    for i in range(5):
        dossiers.nth(i).locator("summary").click()
        dossiers.nth(i).get_by_role("button", name="Trễ hạn" if i == 4 else "Đúng hạn", exact=True).click()
    # 4 of 5: R 4.2, prop.test(4, 5, correct = FALSE)$conf.int gives 0.3755 and 0.9638.
    expect(card.locator("p.result")).to_contain_text(
        "4 trên 5 đúng hạn: 80,0 % (khoảng tin cậy 95 %: 37,6 % đến 96,4 %)"
    )


def write_finding(phone: Device, inspection: Any) -> None:
    """One finding through its form."""
    phone.open(inspection, "findings/new/vang-mat")
    page = phone.page
    page.get_by_label("Nội dung đã thấy").fill("4/48 người vắng mặt không lý do")
    page.get_by_label("Số đếm được").fill("4")
    page.get_by_label("Tổng số").fill("48")
    page.get_by_label("Loại phát hiện").select_option("violation")
    page.get_by_role("link", name="Xong").click()
    expect(page.locator("article.finding")).to_have_count(1)


def test_the_device_draws_and_measures_as_the_server_does(device: Devices) -> None:
    phone = device(member("Trần Trưởng Đoàn"))
    phone.page.goto("/field/")
    for frame, n, seed in ((7, 7, "1"), (120, 5, "a0f3"), (9_500, 60, "2020-08-18/them")):
        code = "const { draw } = await import('/static/field/draw.js'); return draw(...argument);"
        assert phone.run(code, [frame, n, seed]) == list(draw_dossiers(frame, n, seed))
    for count, of in ((0, 12), (4, 5), (14, 16), (48, 48), (333, 1_000)):
        code = "const { wilson } = await import('/static/field/wilson.js'); return wilson(...argument);"
        found, expected = phone.run(code, [count, of]), wilson(count, of)
        assert expected is not None
        assert found == pytest.approx(
            {"share": expected.share, "low": expected.low, "high": expected.high}, abs=1e-12
        )


def test_a_server_that_dies_in_a_batch_loses_and_doubles_nothing(device: Devices, live_server: Any) -> None:
    head = member("Trần Trưởng Đoàn")
    inspection = make_day(more=230, head=head)
    with breakable(live_server.url) as (address, way):
        phone = device(head, address)
        phone.take(inspection)
        phone.offline()
        phone.run(ANSWER_ALL, {"uid": str(inspection.uid), "count": 230})
        phone.photograph("bo-phan", [1, 2])
        way.faults["/field/sync/"] = ["before", "after", "before"]
        way.faults["/field/files/"] = ["after", "before", "after"]
        phone.offline(False)
        for _ in range(8):
            phone.send()
        phone.sent()
        assert way.faults == {"/field/sync/": [], "/field/files/": []}
        sync = way.passed.count("/field/sync/")
    kept = held(inspection)
    assert (kept["answers"], kept["evidence"], kept["commands"], kept["conflicts"]) == (230, 2, 232, 0)
    assert AnswerRevision.objects.filter(answer__inspection=inspection).count() == 230
    assert sync == 5  # three that broke, of which one had been done, and two of 200 and 32


def test_a_server_killed_in_the_middle_of_a_batch_took_nothing_of_it(
    device: Devices, live_server: Any, tmp_path: Path
) -> None:
    head = member("Trần Trưởng Đoàn")
    inspection = make_day(more=200, head=head)
    server = Server(tmp_path / "server.log")
    server.start()
    try:
        with breakable(server.address) as (address, way):
            phone = device(head, address)
            phone.take(inspection)
            phone.offline()
            phone.run(ANSWER_ALL, {"uid": str(inspection.uid), "count": 200})
            way.during["/field/sync/"] = server.kill
            phone.offline(False)
            phone.send()
            assert server.process and server.process.wait(10) == -9
            assert held(inspection)["commands"] in (0, 200), "all of a batch or nothing"
            assert phone.waiting() == 200
            way.lead_to(live_server.url)
            phone.send()
            phone.sent()
    finally:
        server.kill()
    kept = held(inspection)
    assert (kept["answers"], kept["commands"], kept["conflicts"]) == (200, 200, 0)
    assert AnswerRevision.objects.filter(answer__inspection=inspection).count() == 200


def test_an_empty_battery_takes_nothing_that_was_typed(
    browser: Browser, live_server: Any, tmp_path: Path, device: Devices
) -> None:
    head = member("Trần Trưởng Đoàn")
    inspection = make_day(head=head)
    path, folder = str(shutil.which("chromium")), tmp_path / "phone"
    phone = device(head, profile=(path, folder))
    phone.take(inspection)
    phone.offline()
    phone.answer("bo-phan", "Không")
    phone.card("cach-lam").locator("textarea").first.fill("Viết dở thì hết pin")
    phone.page.wait_for_timeout(600)
    for pid in processes_of(folder):
        os.kill(pid, signal.SIGKILL)
    (folder / "SingletonLock").unlink(missing_ok=True)
    phone = device(head, profile=(path, folder))
    phone.offline()
    phone.page.goto("/field/")
    phone.open(inspection, "questions/1")
    expect(phone.card("cach-lam").locator("textarea").first).to_have_value("Viết dở thì hết pin")
    phone.offline(False)
    phone.sent()
    assert answers_of(inspection) == {"bo-phan/": "no", "cach-lam/": "Viết dở thì hết pin"}


def processes_of(folder: Path) -> list[int]:
    """The processes of the browser that keeps this profile, and no other."""
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = line.read_bytes().split(b"\0")
        except OSError:
            continue
        if f"--user-data-dir={folder}".encode() in words:
            found.append(int(line.parent.name))
    return found


def test_what_is_typed_while_an_answer_is_under_way_follows_it(device: Devices, live_server: Any) -> None:
    head = member("Trần Trưởng Đoàn")
    inspection = make_day(head=head)
    with breakable(live_server.url) as (address, way):
        phone = device(head, address)
        phone.take(inspection)
        way.faults["/field/sync/"] = ["after"]
        phone.card("cach-lam").locator("textarea").first.fill("Lần một")
        phone.send()
        phone.card("cach-lam").locator("textarea").first.fill("Lần một, rồi lần hai")
        assert phone.waiting() == 2
        phone.send()
        phone.sent()
    assert answers_of(inspection, question__key="cach-lam") == {"cach-lam/": "Lần một, rồi lần hai"}
    assert held(inspection)["conflicts"] == 0


def test_two_devices_that_answer_differently_see_both(device: Devices) -> None:
    head, other = member("Trần Trưởng Đoàn"), member("Phạm Thành Viên")
    inspection = make_day(head=head, member=other)
    phone, tablet = device(head), device(other)
    phone.take(inspection)
    tablet.take(inspection)
    tablet.offline()
    tablet.answer("bo-phan", "Không")
    phone.answer("bo-phan", "Có")
    phone.sent()
    tablet.offline(False)
    tablet.sent()
    assert Conflict.objects.for_actions().filter(inspection=inspection, resolved_at=None).count() == 1
    assert answers_of(inspection) == {"bo-phan/": "yes"}
    tablet.card("bo-phan").get_by_role("link", name="Hai người trả lời khác nhau").click()
    expect(tablet.page.locator(".side.mine .version")).to_have_text("Không")
    expect(tablet.page.locator(".side.theirs .version")).to_have_text("Có")
    expect(tablet.page.get_by_role("link", name="Quyết định")).to_be_visible()


def test_a_session_that_ran_out_loses_nothing(device: Devices) -> None:
    head = member("Trần Trưởng Đoàn")
    inspection = make_day(head=head)
    phone = device(head)
    phone.take(inspection)
    Session.objects.all().delete()
    phone.answer("bo-phan", "Có")
    phone.send()
    expect(phone.page.locator(".bar-warn")).to_contain_text("Phiên đăng nhập đã hết", timeout=SOON)
    assert phone.waiting() == 1
    phone.page.reload()
    expect(phone.card("bo-phan").get_by_role("button", name="Có", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    link = phone.page.locator(".bar-warn a")
    expect(link).to_have_attribute("href", "/account/sign-in/?next=/field/", timeout=SOON)
    phone.sign_in(head)
    phone.send()
    phone.sent()
    assert answers_of(inspection) == {"bo-phan/": "yes"}


def test_a_full_disk_is_told_and_the_file_saves_the_day(device: Devices, tmp_path: Path) -> None:
    head = member("Trần Trưởng Đoàn")
    inspection = make_day(head=head)
    phone = device(head)
    phone.take(inspection)
    phone.offline()
    phone.answer("bo-phan", "Có")
    phone.photograph("bo-phan", [7])
    assert phone.waiting() == 2
    phone.page.evaluate(
        "() => { window.put = IDBObjectStore.prototype.put;"
        " IDBObjectStore.prototype.put = () => { throw new DOMException('disk', 'QuotaExceededError'); }; }"
    )
    phone.card("vang-mat").locator("input.short").fill("4")
    bar = phone.page.locator(".bar-bad")
    expect(bar).to_contain_text("Bộ nhớ máy đã đầy: 1 thay đổi mới chỉ có trên màn hình", timeout=SOON)
    expect(phone.card("vang-mat").locator("input.short")).to_have_value("4")
    expect(phone.card("vang-mat").locator(".mark")).to_have_text("Chỉ có trên màn hình")
    with phone.page.expect_download() as download:
        bar.get_by_role("button", name="Lưu phần chưa gửi ra tệp").click()
    file = tmp_path / "hang-doi.json"
    download.value.save_as(file)

    tablet = device(head)
    tablet.take(inspection)
    assert take_back(tablet, file) == "Đã lấy lại 3 thay đổi, đang chờ gửi."
    tablet.sent()
    assert answers_of(inspection) == {"bo-phan/": "yes", "vang-mat/": "4"}

    phone.page.evaluate("() => { IDBObjectStore.prototype.put = window.put; }")
    phone.run("await app.keeper.flush();")
    expect(bar).to_have_count(0)
    expect(phone.card("vang-mat").locator(".mark")).to_have_text("Đã lưu trên máy")
    phone.card("vang-mat").locator("input.short").fill("5")
    assert phone.waiting() == 4
    phone.offline(False)
    phone.sent()
    kept = held(inspection)
    assert (kept["answers"], kept["evidence"]) == (2, 1)
    assert answers_of(inspection)["vang-mat/"] == "5", "a change after the file was saved is not swallowed"

    damaged = tmp_path / "sai.json"
    damaged.write_text(file.read_text("utf-8").replace('\\"yes\\"', '\\"no\\"'), "utf-8")
    assert "đã bị sửa hoặc không đầy đủ" in take_back(tablet, damaged)
    damaged.write_text("{}", "utf-8")
    assert "không phải tệp hàng đợi" in take_back(tablet, damaged)
    stranger = device(member("Lê Người Khác"))
    stranger.page.goto("/field/")
    assert take_back(stranger, file).startswith("Tệp này của Trần Trưởng Đoàn.")


def take_back(device: Device, file: Path) -> str:
    """Take a file back on the page of what is not sent; what the page says."""
    device.page.evaluate("() => { location.hash = '#/sending'; }")
    device.page.locator("#take-back").set_input_files(file)
    note = device.page.locator("p.note[role=status]")
    note.wait_for(timeout=SOON)
    words = note.inner_text()
    device.page.evaluate("() => { location.hash = '#/'; }")
    note.wait_for(state="detached")
    return words


def test_an_update_of_the_page_strands_nothing(device: Devices, monkeypatch: pytest.MonkeyPatch) -> None:
    head = member("Trần Trưởng Đoàn")
    inspection = make_day(more=5, head=head)
    phone = device(head)
    phone.take(inspection)
    phone.run("app.sender.stop();")
    for i in range(5):
        phone.answer(f"them-{i:03}", "Có")
    assert phone.waiting() == 5
    monkeypatch.setattr(field, "version", lambda: "another-version")
    phone.page.evaluate(
        "navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => undefined)"
    )
    bar = phone.page.locator(".bar-good")
    expect(bar).to_contain_text("Trang có bản mới", timeout=SOON)
    assert phone.waiting() == 5
    with phone.page.expect_navigation():
        bar.get_by_role("button", name="Tải lại").click()
    expect(phone.page.locator(".tabs")).to_be_visible(timeout=SOON)
    names = phone.page.evaluate("caches.keys()")
    assert names == ["lotrinh-field-another-version"]
    phone.sent()
    assert len(answers_of(inspection)) == 5
    phone.offline()
    phone.page.reload()
    expect(phone.page.locator(".tabs")).to_be_visible(timeout=SOON)


def test_another_account_on_the_device_sends_nothing_of_the_first(device: Devices) -> None:
    first, second = member("Trần Trưởng Đoàn"), member("Phạm Thành Viên")
    inspection = make_day(head=first, member=second)
    tablet = device(first)
    tablet.take(inspection)
    tablet.offline()
    tablet.answer("bo-phan", "Có")
    assert tablet.waiting() == 1
    tablet.sign_in(second)
    tablet.offline(False)
    expect(tablet.page.locator("h1")).to_have_text("Cuộc kiểm tra này chưa có trên máy", timeout=SOON)
    tablet.page.get_by_role("link", name="Đến danh sách").click()
    expect(tablet.page.locator(".lead")).to_contain_text("Phạm Thành Viên", timeout=SOON)
    expect(tablet.page.locator(".bar-plain")).to_contain_text(
        "Trên máy còn 1 mục chưa gửi của Trần Trưởng Đoàn"
    )
    expect(tablet.page.get_by_role("button", name="Mang theo")).to_be_visible()
    tablet.send()
    assert held(inspection)["commands"] == 0
    tablet.sign_in(first)
    tablet.send()
    expect(tablet.page.locator(".lead")).to_contain_text("Trần Trưởng Đoàn", timeout=SOON)
    tablet.sent()
    command = Command.objects.for_actions().get(inspection=inspection)
    assert command.account == first
