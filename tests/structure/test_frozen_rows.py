"""Every table that a migration froze still has its triggers: SQLite loses them when a later migration makes
the table anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection

OFFICE = Path(__file__).resolve().parents[2] / "src" / "lotrinh" / "office"
CALL = re.compile(r'(append_only|frozen_when)\(\s*"(\w+)"(?:,\s*"(\w+)")?', re.S)


def frozen_tables() -> list[tuple[str, str]]:
    """(table, trigger) pairs that the migrations ask for."""
    found = []
    for path in sorted(OFFICE.glob("*/migrations/*.py")):
        for kind, table, name in CALL.findall(path.read_text("utf-8")):
            trigger = f"{table}_no_update" if kind == "append_only" else f"{table}_{name}_kept"
            found.append((table, trigger))
    return found


def triggers() -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.django_db
def test_every_frozen_table_has_its_triggers() -> None:
    wanted = frozen_tables()
    assert len(wanted) > 10
    there = triggers()
    assert [pair for pair in wanted if pair[1][:63] not in there] == []
