"""The commands that keep the records: exit codes, JSON, and a trail that was touched."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner, Result
from django.db import connection, transaction

from lotrinh.cli import group
from lotrinh.office.platform import audit

AT = datetime(2020, 7, 27, 8, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def run(*words: str) -> Result:
    return CliRunner().invoke(group, words, catch_exceptions=False)


def write(count: int) -> str:
    with transaction.atomic():
        return [audit.record(None, "mark_unit", ("unit", n), at=AT) for n in range(count)][-1].hash


def test_a_whole_trail_ends_with_zero_and_tells_its_head() -> None:
    head = write(3)
    done = run("audit", "verify", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {"ok": True, "entries": 3, "head": head, "broken": []}
    assert run("audit", "verify", "--head", head).exit_code == 0


def test_a_trail_without_the_noted_head_ends_with_one() -> None:
    write(2)
    done = run("audit", "verify", "--json", "--head", "f" * 64)
    assert done.exit_code == 1
    assert json.loads(done.stdout)["ok"] is False


def test_wrong_usage_ends_with_two() -> None:
    assert run("audit", "verify", "--no-such-option").exit_code == 2
    assert run("no-such-command").exit_code == 2


def test_migrating_again_does_nothing() -> None:
    done = run("migrate", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {"ok": True, "applied": []}


def test_sqlite_runs_as_it_was_measured() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite alone")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert connection.settings_dict["ATOMIC_REQUESTS"] is False
