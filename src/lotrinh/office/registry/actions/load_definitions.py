"""Load what is defined into the tables: sectors, registers, successions, published results."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from lotrinh.method.definitions import Library
from lotrinh.method.registers import RegisterUnit, Succession
from lotrinh.method.text import fold, sort_key
from lotrinh.office.platform import audit
from lotrinh.office.registry import models
from lotrinh.office.registry.actions.load_results import load_results

Progress = Callable[[str, int, int], None]
BATCH = 500
_UNIT_FIELDS = [
    "register", "name", "folded", "sort_key", "kind", "type", "parent", "valid_from", "valid_to", "position",
    "lat", "lon", "place_note", "gso_code", "area_km2", "population", "head_office", "note", "source",
]  # fmt: skip


def quiet(what: str, done: int, total: int) -> None:
    """The progress of those who do not look."""


def load_definitions(
    library: Library, *, at: dt.datetime, actor: Any = None, progress: Progress = quiet
) -> dict[str, int]:
    """Load every definition whose digest is new. Returns rows loaded by definition; empty when all was there.

    at: the moment, for the audit. progress is called with (definition, done, total).
    """
    jobs = _jobs(library)
    loaded: dict[str, int] = {}
    for done, (key, paths, work) in enumerate(jobs):
        progress(key, done, len(jobs))
        digest = digest_of(paths, library.root)
        if not models.LoadedDefinition.objects.filter(key=key, digest=digest).exists():
            loaded[key] = _load(key, digest, work, at, actor)
    progress("", len(jobs), len(jobs))
    return loaded


def _jobs(library: Library) -> list[tuple[str, list[Path], Callable[[], int]]]:
    """(definition, files it is made of, how to load it), in the order that references need."""
    sectors = sorted(library.path("sectors").glob("*.yaml"))
    jobs: list[tuple[str, list[Path], Callable[[], int]]] = [
        ("sectors", sectors, lambda: _load_sectors(library)),
    ]
    keys = library.registers()
    for key in keys:
        paths = [*_files(library.path("registers", key)), *sectors]
        jobs.append((f"registers/{key}", paths, lambda key=key: _load_register(library, key)))  # type: ignore[misc]
    pairs = [path for key in keys for path in _files(library.path("registers", key))]
    jobs.append(("successions", pairs, lambda: _load_successions(library)))
    jobs.append(("indices", _files(library.path("indices")), lambda: load_results(library)))
    return jobs


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in (".csv", ".yaml"))


def digest_of(paths: Iterable[Path], root: Path) -> str:
    """SHA-256 over names and contents."""
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path.relative_to(root)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


@transaction.atomic
def _load(key: str, digest: str, work: Callable[[], int], at: dt.datetime, actor: Any) -> int:
    before = models.LoadedDefinition.objects.filter(key=key).values("digest", "rows").first()
    rows = work()
    models.LoadedDefinition.objects.update_or_create(
        key=key, defaults={"digest": digest, "rows": rows, "loaded_at": at}
    )
    after = {"digest": digest, "rows": rows}
    audit.record(
        actor, "load_definition", ("registry.definition", key, key), at=at, before=before, after=after
    )
    return rows


def _load_sectors(library: Library) -> int:
    rows = [
        models.Sector(key=sector.key, name_vi=sector.name_vi, name_en=sector.name_en, position=position)
        for position, sector in enumerate(library.sectors.values())
    ]
    models.Sector.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=["name_vi", "name_en", "position"]
    )
    return len(rows)


def _load_register(library: Library, key: str) -> int:
    header = library.register_header(key)
    units = list(library.register(key).units.values())
    register, _ = models.Register.objects.update_or_create(
        key=key,
        defaults={
            "name_vi": header.title.vi, "name_en": header.title.en, "valid_from": header.reads_from,
            "source": header.source, "digest": "",
        },
    )  # fmt: skip
    ids: dict[str, int] = {}
    for tier in _tiers(units):
        _upsert(register, units, tier, ids)
        ids |= dict(models.Unit.objects.filter(register=register).values_list("code", "id"))
    _link_sectors(units, ids)
    return len(units)


def _tiers(units: Sequence[RegisterUnit]) -> list[list[RegisterUnit]]:
    """Parents before children."""
    tiers, placed, rest = [], set[str](), list(units)
    while rest:
        tier = [unit for unit in rest if unit.parent is None or unit.parent in placed]
        if not tier:
            raise ValueError(f"parents that are not in the register: {sorted(u.code for u in rest)[:5]}")
        tiers.append(tier)
        placed |= {unit.code for unit in tier}
        rest = [unit for unit in rest if unit.code not in placed]
    return tiers


def _upsert(
    register: models.Register,
    units: Sequence[RegisterUnit],
    tier: Sequence[RegisterUnit],
    ids: dict[str, int],
) -> None:
    order = {unit.code: position for position, unit in enumerate(units)}
    rows = [_unit_row(register, unit, order[unit.code], ids) for unit in tier]
    _keep_places(rows)
    models.Unit.objects.bulk_create(
        rows, BATCH, update_conflicts=True, unique_fields=["code"], update_fields=_UNIT_FIELDS
    )


def _keep_places(rows: Sequence[models.Unit]) -> None:
    """Coordinates that people brought stay where the definition has none."""
    placed = models.Unit.objects.filter(
        code__in=[row.code for row in rows if row.lat is None], lat__isnull=False
    )
    places = {unit.code: unit for unit in placed}
    for row in rows:
        if row.code in places:
            held = places[row.code]
            row.lat, row.lon, row.place_note = held.lat, held.lon, held.place_note


def _unit_row(
    register: models.Register, unit: RegisterUnit, position: int, ids: dict[str, int]
) -> models.Unit:
    return models.Unit(
        code=unit.code, register=register, name=unit.name, folded=fold(unit.name), position=position,
        sort_key=sort_key(unit.name), kind=unit.kind, type=unit.type,
        parent_id=ids[unit.parent] if unit.parent else None,
        valid_from=unit.valid_from, valid_to=unit.valid_to, lat=unit.lat, lon=unit.lon, note=unit.note,
        place_note=unit.place_note, gso_code=unit.gso_code, area_km2=unit.area_km2, source=unit.source,
        population=unit.population, head_office=unit.head_office,
    )  # fmt: skip


def _link_sectors(units: Sequence[RegisterUnit], ids: dict[str, int]) -> None:
    sectors = dict(models.Sector.objects.values_list("key", "id"))
    link = models.Unit.sectors.through
    told = [ids[unit.code] for unit in units if unit.sectors]
    # By the numbers alone: with a join PostgreSQL may look at every pair of rows before it has statistics.
    link._default_manager.filter(unit_id__in=told).delete()
    link._default_manager.bulk_create(
        [
            link(unit_id=ids[unit.code], sector_id=sectors[key])
            for unit in units
            for key in dict.fromkeys(unit.sectors)
        ],
        BATCH,
    )


def _load_successions(library: Library) -> int:
    pairs: dict[tuple[str, str, dt.date], Succession] = {}
    for key in library.registers():
        for pair in library.register(key).successions():
            pairs[pair.predecessor, pair.successor, pair.date] = pair
    ids = dict(models.Unit.objects.values_list("code", "id"))
    models.Succession.objects.all().delete()
    models.Succession.objects.bulk_create(
        [
            models.Succession(
                predecessor_id=ids[pair.predecessor], successor_id=ids[pair.successor], date=pair.date,
                extent=pair.extent, source=pair.source,
            )
            for pair in pairs.values()
        ],
        BATCH,
    )  # fmt: skip
    return len(pairs)
