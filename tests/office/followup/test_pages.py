"""The pages of corrections as people use them: filters, forms, evidence, exports, who sees what."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lotrinh.office.accounts.models import Account
from lotrinh.office.followup.models import Correction, CorrectionEvidence
from tests.office.followup import orders
from tests.office.inspections import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client: Client) -> Callable[[Account], Client]:
    def sign_in(account: Account) -> Client:
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def due_in(correction: Correction, days: int) -> Correction:
    return orders.put_in(correction, correction.state, timezone.localdate() + timedelta(days=days))


def test_a_unit_plans_reports_and_shows_evidence_on_the_page(signed_in: Callable[..., Client]) -> None:
    unit, correction = factories.make_account("inspected_unit"), due_in(orders.concluded()[0], 5)
    client, address = signed_in(unit), f"/corrections/{correction.uid}/"
    page = client.get(address).content.decode()
    assert "Nộp kế hoạch khắc phục" in page and "Xin gia hạn" in page
    assert "Xác nhận đã khắc phục" not in page and "Chuyển đơn vị" not in page
    assert client.post(f"{address}plan_correction/", {"text": "Văn phòng làm"}).status_code == 302
    today = timezone.localdate().isoformat()
    answer = client.post(
        f"{address}report_done/",
        {
            "text": "Đã niêm yết đủ <b>100 %</b>",
            "about_on": today,
            "evidence": SimpleUploadedFile("Biên bản / nghiệm thu.txt", "Đã xong".encode()),
        },
    )
    assert answer.status_code == 302
    assert orders.fresh(correction).state == "reported"
    page = client.get(address).content.decode()
    assert "&lt;b&gt;100 %" in page and "Chờ xác nhận" not in page.split("<main")[0]
    piece = CorrectionEvidence.objects.for_actions().get()
    file = client.get(f"/corrections/evidence/{piece.uid}/file/")
    assert b"".join(file).decode() == "Đã xong"  # type: ignore[arg-type]
    assert "attachment" in file.headers["Content-Disposition"]
    assert client.get(f"/corrections/evidence/{piece.uid}/preview/").status_code == 404
    stranger = factories.make_account("inspected_unit", unit_code="hn.d009")
    assert signed_in(stranger).get(f"/corrections/evidence/{piece.uid}/file/").status_code == 404
    assert client.get(address).status_code == 404


def test_what_was_typed_stays_when_something_is_wrong(signed_in: Callable[..., Client]) -> None:
    correction = due_in(orders.concluded()[0], 5)
    client, address = signed_in(factories.make_account("inspected_unit")), f"/corrections/{correction.uid}/"
    answer = client.post(f"{address}report_done/", {"text": "Tôi đã gõ rất lâu"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Tôi đã gõ rất lâu" in page and "phải kèm ít nhất một minh chứng" in page
    long = client.post(f"{address}report_progress/", {"text": "ă" * 200_000})
    assert long.status_code == 422
    assert "200000 ký tự" in long.content.decode() and "ă" * 1000 in long.content.decode()
    macro = client.post(
        f"{address}report_done/",
        {
            "text": "Xong",
            "about_on": "2020-09-09",
            "evidence": SimpleUploadedFile("a.exe", b"MZ" + b"\0" * 300),
        },
    )
    assert macro.status_code == 422 and orders.fresh(correction).state == "assigned"
    bad = client.post(f"{address}ask_extension/", {"until": "31/02/2021", "reason": "x"})
    assert bad.status_code == 422


def test_a_step_that_somebody_else_has_done_is_said_on_the_page(signed_in: Callable[..., Client]) -> None:
    correction = orders.put_in(orders.concluded()[0], "reported")
    client = signed_in(factories.make_account("planner"))
    address = f"/corrections/{correction.uid}/"
    assert client.post(f"{address}verify_correction/", {"text": "Đã xem", "effect": ""}).status_code == 302
    again = client.post(f"{address}send_back_correction/", {"reason": "Chưa rõ"})
    assert again.status_code == 409
    assert "tải lại trang" in again.content.decode()


@pytest.mark.parametrize(
    ("role", "verb", "data"),
    [
        ("inspected_unit", "verify_correction", {"text": "x"}),
        ("inspector", "hand_over_correction", {"reason": "x"}),
        ("clerk", "remind_unit", {}),
        ("auditor", "withdraw_correction", {"reason": "x"}),
        ("planner", "withdraw_correction", {"reason": "x"}),
        ("appraiser", "report_done", {"text": "x"}),
    ],
)
def test_verbs_of_others_are_refused(
    role: str, verb: str, data: dict[str, str], signed_in: Callable[..., Client]
) -> None:
    correction = orders.concluded()[0]
    answer = signed_in(factories.make_account(role)).post(f"/corrections/{correction.uid}/{verb}/", data)
    assert answer.status_code == 403
    assert orders.fresh(correction).state == "assigned"


def test_the_office_hands_over_decides_and_reminds_on_the_page(signed_in: Callable[..., Client]) -> None:
    correction = due_in(orders.concluded()[0], -3)
    other = factories.make_unit("hn.d006", "Sở Nhận Việc")
    client, address = signed_in(factories.make_account("planner")), f"/corrections/{correction.uid}/"
    page = client.get(address).content.decode()
    assert "quá hạn 3 ngày" in page and "Sở Nhận Việc" in page
    assert client.post(f"{address}remind_unit/", {"text": ""}).status_code == 302
    assert "công văn đôn đốc" in client.get(address).content.decode()
    assert (
        client.post(
            f"{address}hand_over_correction/", {"unit": other.code, "reason": "Đúng chức năng"}
        ).status_code
        == 302
    )
    assert orders.fresh(correction).unit == other


def test_unknown_addresses_are_404(signed_in: Callable[..., Client]) -> None:
    correction = orders.concluded()[0]
    client = signed_in(factories.make_account("planner"))
    assert client.get("/corrections/00000000-0000-0000-0000-000000000000/").status_code == 404
    assert client.post(f"/corrections/{correction.uid}/drop_table/").status_code == 404
    assert client.get(f"/corrections/{correction.uid}/plan_correction/").status_code == 405


@pytest.mark.parametrize(
    "query",
    [
        "wait=%00", "unit=%00", "age=-1", "age=99999999999", "inspection=x", "sort=password", "page=-5",
        "plan=%27;--", "state=nope", "view=x",
    ],
)  # fmt: skip
def test_filters_that_make_no_sense_ask_for_nothing(query: str, signed_in: Callable[..., Client]) -> None:
    orders.concluded()
    client = signed_in(factories.make_account("planner"))
    assert client.get(f"/corrections/?{query}").status_code == 200
    assert client.get(f"/corrections/export.xlsx?{query}").status_code == 200


def test_by_unit_with_ages_and_down_to_the_rows(signed_in: Callable[..., Client]) -> None:
    other = factories.make_unit("hn.d006", "Sở Bên Cạnh")
    made = orders.concluded(
        orders.order(1), orders.order(2), orders.order(3), orders.order(4, unit_code=other.code)
    )
    due_in(made[0], -4)
    due_in(made[1], 0)
    orders.put_in(made[2], "reported")
    due_in(made[3], 40)
    client = signed_in(factories.make_account("planner"))
    lines = {line.code: line for line in client.get("/corrections/").context["units"]}
    mine = lines[factories.UNIT_BODY]
    age = (timezone.localdate() - orders.CONCLUDED.date()).days
    assert (mine.open, mine.overdue, mine.week, mine.reported, mine.oldest) == (3, 1, 1, 1, age)
    assert (lines[other.code].open, lines[other.code].overdue) == (1, 0)
    rows = client.get(f"/corrections/?view=rows&wait=overdue&unit={factories.UNIT_BODY}").context["lines"]
    assert [line.row.pk for line in rows] == [made[0].pk] and rows[0].overdue_days == 4
    assert [x.row.pk for x in client.get("/corrections/?wait=reported").context["lines"]] == [made[2].pk]


def test_the_workbook_holds_what_the_reader_may_see(signed_in: Callable[..., Client]) -> None:
    other = factories.make_unit("hn.d006", "Sở Bên Cạnh")
    orders.concluded(
        orders.order(1, task="=1+1"), orders.order(2, unit_code=other.code, task="Việc của sở bên cạnh")
    )
    client = signed_in(factories.make_account("inspected_unit"))
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/corrections/export.xlsx").content)).active
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "=1+1" in cells and "Việc của sở bên cạnh" not in cells
    formula = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1")
    assert formula.data_type == "s"
    assert "Việc của sở bên cạnh" not in client.get("/corrections/").content.decode()
    signed_in(factories.make_account("auditor"))
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/corrections/export.xlsx").content)).active
    assert "Việc của sở bên cạnh" in [cell.value for row in sheet.iter_rows() for cell in row]


@pytest.mark.parametrize("role", ["planner", "leader", "inspector", "inspected_unit", "appraiser", "auditor"])
@pytest.mark.parametrize("path", ["/corrections/?view=units", "/corrections/?view=rows"])
def test_lists_take_a_constant_number_of_queries(
    role: str, path: str, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(factories.make_account(role))

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        return len(found)

    orders.concluded(orders.order(1))
    few = queries()
    for place in range(4):
        unit = factories.make_unit(f"hn.d01{place}")
        inspection = orders.reported(unit=unit)
        orders.concluded(*(orders.order(n, unit_code=unit.code) for n in range(1, 6)), inspection=inspection)
    assert queries() == few


def test_the_page_of_one_takes_a_constant_number_of_queries(signed_in: Callable[..., Client]) -> None:
    unit, correction = factories.make_account("inspected_unit"), due_in(orders.concluded()[0], 20)
    client, address = signed_in(unit), f"/corrections/{correction.uid}/"

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    def progress() -> Any:
        files = SimpleUploadedFile("a.txt", b"abc")
        return client.post(
            f"{address}report_progress/", {"text": "Đang làm", "about_on": "2020-09-09", "evidence": files}
        )

    assert progress().status_code == 302
    few = queries()
    for _ in range(5):
        assert progress().status_code == 302
    assert queries() == few
