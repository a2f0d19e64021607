"""Which database: SQLite beside the other data, or PostgreSQL by DATABASE_URL."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url

# WAL with immediate transactions: 8 writers x 250 transactions gave no "locked" and no lost update; either
# alone is worse than the defaults. FULL keeps the last commit through a power cut and costs nothing that
# could be measured. Recursive triggers: a REPLACE then asks the triggers of frozen rows as a DELETE does.
SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout=20000;PRAGMA temp_store=MEMORY;"
        "PRAGMA recursive_triggers=ON;"
    ),
}


def database(folder: Path) -> dict[str, Any]:
    """The settings of the one database."""
    address = os.environ.get("DATABASE_URL")
    if address:
        return dict(dj_database_url.parse(address, conn_max_age=600, conn_health_checks=True))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "lotrinh.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
    }
