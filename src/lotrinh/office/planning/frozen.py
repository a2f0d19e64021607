"""Triggers that keep an adopted roadmap and its visits as they are, on SQLite and on PostgreSQL."""

from __future__ import annotations

from typing import Any

KEPT = (
    "id",
    "plan_id",
    "version",
    "origin",
    "seed",
    "problem",
    "answer",
    "total",
    "bound",
    "gap",
    "digest",
    "replaces_id",
    "adopted_by_id",
    "adopted_at",
    "created_by_id",
    "created_at",
)
STATUS = "OLD.status <> 'draft' AND NOT (OLD.status = 'adopted' AND NEW.status = 'superseded')"
FROZEN = "a roadmap that is no draft is frozen"


def statements(vendor: str) -> list[str]:
    """What to run forwards."""
    return _sqlite() if vendor == "sqlite" else _postgresql()


def undone(vendor: str) -> list[str]:
    """What to run backwards."""
    suffix = {"planning_roadmap": " ON planning_roadmap", "planning_visit": " ON planning_visit"}
    out = []
    for name, table in (
        ("planning_roadmap_kept", "planning_roadmap"),
        ("planning_roadmap_state", "planning_roadmap"),
        ("planning_roadmap_stays", "planning_roadmap"),
        ("planning_visit_insert", "planning_visit"),
        ("planning_visit_update", "planning_visit"),
        ("planning_visit_delete", "planning_visit"),
        ("planning_roadmap_no_truncate", "planning_roadmap"),
        ("planning_visit_no_truncate", "planning_visit"),
    ):
        out.append(f"DROP TRIGGER IF EXISTS {name}" + (suffix[table] if vendor == "postgresql" else ""))
    return out


def _visit_is_frozen(row: str) -> str:
    clause = f"r.id = {row}.roadmap_id AND r.status <> 'draft'"
    return f"EXISTS (SELECT 1 FROM planning_roadmap r WHERE {clause})"  # nosec B608: NEW or OLD


def _sqlite() -> list[str]:
    def trigger(name: str, when: str, table: str, condition: str) -> str:
        return (
            f"CREATE TRIGGER {name} BEFORE {when} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"
        )

    return [
        trigger(
            "planning_roadmap_kept",
            f"UPDATE OF {', '.join(KEPT)}",
            "planning_roadmap",
            "OLD.status <> 'draft'",
        ),
        trigger("planning_roadmap_state", "UPDATE OF status", "planning_roadmap", STATUS),
        trigger("planning_roadmap_stays", "DELETE", "planning_roadmap", "OLD.status <> 'draft'"),
        trigger("planning_visit_insert", "INSERT", "planning_visit", _visit_is_frozen("NEW")),
        trigger(
            "planning_visit_update",
            "UPDATE",
            "planning_visit",
            f"{_visit_is_frozen('OLD')} OR {_visit_is_frozen('NEW')}",
        ),
        trigger("planning_visit_delete", "DELETE", "planning_visit", _visit_is_frozen("OLD")),
    ]


def _postgresql() -> list[str]:
    refuse = f"RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'restrict_violation';"
    visits = (
        "CREATE OR REPLACE FUNCTION planning_visit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "  # nosec B608: our own words
        "BEGIN IF TG_OP <> 'INSERT' AND "
        f"{_visit_is_frozen('OLD')} THEN {refuse} END IF; "
        "IF TG_OP <> 'DELETE' AND "
        f"{_visit_is_frozen('NEW')} THEN {refuse} END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    roadmap = (
        "CREATE OR REPLACE FUNCTION planning_roadmap_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {refuse} END $$"
    )

    def trigger(name: str, when: str, condition: str) -> str:
        return (
            f"CREATE TRIGGER {name} BEFORE {when} ON planning_roadmap FOR EACH ROW WHEN ({condition}) "
            "EXECUTE FUNCTION planning_roadmap_refuse()"
        )

    return [
        visits,
        roadmap,
        trigger("planning_roadmap_kept", f"UPDATE OF {', '.join(KEPT)}", "OLD.status <> 'draft'"),
        trigger("planning_roadmap_state", "UPDATE OF status", STATUS),
        trigger("planning_roadmap_stays", "DELETE", "OLD.status <> 'draft'"),
        *(
            f"CREATE TRIGGER planning_visit_{verb} BEFORE {verb.upper()} ON planning_visit FOR EACH ROW "
            "EXECUTE FUNCTION planning_visit_refuse()"
            for verb in ("insert", "update", "delete")
        ),
        _truncated("planning_roadmap"),
        _truncated("planning_visit"),
    ]


def _truncated(table: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
        "EXECUTE FUNCTION planning_roadmap_refuse()"
    )


def freeze(apps: Any, editor: Any) -> None:
    """For RunPython."""
    for statement in statements(editor.connection.vendor):
        editor.execute(statement, params=None)


def thaw(apps: Any, editor: Any) -> None:
    """For RunPython, backwards."""
    for statement in undone(editor.connection.vendor):
        editor.execute(statement, params=None)
