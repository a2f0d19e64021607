"""What every test may use: accounts by role, signed-in clients, frozen rows that tests may empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client
from hypothesis import settings as hypothesis_settings

PASSWORD = "Mat-khau-thu-2020"

# A slow machine is no fault of the code: how long things take is measured in bench/, never in a test.
hypothesis_settings.register_profile("lotrinh", deadline=None)
hypothesis_settings.load_profile("lotrinh")


@pytest.fixture
def make_account(db: None) -> Callable[..., Any]:
    """``make_account("planner", unit_code=…)``: an account of that role; its password is PASSWORD."""
    from lotrinh.office.accounts.models import Account

    def make(role: str, **values: Any) -> Any:
        count = Account.objects.count()
        values.setdefault("username", f"{role}{count or ''}")
        values.setdefault("full_name", f"Nguyễn Văn {role.title()}")
        if role == "inspected_unit":
            values.setdefault("unit_code", "hn.snv")
        account = Account(role=role, **values)
        account.set_password(PASSWORD)
        account.save()
        return account

    return make


@pytest.fixture
def client_as(make_account: Callable[..., Any]) -> Callable[..., Client]:
    """``client_as("leader")``: a client signed in as a new account of that role (or as a given one)."""

    def sign_in(role: Any, **values: Any) -> Client:
        account = make_account(role, **values) if isinstance(role, str) else role
        client = Client()
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        client.account = account  # type: ignore[attr-defined]
        return client

    return sign_in


@pytest.fixture(autouse=True, scope="session")
def flush_past_triggers() -> Iterator[None]:
    """Tests with real transactions empty the tables afterwards; frozen rows would refuse that."""
    operations = type(connection.ops)
    kept = operations.execute_sql_flush
    operations.execute_sql_flush = _flush_postgresql if connection.vendor == "postgresql" else _flush_sqlite
    yield
    operations.execute_sql_flush = kept


def _flush_sqlite(self: Any, sql_list: list[str]) -> None:
    with self.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        BaseDatabaseOperations.execute_sql_flush(self, sql_list)
        for _name, sql in triggers:
            cursor.execute(sql)


def _flush_postgresql(self: Any, sql_list: list[str]) -> None:
    with self.connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            BaseDatabaseOperations.execute_sql_flush(self, sql_list)
        finally:
            cursor.execute("SET session_replication_role = DEFAULT")
