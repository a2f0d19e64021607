"""Accounts as the administrator keeps them, and what roles may do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from lotrinh.method.faults import Faults
from lotrinh.office.accounts.actions.accounts import change_account, create_account
from lotrinh.office.accounts.models import Account
from lotrinh.office.accounts.policies import may
from lotrinh.office.accounts.queries import accounts_seen_by
from lotrinh.office.platform.models import AuditEntry
from lotrinh.office.platform.policies import Refused
from lotrinh.office.platform.roles import roles

pytestmark = pytest.mark.django_db
NEW = {"username": "moi", "full_name": "Lê Văn Mới", "role": "planner", "unit_code": "", "is_active": True}
NEW["language"] = ""


@pytest.mark.parametrize("role", [key for key in roles() if key != "administrator"])
def test_only_the_administrator_keeps_accounts(
    role: str, client_as: Callable[..., Any], make_account: Callable[..., Any]
) -> None:
    client = client_as(role)
    other = make_account("planner", username="khac")
    for address in ("/account/people/", "/account/people/new/", f"/account/people/{other.pk}/"):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "Quản trị hệ thống" in answer.content.decode()
    with pytest.raises(Refused):
        create_account(client.account, NEW, "Mat-khau-77-dai")
    assert not accounts_seen_by(client.account).exists()


def test_the_administrator_makes_changes_and_closes_accounts(client_as: Callable[..., Any]) -> None:
    client = client_as("administrator")
    body = {**NEW, "password": "Mat-khau-77-dai", "is_active": "on"}
    assert client.post("/account/people/new/", body).status_code == 302
    made = Account.objects.get(username="moi")
    assert made.check_password("Mat-khau-77-dai")
    closed = {k: v for k, v in body.items() if k not in ("is_active", "password")}
    assert client.post(f"/account/people/{made.pk}/", closed).status_code == 302
    made.refresh_from_db()
    assert not made.is_active
    assert made.check_password("Mat-khau-77-dai")
    entry = AuditEntry.objects.get(verb="change_account")
    assert (entry.before["is_active"], entry.after["is_active"]) == (True, False)
    assert "password" not in str(entry.after)


def test_a_new_account_needs_a_good_password(client_as: Callable[..., Any]) -> None:
    client = client_as("administrator")
    for word in ("", "1234567890", "ngan"):
        assert client.post("/account/people/new/", {**NEW, "password": word}).status_code == 422
    assert not Account.objects.filter(username="moi").exists()


def test_an_inspected_unit_needs_its_unit(make_account: Callable[..., Any]) -> None:
    with pytest.raises(Faults) as caught:
        create_account(make_account("administrator"), {**NEW, "role": "inspected_unit"}, "Mat-khau-77-dai")
    assert caught.value.faults[0].where == "unit_code"


def test_nobody_closes_the_own_door(make_account: Callable[..., Any]) -> None:
    administrator = make_account("administrator")
    with pytest.raises(Faults):
        change_account(administrator, administrator, {"is_active": False})


def test_closed_by_default(make_account: Callable[..., Any]) -> None:
    planner = make_account("planner")
    assert may(planner, "build_roadmap")
    assert not may(planner, "adopt_roadmap")
    assert not may(planner, "a_verb_that_nobody_has")
    assert not may(AnonymousUser(), "read_plan")
    assert not may(Account(role="a_role_that_is_not", is_active=True), "read_plan")
    planner.is_active = False
    assert not may(planner, "build_roadmap")


def test_a_refusal_says_who_may(make_account: Callable[..., Any]) -> None:
    reason = may(make_account("planner"), "adopt_roadmap").reason
    assert "Lãnh đạo" in reason.vi
    assert "Leader" in reason.en


READING = ("read_", "compare_", "search", "export_")


@pytest.mark.parametrize("key", ["auditor", "appraiser"])
def test_readers_change_nothing(key: str) -> None:
    changing = {v for v in roles()[key].verbs if not v.startswith(READING)}
    assert changing == set()


@pytest.mark.parametrize("key", ["inspected_unit", "unit_head"])
def test_a_unit_changes_only_its_own_reports_and_corrections(key: str) -> None:
    changing = {v for v in roles()[key].verbs if not v.startswith(READING)}
    assert changing == {
        "write_self_report",
        "hand_in_self_report",
        "plan_correction",
        "report_progress",
        "report_done",
        "ask_extension",
    }


def test_the_list_makes_a_constant_number_of_queries(
    client_as: Callable[..., Any], make_account: Callable[..., Any], django_assert_max_num_queries: Any
) -> None:
    client = client_as("administrator")
    for number in range(30):
        make_account("planner", username=f"nguoi{number}")
    with django_assert_max_num_queries(6):
        assert client.get("/account/people/").status_code == 200
