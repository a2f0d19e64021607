"""A database for benchmarks: a fresh one with the settings of service, thrown away afterwards.

SQLite in a file with full synchronisation, or PostgreSQL when DATABASE_URL is set (a test database there).
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django


@contextmanager
def office() -> Iterator[str]:
    """Set up the office with an empty database; gives its kind, 'sqlite' or 'postgresql'."""
    with tempfile.TemporaryDirectory(prefix="lotrinh-bench-") as folder:
        os.environ.update(
            LOTRINH_DATA=folder,
            LOTRINH_SECRET_KEY="for the benchmark alone",
            DJANGO_SETTINGS_MODULE="lotrinh.office.project.settings",
            LOTRINH_LOG="ERROR",
        )
        django.setup()
        from django.conf import settings
        from django.db import connection

        settings.STORAGES = {
            **settings.STORAGES,
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        }
        settings.ALLOWED_HOSTS = ["testserver"]
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "bench.sqlite3")
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield connection.vendor
        finally:
            connection.creation.destroy_test_db(str(connection.settings_dict["NAME"]), verbosity=0)


def timed(act: Callable[[], Any], times: int) -> dict[str, float]:
    """Milliseconds of one act, run so often after one run that warms up; cpu_ms: of this process alone, since
    on a shared machine others take their part of the clock.
    """
    act()
    spent, worked = [], time.process_time()
    for _ in range(times):
        started = time.perf_counter()
        act()
        spent.append((time.perf_counter() - started) * 1000)
    cpu = (time.process_time() - worked) * 1000 / times
    spent.sort()
    return {
        "median_ms": round(statistics.median(spent), 1),
        "p95_ms": round(spent[max(0, int(len(spent) * 0.95) - 1)], 1),
        "cpu_ms": round(cpu, 1),
        "runs": times,
    }
