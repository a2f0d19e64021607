"""Bringing an installation up to date: tables, definitions, plans, risk, collected files."""

from __future__ import annotations

import hashlib
import json
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
from django.db.models import Count, Max

from lotrinh.method import risk
from lotrinh.method.definitions import Library
from lotrinh.office.planning.actions.assess_risk import assess_risk
from lotrinh.office.planning.actions.load_plans import load_plans
from lotrinh.office.planning.models import Plan
from lotrinh.office.registry.actions.load_definitions import load_definitions
from lotrinh.office.registry.models import IndexResult, LoadedDefinition

RISK_KEY = "risk-marks"


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
    """Assess every plan anew, unless definitions, results and method are the ones of the last time."""
    digest = _risk_digest(library)
    if LoadedDefinition.objects.filter(key=RISK_KEY, digest=digest).exists():
        return {}
    marked = {plan.key: assess_risk(None, library, plan, at=at) for plan in Plan.objects.order_by("key")}
    values = {"digest": digest, "rows": sum(marked.values()), "loaded_at": at}
    LoadedDefinition.objects.update_or_create(key=RISK_KEY, defaults=values)
    return marked


def _risk_digest(library: Library) -> str:
    """SHA-256 over the files of definitions and method, the plans, and how many results there are."""
    total = hashlib.sha256()
    for folder in (library.root, Path(risk.__file__).parent):
        for path in sorted(p for p in folder.rglob("*") if p.suffix in {".py", ".yaml", ".csv"}):
            total.update(path.read_bytes())
    results = IndexResult.objects.aggregate(count=Count("pk"), last=Max("pk"))
    plans = list(Plan.objects.order_by("key").values_list("key", "digest"))
    total.update(json.dumps([results, plans]).encode())
    return total.hexdigest()


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
