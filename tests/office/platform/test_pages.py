"""What every page has: policy, security headers, language, formats, faults as pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils import formats, timezone, translation

from lotrinh.method.faults import Fault, Faults
from lotrinh.method.trace import Reason
from lotrinh.office.platform import audit
from lotrinh.office.platform.middleware import RefusalMiddleware
from lotrinh.office.platform.pages import PAGES, page
from lotrinh.office.platform.policies import Decision, Refused, anyone

NO = Decision(False, Reason("test.no", "Không được.", "No."))


@pytest.mark.django_db
def test_the_content_policy_lets_in_nobody_else(client: Client) -> None:
    policy = client.get("/help/").headers["Content-Security-Policy"]
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts["default-src"] == "'none'"
    for kind in ("script-src", "style-src", "font-src", "connect-src", "form-action"):
        assert parts[kind] == "'self'"
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/help/", "/abbreviations/", "/account/sign-in/", "/nothing-here/"])
def test_pages_carry_no_inline_script_or_style_and_no_other_host(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    assert "<style" not in html
    assert " style=" not in html
    assert "<script>" not in html
    assert "//cdn" not in html
    assert 'src="http' not in html
    assert 'href="http' not in html


@pytest.mark.django_db
def test_vietnamese_first_whatever_the_browser_wants(client: Client) -> None:
    answer = client.get("/help/", headers={"Accept-Language": "en"})
    assert '<html lang="vi"' in answer.content.decode()
    assert answer.headers["Content-Language"] == "vi"


@pytest.mark.django_db
def test_the_switch_turns_to_english_and_back(client: Client) -> None:
    assert client.post("/language/", {"language": "en", "next": "/help/"}).headers["Location"] == "/help/"
    assert "Skip to the content" in client.get("/help/").content.decode()
    client.post("/language/", {"language": "vi"})
    assert "Đến thẳng nội dung" in client.get("/help/").content.decode()


@pytest.mark.django_db
def test_the_switch_goes_to_no_other_site(client: Client) -> None:
    answer = client.post("/language/", {"language": "en", "next": "//example.org/"})
    assert answer.headers["Location"] == "/"


@pytest.mark.django_db
def test_the_text_size_is_kept_and_nonsense_is_not(client: Client) -> None:
    client.post("/text-size/", {"size": "larger"})
    assert 'data-text="larger"' in client.get("/help/").content.decode()
    client.post("/text-size/", {"size": "<script>"})
    assert 'data-text="larger"' in client.get("/help/").content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_days_come_before_months(language: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean("03/04/2026") == date(2026, 4, 3)
        assert forms.DateField().clean("25/12/2026") == date(2026, 12, 25)
        assert forms.DateField().clean("2026-12-25") == date(2026, 12, 25)
        assert formats.date_format(date(2026, 4, 3), "SHORT_DATE_FORMAT") == "03/04/2026"
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize(("language", "wanted"), [("vi", "1.234.567,50"), ("en", "1,234,567.50")])
def test_numbers_are_grouped_as_the_language_does(language: str, wanted: str) -> None:
    with translation.override(language):
        assert Template("{{ v|num:2 }}").render(Context({"v": Decimal("1234567.5")})) == wanted


def test_missing_is_a_dash_and_not_zero() -> None:
    assert Template("{{ v|num:1 }}").render(Context({"v": Decimal("54.6771")})) in ("54,7", "54.7")
    shown = Template("{{ v|num }}{{ v|percent }}{{ v|missing }}").render(Context({"v": None}))
    assert shown == "–––"
    assert Template("{{ v|num }}").render(Context({"v": 0})) == "0"


def test_a_bar_adds_up_and_shows_what_is_unknown() -> None:
    parts = [{"label": "a", "value": 30}, {"label": "b", "value": 20, "unknown": True}]
    html = Template("{% bar parts 'risk' 30 50 %}").render(Context({"parts": parts}))
    assert 'x="0.000" y="2" width="30.000"' in html
    assert 'class="bar-unknown" x="30.000"' in html
    assert "M30.000 5H50.000" in html


def test_two_pages_cannot_share_a_name() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    view.__module__ = "elsewhere"
    assert "help" in PAGES
    with pytest.raises(RuntimeError, match="two pages"):
        page("help", policy=anyone, title="x")(view)


@pytest.mark.django_db
def test_a_page_asks_its_policy_first(make_account: Callable[..., Any]) -> None:
    request = RequestFactory().get("/")
    request.user = make_account("planner")

    def never(request: HttpRequest) -> HttpResponse:
        raise AssertionError("the view ran")

    with pytest.raises(Refused):
        page("test-refused", policy=lambda actor: NO, title="x")(never)(request)
    del PAGES["test-refused"]


@pytest.mark.django_db
def test_refusals_and_faults_become_pages(client: Client) -> None:
    request = client.get("/help/").wsgi_request
    middleware = RefusalMiddleware(lambda r: HttpResponse())
    refused = middleware.process_exception(request, Refused(NO))
    assert refused is not None
    assert refused.status_code == 403
    assert "Không được." in refused.content.decode()
    fault = Fault("test.wrong", "sheet 1, row 3", "Sai <b>số</b>.", "Wrong.", got="x", expected="y")
    wrong = middleware.process_exception(request, Faults(fault))
    assert wrong is not None
    assert wrong.status_code == 422
    html = wrong.content.decode()
    assert "sheet 1, row 3" in html
    assert "<b>số</b>" not in html
    assert middleware.process_exception(request, ValueError()) is None


@pytest.mark.django_db
def test_the_audit_page_is_for_auditors_and_narrows(client_as: Callable[..., Any]) -> None:
    assert client_as("leader").get("/audit/").status_code == 403
    client = client_as("auditor")
    now = timezone.now()
    with transaction.atomic():
        for days, name in ((0, "Sở Tài nguyên và Môi trường"), (3, "Quận Đống Đa"), (9, "Sở Y tế")):
            audit.record(client.account, "mark_unit", ("unit", name, name), at=now - timedelta(days=days))

    def seen(query: str) -> list[str]:
        answer = client.get(f"/audit/?{query}")
        assert answer.status_code == 200
        return [entry.subject_label for entry in answer.context["entries"]]

    local: datetime = timezone.localtime(now)
    assert seen("q=so+tai+nguyen") == ["Sở Tài nguyên và Môi trường"]
    assert seen("q=dong+da") == ["Quận Đống Đa"]
    assert seen("verb=sign_in") == []
    assert len(seen(f"since={(local - timedelta(days=4)).date()}")) == 2
    assert seen(f"until={(local - timedelta(days=5)).strftime('%d/%m/%Y')}") == ["Sở Y tế"]
    assert len(seen("since=nonsense")) == 3
    assert len(seen(f"actor={client.account.username}")) == 3


@pytest.mark.django_db
def test_the_audit_page_makes_a_constant_number_of_queries(
    client_as: Callable[..., Any], django_assert_max_num_queries: Any
) -> None:
    client = client_as("auditor")
    with transaction.atomic():
        for number in range(60):
            audit.record(client.account, "mark_unit", ("unit", number), at=timezone.now())
    with django_assert_max_num_queries(8):
        assert client.get("/audit/").status_code == 200


@pytest.mark.django_db
def test_groups_of_buttons_are_no_forms(client: Client) -> None:
    """A form is no group; the group stands inside it."""
    text = client.get("/help/").content.decode()
    assert (
        text.count('<div class="sizes" role="group"')
        == text.count('<div class="languages" role="group"')
        == 1
    )
    assert not [form for form in text.split("<form")[1:] if 'role="group"' in form.split(">")[0]]


def test_the_menu_leaves_a_pages_own_groups_alone() -> None:
    """A page may call its own list ``groups``; the frame around it must not write over it."""
    text = Path(get_template("platform/base.html").origin.name).read_text("utf-8")
    assert " as groups" not in text and " in groups" not in text
