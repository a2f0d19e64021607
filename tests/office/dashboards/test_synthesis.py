"""The synthesis report of a plan: drafted with counted figures, registered, replaced, by role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.office.accounts.models import Account
from lotrinh.office.dashboards.actions.draft_report import draft_report
from lotrinh.office.dashboards.queries import correction_figures
from lotrinh.office.dashboards.reports import WHOLE, Period, named, quarter, quarters, span, whole
from lotrinh.office.inspections.models import Inspection
from lotrinh.office.planning.models import Plan
from lotrinh.office.platform.files import store
from lotrinh.office.platform.models import OfficialPaper
from lotrinh.office.platform.policies import Refused
from lotrinh.office.platform.roles import roles
from tests.office.followup import orders
from tests.office.inspections import factories
from tests.office.inspections.papers.test_golden import words_of
from tests.office.inspections.papers.test_signing import scan

pytestmark = pytest.mark.django_db
AT = orders.on(date(2020, 10, 20))
HERE = f"/plans/{factories.PLAN}/synthesis/"
READERS = {"planner", "leader", "clerk"}


@pytest.fixture
def signed_in(client: Client) -> Callable[[str], Client]:
    def sign_in(role: str) -> Client:
        client.force_login(account(role), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def account(role: str) -> Account:
    return Account.objects.filter(role=role).first() or factories.make_account(role)


def text_of(paper: OfficialPaper) -> str:
    assert paper.docx is not None
    return "\n".join(words_of(store.read(paper.docx.sha256)))


def a_small_case() -> Plan:
    """Four orders of one concluded visit: one verified, one late, one reported after its day, one withdrawn.

    Beside it an unannounced inspection that has not begun, and one that ended without a conclusion.
    """
    made = orders.concluded(*(orders.order(number) for number in range(1, 5)))
    orders.put_in(made[0], "verified")
    orders.put_in(made[1], "in_progress", due_on=date(2020, 10, 15))
    orders.put_in(made[2], "reported", due_on=date(2020, 10, 15))
    orders.put_in(made[3], "withdrawn")
    factories.make_inspection("team_set", "unannounced", unit=factories.make_unit("hn.d900", "Sở Kín Tiếng"))
    factories.make_inspection("visited", unit=factories.make_unit("hn.d901", "Sở Đã Kiểm"))
    plan = made[0].inspection.plan
    assert plan is not None
    return plan


def the_report(plan: Plan, period: Period | None = None) -> OfficialPaper:
    return draft_report(account("planner"), plan, period or whole(plan), at=AT)


def test_the_figures_are_those_that_a_person_counts() -> None:
    plan = a_small_case()
    figures, corrected = correction_figures(account("planner"), plan, whole(plan), date(2020, 10, 20))
    # Verified 1; past 15 October: 1; reported, so others have to act: 1; the withdrawn one is not counted.
    assert figures == {"total": 3, "verified": 1, "running": 1, "overdue": 1, "reported": 1}
    assert list(corrected.values()) == ["1/3"]
    words = text_of(the_report(plan))
    assert "Kết quả kiểm tra công tác cải cách hành chính năm 2020" in words
    assert "đã giao 03 nhiệm vụ; đã xác nhận hoàn thành 01, đang thực hiện trong hạn 01, quá hạn 01." in words
    assert "Trong số đang thực hiện, 01 nhiệm vụ đơn vị đã báo cáo hoàn thành, chờ xác nhận." in words
    # Three inspections of which two have ended: 2/3 = 66,7 %.
    assert (
        "Theo kế hoạch có 03 cuộc kiểm tra; đã kiểm tra 02 cuộc (66,7%), trong đó 00 cuộc đột xuất" in words
    )
    assert "| 1/3" in words and "Sở Đã Kiểm" in words


def test_an_unannounced_inspection_that_has_not_begun_is_not_named() -> None:
    plan = a_small_case()
    assert "Sở Kín Tiếng" not in text_of(the_report(plan))
    Inspection.objects.for_actions().filter(form="unannounced").update(state="visited")
    assert "Sở Kín Tiếng" in text_of(the_report(plan))


def test_a_period_counts_its_own_visits_and_their_corrections() -> None:
    plan = a_small_case()
    for period in (quarter(2020, 4), span(date(2020, 8, 19), date(2020, 12, 31))):
        figures, corrected = correction_figures(account("planner"), plan, period, date(2020, 10, 20))
        assert figures["total"] == 0 and not corrected
        words = text_of(the_report(plan, period))
        assert f"cải cách hành chính {period.words}" in words and "Theo kế hoạch có 00 cuộc" in words
    # The visits of the factories begin on 18 August 2020.
    for period in (quarter(2020, 3), span(date(2020, 8, 18), date(2020, 8, 18))):
        assert correction_figures(account("planner"), plan, period, AT.date())[0]["total"] == 3


@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)), st.integers(0, 800))
def test_the_words_of_a_period_name_it(first: date, days: int) -> None:
    period = span(first, first + timedelta(days=days))
    assert named(Plan(period_start=first, period_end=first), period.words) == period
    one = quarter(first.year, (first.month + 2) // 3)
    assert one.first is not None and one.last is not None and one.first <= first <= one.last
    assert named(Plan(period_start=first, period_end=first), one.words) == one
    known = quarters(Plan(period_start=first, period_end=period.last))
    assert known[0] == one and known[-1].last >= period.last  # type: ignore[operator]
    assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(known))  # type: ignore[operator]
    assert named(Plan(period_start=first, period_end=first), "năm 2020").key == WHOLE


def test_the_planner_drafts_and_drafts_again_and_withdraws(signed_in: Callable[[str], Client]) -> None:
    a_small_case()
    client = signed_in("planner")
    assert "Chưa có báo cáo" in client.get(HERE).content.decode()
    answer = client.post(f"{HERE}draft/", {"period": "2020-q3"}, follow=True)
    paper = OfficialPaper.objects.get(template="synthesis")
    assert paper.subject.endswith("quý III năm 2020") and paper.symbol == "BC-SNV"
    one = f"{HERE}{paper.uid}/"
    assert answer.redirect_chain[-1][0] == one
    page = answer.content.decode()
    assert "Lập lại từ dữ liệu" in page and "Hủy dự thảo" in page
    client.post(f"{one}redraft/")
    client.post(f"{HERE}draft/", {"period": "2020-q3"})
    paper.refresh_from_db()
    assert paper.revision == 3 and OfficialPaper.objects.filter(template="synthesis").count() == 1
    assert client.post(f"{one}withdraw/", {"reason": " "}).status_code == 422
    client.post(f"{one}withdraw/", {"reason": "Lập nhầm kỳ"})
    paper.refresh_from_db()
    assert paper.state == OfficialPaper.WITHDRAWN
    page = client.get(HERE).content.decode()
    assert "Đã thay thế, đã hủy: 1" in page and "Chưa có báo cáo" in page


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"period": "days"}, "Hãy chọn ngày."),
        ({"period": "days", "first": "2020-09-01", "last": "2020-08-01"}, "Ngày cuối trước ngày đầu"),
        ({"period": "2099-q1"}, "2099-q1"),
        ({}, "bắt buộc"),
    ],
)
def test_a_period_that_cannot_be_is_said_and_nothing_is_drafted(
    said: dict[str, str], wanted: str, signed_in: Callable[[str], Client]
) -> None:
    factories.make_plan()
    answer = signed_in("planner").post(f"{HERE}draft/", said)
    assert answer.status_code == 422 and wanted in answer.content.decode()
    assert not OfficialPaper.objects.exists()


def test_the_clerk_registers_and_the_planner_replaces(signed_in: Callable[[str], Client]) -> None:
    plan = a_small_case()
    paper = draft_report(account("planner"), plan, quarter(2020, 3), at=timezone.now())
    one = f"{HERE}{paper.uid}/"
    client = signed_in("clerk")
    page = client.get(one).content.decode()
    assert "01/BC-SNV" in page and "redraft" not in page
    assert one in client.get("/work/").content.decode()
    said: dict[str, Any] = {
        "revision": paper.revision, "signed_on": timezone.localdate().isoformat(), "anyway": "on",
        "signer_name": "Trần Văn Ký", "signer_office": "Giám đốc Sở Nội vụ",
    }  # fmt: skip
    assert client.post(f"{one}register/", said | {"signer_name": ""}).status_code == 422
    assert client.post(f"{one}register/", said | {"revision": 9}).status_code == 422
    assert client.post(f"{one}register/", said).status_code == 302
    paper.refresh_from_db()
    assert (paper.state, paper.number, paper.signer_name) == (OfficialPaper.SIGNED, 1, "Trần Văn Ký")
    assert one not in client.get("/work/").content.decode()
    sent = client.post(f"{one}copy/", {"copy": scan()})
    assert sent.status_code == 302, "the scan comes later"
    signature = paper.signatures.get()
    answer = client.get(f"{one}signatures/{signature.pk}/")
    assert answer.status_code == 200 and b"".join(answer)[:2] == b"\xff\xd8"  # type: ignore[arg-type]
    client = signed_in("planner")
    again = client.post(f"{HERE}draft/", {"period": "2020-q3"})
    assert again.status_code == 422 and "đã ký" in again.content.decode()
    assert client.post(f"{one}replace/", {"reason": ""}).status_code == 422
    client.post(f"{one}replace/", {"reason": "Sai số liệu"})
    new = OfficialPaper.objects.get(replaces=paper)
    assert new.state == OfficialPaper.DRAFT and new.context["period_name"] == "quý III năm 2020"
    client.post(f"{HERE}draft/", {"period": "2020-q3"})
    new.refresh_from_db()
    assert new.revision == 2 and new.replaces_id == paper.pk
    client.post(f"{HERE}{new.uid}/register/", said | {"revision": 2})
    paper.refresh_from_db()
    assert paper.state == OfficialPaper.REPLACED


@pytest.mark.parametrize("role", list(roles()))
def test_every_role_sees_and_does_what_is_its_own(role: str, signed_in: Callable[[str], Client]) -> None:
    plan = a_small_case()
    paper = the_report(plan)
    one = f"{HERE}{paper.uid}/"
    client = signed_in(role)
    wanted = 200 if role in READERS else 403
    addresses = (HERE, one, f"{one}pdf", f"{one}docx", f"{one}preview.jpg")
    assert [client.get(address).status_code for address in addresses] == [wanted] * 5
    assert client.get("/synthesis/").status_code == (302 if role in READERS else 403)
    if role in READERS:
        assert client.get(f"{one}signed_file").status_code == 404
        assert ("draft/" in client.get(HERE).content.decode()) is (role == "planner")
    if role != "planner":
        for verb, said in (("withdraw", {"reason": "x"}), ("replace", {"reason": "x"}), ("redraft", {})):
            assert client.post(f"{one}{verb}/", said).status_code == 403, verb
        assert client.post(f"{HERE}draft/", {"period": "whole"}).status_code == 403
        with pytest.raises(Refused):
            draft_report(account(role), plan, whole(plan), at=AT)
    if role not in ("planner", "clerk"):
        assert client.post(f"{one}register/", {}).status_code == 403
        assert client.post(f"{one}copy/", {}).status_code == 403
    paper.refresh_from_db()
    assert (paper.state, paper.revision) == (OfficialPaper.DRAFT, 1)


def test_a_report_is_found_under_its_own_plan_alone(signed_in: Callable[[str], Client]) -> None:
    paper = the_report(a_small_case())
    other = factories.make_plan("another-plan")
    client = signed_in("planner")
    for tail in ("", "pdf", "preview.jpg", "signatures/1/"):
        assert client.get(f"/plans/{other.key}/synthesis/{paper.uid}/{tail}").status_code == 404, tail
    assert (
        client.post(f"/plans/{other.key}/synthesis/{paper.uid}/withdraw/", {"reason": "x"}).status_code == 404
    )


def test_the_pages_beside_lead_there(signed_in: Callable[[str], Client]) -> None:
    a_small_case()
    client = signed_in("planner")
    assert 'href="/synthesis/"' in client.get("/meeting/").content.decode()
    assert 'href="/synthesis/"' in client.get("/corrections/").content.decode()
    assert f'href="{HERE}"' in client.get(f"/corrections/?plan={factories.PLAN}").content.decode()
    assert f'href="{HERE}"' in client.get("/work/").content.decode()
    assert client.get("/synthesis/").headers["Location"] == HERE
    unit = signed_in("inspected_unit")
    assert "/synthesis/" not in unit.get("/corrections/").content.decode()
    assert "/synthesis/" not in unit.get("/work/").content.decode()
