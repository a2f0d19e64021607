"""``lotrinh definitions``: check, list, show and freeze what the law and the plans are."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from lotrinh.cli.output import DATA_WRONG, json_option, language, put_json, report_faults, say
from lotrinh.method.checklists import check_checklists
from lotrinh.method.definitions import Library, PlanDefinition
from lotrinh.method.definitions.checking import check
from lotrinh.method.definitions.digests import digest, freeze, frozen
from lotrinh.method.faults import Faults
from lotrinh.method.findings import check_findings
from lotrinh.method.registers import RegisterUnit
from lotrinh.method.risk import check_risk
from lotrinh.method.workflows import check_workflows

root_option = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Another folder of definitions.",
)


@click.group("definitions")
def group() -> None:
    """Check, list, show and freeze definitions."""


@group.command("check")
@root_option
@json_option
def check_command(root: Path | None, as_json: bool) -> None:
    """Check schema, references, sums, dates, duplicates, frozen digests; exit code 1 when one is wrong."""
    library = Library.open(root)
    faults = check(library, more=[check_risk, check_workflows, check_checklists, check_findings])
    if faults:
        report_faults(Faults(faults), as_json=as_json)
        say(f"{len(faults)} lỗi.", f"{len(faults)} faults.", bold=True)
        sys.exit(DATA_WRONG)
    names = sum(len(keys) for keys in _names(library).values())
    if as_json:
        put_json({"ok": True, "faults": [], "definitions": names})
        return
    say(f"Không có lỗi: {names} định nghĩa.", f"No faults: {names} definitions.", bold=True)


@group.command("list")
@root_option
@json_option
def list_command(root: Path | None, as_json: bool) -> None:
    """List registers, calendars, plans, sectors and sources; what is frozen is marked."""
    library = Library.open(root)
    names, done = _names(library), frozen(library.root)
    if as_json:
        put_json({"definitions": names, "frozen": done})
        return
    for folder, keys in names.items():
        for key in keys:
            mark = " ■" if f"{folder}/{key}" in done else ""
            click.echo(f"{folder}/{key}{mark}")


@group.command("show")
@click.argument("key")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Day on which a register is read."
)
@root_option
@json_option
def show_command(key: str, as_of: datetime | None, root: Path | None, as_json: bool) -> None:
    """Show a plan, a register as of a day, a calendar year by year, or the source KEY."""
    library = Library.open(root)
    folder, name = _where(library, key)
    shown = SHOW[folder](library, name, as_of)
    if as_json:
        put_json(shown)
        return
    for line in _lines(shown):
        click.echo(line)


@group.command("digest")
@click.argument("key")
@root_option
@json_option
def digest_command(key: str, root: Path | None, as_json: bool) -> None:
    """Print the SHA-256 of the definition KEY (folder/key)."""
    library = Library.open(root)
    value = digest(library.root, key)
    if as_json:
        put_json({"key": key, "digest": value, "frozen": frozen(library.root).get(key)})
        return
    click.echo(value)


@group.command("freeze")
@click.argument("key")
@root_option
@json_option
def freeze_command(key: str, root: Path | None, as_json: bool) -> None:
    """Record the digest of the definition KEY (folder/key) as published."""
    library = Library.open(root)
    value = freeze(library.root, key)
    if as_json:
        put_json({"key": key, "digest": value})
        return
    say(f"Đã khóa {key}: {value}", f"Frozen {key}: {value}")


def _names(library: Library) -> dict[str, list[str]]:
    return {
        "plans": library.plans(),
        "registers": library.registers(),
        "calendars": library.calendars(),
        "sectors": list(library.sectors),
        "sources": list(library.sources),
    }


def _where(library: Library, key: str) -> tuple[str, str]:
    """(folder, name) of a key with or without its folder."""
    folder, _, name = key.rpartition("/")
    for known, keys in _names(library).items():
        if name in keys and folder in ("", known):
            return known, name
    raise click.BadParameter(
        f"không có định nghĩa {key}" if language() == "vi" else f"there is no definition {key}",
        param_hint="KEY",
    )


def _show_plan(library: Library, name: str, as_of: datetime | None) -> dict[str, Any]:
    plan: PlanDefinition = library.plan(name)
    return plan.model_dump(mode="json", by_alias=True, exclude_none=True)


def _show_register(library: Library, name: str, as_of: datetime | None) -> dict[str, Any]:
    header, register = library.register_header(name), library.register(name)
    units = register.units_as_of(as_of.date()) if as_of else list(register.units.values())
    return {
        "key": name,
        "title": header.title.sentence(language()),
        "as_of": as_of.date().isoformat() if as_of else None,
        "counts": dict(Counter(u.kind for u in units)),
        "units": [_unit(u) for u in units],
    }


def _unit(unit: RegisterUnit) -> dict[str, Any]:
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "parent": unit.parent,
        "sectors": list(unit.sectors),
    }


def _show_calendar(library: Library, name: str, as_of: datetime | None) -> dict[str, Any]:
    calendar = library.calendar(name)
    first, last = calendar.years
    return {
        "key": name,
        "working_days": {year: calendar.working_days(year) for year in range(first, last + 1)},
        "days": [{"date": d.date.isoformat(), "kind": d.kind, "name": d.name_vi} for d in calendar.days],
    }


def _show_sector(library: Library, name: str, as_of: datetime | None) -> dict[str, Any]:
    duties = [d for key in library.registers() for d in library.duties(key) if d.sector == name]
    sector = library.sectors[name].model_dump(mode="json", exclude_none=True)
    return {**sector, "duties": [d.model_dump(mode="json", exclude_none=True) for d in duties]}


def _show_source(library: Library, name: str, as_of: datetime | None) -> dict[str, Any]:
    return library.sources[name].model_dump(mode="json", exclude_none=True)


SHOW = {
    "plans": _show_plan,
    "registers": _show_register,
    "calendars": _show_calendar,
    "sectors": _show_sector,
    "sources": _show_source,
}


def _lines(value: Any, indent: str = "") -> list[str]:
    """Plain data as indented lines, one row of a list on one line where it is short."""
    if isinstance(value, dict):
        return [line for key, item in value.items() for line in _pair(key, item, indent)]
    if isinstance(value, list | tuple):
        return [line for item in value for line in _item(item, indent)]
    return [f"{indent}{value}"]


def _pair(key: Any, item: Any, indent: str) -> list[str]:
    if isinstance(item, dict | list | tuple) and item:
        return [f"{indent}{key}:", *_lines(item, indent + "  ")]
    return [f"{indent}{key}: {item if item not in ({}, [], ()) else '-'}"]


def _item(item: Any, indent: str) -> list[str]:
    if isinstance(item, dict) and all(not isinstance(v, dict) for v in item.values()):
        return [indent + "- " + "; ".join(_cell(v) for v in item.values() if v not in (None, "", [], ()))]
    if isinstance(item, dict):
        return [f"{indent}-", *_lines(item, indent + "  ")]
    return [f"{indent}- {item}"]


def _cell(value: Any) -> str:
    return ", ".join(str(v) for v in value) if isinstance(value, list | tuple) else str(value)
