"""Signing in and out, the lock after five wrong passwords, and one's own account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from lotrinh.office.platform.models import AuditEntry
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
ADDRESS = "/account/sign-in/"


def send(client: Client, password: str, username: str = "planner") -> Any:
    return client.post(ADDRESS, {"username": username, "password": password})


def test_strangers_are_sent_to_sign_in_and_come_back(
    make_account: Callable[..., Any], client: Client
) -> None:
    make_account("auditor")
    answer = client.get("/audit/?verb=sign_in")
    assert answer.status_code == 302
    back = client.post(answer.headers["Location"], {"username": "auditor", "password": PASSWORD})
    assert back.headers["Location"] == "/audit/?verb=sign_in"


def test_signing_in_and_out_is_written_down(make_account: Callable[..., Any], client: Client) -> None:
    account = make_account("planner")
    assert send(client, PASSWORD).status_code == 302
    assert client.post("/account/sign-out/").status_code == 302
    verbs = list(AuditEntry.objects.order_by("number").values_list("verb", "actor_id"))
    assert verbs == [("sign_in", account.pk), ("sign_out", account.pk)]


def test_the_fifth_wrong_password_closes_the_door(make_account: Callable[..., Any], client: Client) -> None:
    make_account("planner")
    assert [send(client, "sai").status_code for _ in range(4)] == [422] * 4
    assert send(client, "sai").status_code == 429
    locked = send(client, PASSWORD)
    assert locked.status_code == 429
    assert "15 phút" in locked.content.decode()


def test_a_closed_account_does_not_come_in(make_account: Callable[..., Any], client: Client) -> None:
    make_account("planner", is_active=False)
    assert send(client, PASSWORD).status_code == 422


def test_no_other_host_is_gone_to_after_signing_in(make_account: Callable[..., Any], client: Client) -> None:
    make_account("planner")
    body = {"username": "planner", "password": PASSWORD, "next": "https://example.org/"}
    assert client.post(ADDRESS, body).headers["Location"] == "/"


def test_a_wrong_form_has_a_summary_that_links_to_the_field(client: Client) -> None:
    page = client.post(ADDRESS, {"username": "", "password": ""}).content.decode()
    assert 'class="error-summary"' in page
    assert 'href="#id_username"' in page
    assert 'id="id_username_error"' in page
    assert "id_username_error" in page.split('name="username"')[1].split(">")[0]


def test_a_new_password_needs_the_old_one(client_as: Callable[..., Any]) -> None:
    client = client_as("planner")
    new = {"new_password1": "Khac-hoan-toan-77", "new_password2": "Khac-hoan-toan-77"}
    assert client.post("/account/password/", {"old_password": "sai", **new}).status_code == 422
    assert client.post("/account/password/", {"old_password": PASSWORD, **new}).status_code == 302
    client.account.refresh_from_db()
    assert client.account.check_password("Khac-hoan-toan-77")
    assert client.get("/account/").status_code == 200


def test_the_profile_keeps_language_and_text_size(client_as: Callable[..., Any]) -> None:
    client = client_as("planner")
    body = {"full_name": "Lê Thị Mới", "language": "en", "text_size": "larger"}
    assert client.post("/account/", body).status_code == 302
    page = client.get("/account/").content.decode()
    assert '<html lang="en" data-text="larger">' in page
    assert "Your account is saved." in page


def test_demonstration_accounts_show_only_when_there_are_any(
    make_account: Callable[..., Any], client: Client
) -> None:
    make_account("planner")
    assert "signin-demo" not in client.get(ADDRESS).content.decode()
    make_account("leader", is_demonstration=True)
    page = client.get(ADDRESS).content.decode()
    assert 'data-value="leader1"' in page
    assert 'data-value="planner"' not in page
