"""Bringing an installation up to date: tables, definitions, plans, risk, collected files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from lotrinh.method.definitions import Library
from lotrinh.office.planning.actions.assess_risk import assess_risk
from lotrinh.office.planning.actions.load_plans import load_plans
from lotrinh.office.planning.models import Plan
from lotrinh.office.registry.actions.load_definitions import load_definitions


@dataclass(frozen=True, slots=True)
class Loading:
    """One step of loading; run returns what is new."""

    key: str
    vi: str
    en: str
    run: Callable[[Library, datetime], Any]


def _definitions(library: Library, at: datetime) -> dict[str, int]:
    return load_definitions(library, at=at)


def _plans(library: Library, at: datetime) -> list[str]:
    return [plan.key for plan in load_plans(None, library, at=at)]


def _risk(library: Library, at: datetime) -> dict[str, int]:
    return {plan.key: assess_risk(None, library, plan, at=at) for plan in Plan.objects.order_by("key")}


LOADING = (
    Loading(
        "definitions", "Sổ đơn vị và kết quả chỉ số", "Registers of units and index results", _definitions
    ),
    Loading("plans", "Kế hoạch", "Plans", _plans),
    Loading("risk", "Điểm rủi ro", "Risk", _risk),
)


def migrate() -> list[str]:
    """Apply what is missing; returns the names of what was applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", verbosity=0, interactive=False)
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def collect_static() -> bool:
    """Collect and compress the static files when one is newer than the manifest; True when it was needed."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    made = manifest.stat().st_mtime if manifest.exists() else 0.0
    if made and all(Path(path).stat().st_mtime <= made for path in _static_files()):
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    return True


def _static_files() -> list[str]:
    return [storage.path(name) for finder in get_finders() for name, storage in finder.list([])]
