"""``lotrinh migrate``, ``load`` and ``audit``: keeping the records."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click
from django.utils import timezone

from lotrinh.cli.output import DATA_WRONG, Step, json_option, put_json, say
from lotrinh.method.definitions import Library
from lotrinh.office.platform import audit
from lotrinh.office.project import preparing


@click.command()
@json_option
def migrate(as_json: bool) -> None:
    """Bring the database to the present form; nothing happens when it is there already."""
    with Step("Cơ sở dữ liệu", "Database"):
        done = preparing.migrate()
    if as_json:
        put_json({"ok": True, "applied": done})


@click.command()
@json_option
def load(as_json: bool) -> None:
    """Load definitions, plans and risk marks whose digest is new."""
    library, loaded = Library.open(), {}
    for step in preparing.LOADING:
        with Step(step.vi, step.en):
            loaded[step.key] = step.run(library, timezone.now())
    if as_json:
        put_json({"ok": True, "loaded": loaded})


@click.group("audit")
def audit_group() -> None:
    """The audit trail: who did what, when, from what to what."""


@audit_group.command("verify")
@click.option("--head", default="", help="A hash noted earlier: also shows that later entries were cut off.")
@json_option
def verify(head: str, as_json: bool) -> None:
    """Check the whole chain of hashes; exit code 1 when an entry was changed, added or removed."""
    check = audit.verify(expected_head=head)
    if as_json:
        put_json({"ok": check.whole, **asdict(check)})
    elif check.whole:
        say(
            f"Nhật ký nguyên vẹn: {check.entries} mục.",
            f"The trail is whole: {check.entries} entries.",
            bold=True,
        )
        click.echo(check.head)
    else:
        for number, fault in check.broken:
            click.echo(f"{number}: {fault}")
        say("Nhật ký đã bị sửa.", "The trail was tampered with.", bold=True)
    sys.exit(0 if check.whole else DATA_WRONG)
