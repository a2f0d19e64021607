"""``lotrinh import``: tables that people bring, checked row by row and taken whole or not at all."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from lotrinh.cli.output import DATA_WRONG, json_option, language, put_json, say
from lotrinh.method.faults import Fault
from lotrinh.office.registry.actions.preview_import import check_file, preview_import
from lotrinh.office.registry.actions.take_import import take_import
from lotrinh.office.registry.imports.columns import KINDS
from lotrinh.office.registry.imports.templates import template_file
from lotrinh.office.registry.models import ImportBatch

file_argument = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
kind_option = click.option(
    "--kind", required=True, type=click.Choice(sorted(KINDS)), help="What the file holds."
)


@click.group("import")
def group() -> None:
    """Bring index results or registers from XLSX or CSV."""


@group.command("check")
@file_argument
@kind_option
@json_option
def check(file: Path, kind: str, as_json: bool) -> None:
    """Read a file and say every fault and what it would change; nothing is written. Exit code 1 on faults."""
    reading, counts = check_file(file.read_bytes(), file.name, kind)
    faults, notices = reading.faults, reading.notices
    if as_json:
        put_json(_plain(not reading.fault_count, counts, faults, notices))
    else:
        _tell(counts, faults, notices)
    sys.exit(DATA_WRONG if reading.fault_count else 0)


@group.command("take")
@file_argument
@kind_option
@json_option
def take(file: Path, kind: str, as_json: bool) -> None:
    """Take a file whole; nothing when it has a fault. The same file again changes nothing and says so."""
    now = timezone.now()
    batch = preview_import(None, file.read_bytes(), file.name, kind, at=now, by_shell=True)
    faults = [Fault(**each) for each in batch.faults]
    if batch.status == ImportBatch.Status.FAULTY:
        _put(as_json, ok=False, counts=batch.counts, faults=faults)
        sys.exit(DATA_WRONG)
    counts = take_import(None, batch, at=now, by_shell=True)
    _put(as_json, ok=True, counts={**batch.counts, **counts}, faults=[])
    if not counts["new"] and not counts["corrected"]:
        say("Không có gì thay đổi: mọi dòng đã có từ trước.", "Nothing changed: every row was here already.")


@group.command("template")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@kind_option
@json_option
def template(file: Path, kind: str, as_json: bool) -> None:
    """Write the empty table to fill in; the ending of the name decides: .xlsx or .csv."""
    form = "csv" if file.suffix.lower() == ".csv" else "xlsx"
    file.write_bytes(template_file(kind, form))
    if as_json:
        put_json({"ok": True, "file": str(file)})
    else:
        click.echo(file)


def _put(as_json: bool, *, ok: bool, counts: dict[str, int], faults: list[Fault]) -> None:
    if as_json:
        put_json(_plain(ok, counts, faults, []))
    else:
        _tell(counts, faults, [])


def _plain(ok: bool, counts: dict[str, int], faults: list[Fault], notices: list[Fault]) -> dict[str, Any]:
    return {
        "ok": ok, "counts": counts, "faults": [fault.as_dict() for fault in faults],
        "notices": [note.as_dict() for note in notices],
    }  # fmt: skip


def _tell(counts: dict[str, int], faults: list[Fault], notices: list[Fault]) -> None:
    for fault in faults:
        click.echo(f"✗ {fault.where}: {fault.sentence(language())}")
        if fault.got or fault.expected:
            click.echo(f"    {fault.got} → {fault.expected}")
    for note in notices:
        click.echo(f"· {note.where}: {note.sentence(language())}")
    names = {
        "rows": ("dòng", "rows"), "faults": ("lỗi", "faults"), "new": ("mới", "new"),
        "corrected": ("đính chính", "corrected"), "same": ("giữ nguyên", "unchanged"),
    }  # fmt: skip
    said = [
        f"{counts[key]} {en if language() == 'en' else vi}"
        for key, (vi, en) in names.items()
        if key in counts
    ]
    click.echo(", ".join(said))
