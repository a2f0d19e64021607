"""The audit trail: in the caller's transaction, append-only, and a chain that shows every change."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from lotrinh.office.platform import audit, chain
from lotrinh.office.platform.models import AuditEntry

AT = datetime(2020, 7, 27, 8, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def put(count: int) -> list[AuditEntry]:
    with transaction.atomic():
        return [
            audit.record(
                None, "move_visit", ("visit", i, f"Sở {i}"), at=AT, before={"day": 1.0}, after={"day": 2.5}
            )
            for i in range(count)
        ]


def unguarded(sql: str, params: list[object]) -> None:
    """Write past the triggers, as somebody with the database's own password could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(sql, params)
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(sql, params)
        for _name, made in triggers:
            cursor.execute(made)


def test_an_untouched_chain_is_whole() -> None:
    entries = put(5)
    check = audit.verify()
    assert check.whole
    assert (check.entries, check.head) == (5, entries[-1].hash)
    assert [e.number for e in entries] == [1, 2, 3, 4, 5]
    assert entries[0].previous_hash == chain.FIRST


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("note", "x"),
        ("verb", "adopt_roadmap"),
        ("actor_label", "Ai đó"),
        ("at", datetime(2021, 1, 1, tzinfo=UTC)),
        ("after", '{"day": 3}'),
    ],
)
def test_a_changed_entry_is_found(column: str, value: object) -> None:
    put(4)
    unguarded(f"UPDATE platform_auditentry SET {column} = %s WHERE number = 2", [value])
    check = audit.verify()
    assert [number for number, _why in check.broken] == [2]


def test_a_removed_entry_is_found() -> None:
    put(4)
    unguarded("DELETE FROM platform_auditentry WHERE number = %s", [2])
    assert not audit.verify().whole


def test_a_cut_tail_is_found_by_a_noted_head() -> None:
    head = put(4)[-1].hash
    unguarded("DELETE FROM platform_auditentry WHERE number = %s", [4])
    assert audit.verify().whole
    assert not audit.verify(expected_head=head).whole


@pytest.mark.parametrize(
    "sql", ["UPDATE platform_auditentry SET note = 'x'", "DELETE FROM platform_auditentry"]
)
def test_the_database_refuses_to_change_entries(sql: str) -> None:
    put(1)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_postgresql_refuses_to_truncate() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE platform_auditentry CASCADE")


def test_an_entry_dies_with_its_transaction() -> None:
    put(1)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        audit.record(None, "move_visit", ("visit", 9), at=AT)
        _ = 1 / 0
    assert AuditEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        audit.record(None, "move_visit", ("visit", 9), at=AT)


def test_numbers_come_back_from_both_databases_as_they_were_hashed() -> None:
    odd = {
        "whole": 3.0,
        "small": 1e-7,
        "large": 1e22,
        "day": AT.date(),
        "text": "Sở\0 Nội vụ",
        "list": [0.1, None],
    }
    with transaction.atomic():
        audit.record(None, "move_visit", ("visit", 1), at=AT, after=odd)
    assert audit.verify().whole


def test_not_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        put(1)
        audit.record(None, "move_visit", ("visit", 1), at=AT, after={"gap": float("nan")})


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_do_not_fork_the_chain() -> None:
    def write(name: int) -> None:
        for step in range(10):
            with transaction.atomic():
                audit.record(None, "move_visit", ("visit", f"{name}-{step}"), at=AT)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    check = audit.verify()
    assert check.whole
    assert check.entries == 40
