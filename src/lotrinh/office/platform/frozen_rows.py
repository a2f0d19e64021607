"""Triggers that refuse to change or delete rows, on both databases; for migrations of any component."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.special import RunPython


def append_only(table: str) -> Operation:
    """A migration operation: rows of the table can be added, never changed, deleted or truncated."""

    def forwards(apps: Any, editor: Any) -> None:
        for statement in _STATEMENTS[editor.connection.vendor](table):
            editor.execute(statement, params=None)

    def backwards(apps: Any, editor: Any) -> None:
        for name in (f"{table}_no_update", f"{table}_no_delete", f"{table}_no_truncate"):
            suffix = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {name}{suffix}", params=None)

    return RunPython(forwards, backwards)


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for verb in ("update", "delete")
    ]


def _postgresql(table: str) -> list[str]:
    function = (
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'restrict_violation'; END $$"
    )
    rows = [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
        for verb in ("update", "delete")
    ]
    whole = (
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )
    return [function, *rows, whole]


_STATEMENTS = {"sqlite": _sqlite, "postgresql": _postgresql}
