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


def frozen_when(
    table: str, name: str, condition: str, columns: tuple[str, ...] = (), *, stays: bool = True
) -> Operation:
    """A migration operation: rows for which the condition holds are not changed and, with ``stays``, not
    deleted (the condition must then not speak of NEW).

    condition: SQL over the row as it was, each column as ``OLD.column``, the same on both databases. columns:
    the ones that are kept (all when empty); the others may still change. name: tells several apart on one
    table.
    """
    label = f"{table}_{name}"
    of = f" OF {', '.join(columns)}" if columns else ""
    refusal = f"{label}: a frozen row is not changed"

    def forwards(apps: Any, editor: Any) -> None:
        for statement in _frozen(editor.connection.vendor):
            editor.execute(statement, params=None)

    def _frozen(vendor: str) -> list[str]:
        when = {f"{label}_kept": f"UPDATE{of}"} | ({f"{label}_stays": "DELETE"} if stays else {})
        if vendor == "sqlite":
            return [
                f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
                for trigger, event in when.items()
            ]
        # The condition stands in the function: PostgreSQL allows no sub-query in WHEN.
        function = (
            f"CREATE OR REPLACE FUNCTION {label}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'restrict_violation'; END IF; "
            "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
        )
        rows = [
            f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} FOR EACH ROW "
            f"EXECUTE FUNCTION {label}_refuse()"
            for trigger, event in when.items()
        ]
        return [function, *rows]

    def backwards(apps: Any, editor: Any) -> None:
        suffix = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        for part in ("kept", "stays"):
            editor.execute(f"DROP TRIGGER IF EXISTS {label}_{part}{suffix}", params=None)

    return RunPython(forwards, backwards)
