"""How commands speak: results on stdout, progress and faults on stderr, JSON when asked."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from typing import Any

import click

from lotrinh.method.faults import Faults

DATA_WRONG = 1
NO_ROADMAP = 3

json_option: Callable[[Any], Any] = click.option(
    "--json", "as_json", is_flag=True, help="Print the result as JSON."
)


def language() -> str:
    """'vi' or 'en': LOTRINH_LANG, else English when the shell's locale is English, else Vietnamese."""
    wish = os.environ.get("LOTRINH_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "en" if wish.lower().startswith("en") else "vi"


def say(vi: str, en: str, *, bold: bool = False) -> None:
    """One line of progress on stderr."""
    click.secho(en if language() == "en" else vi, err=True, bold=bold)


def put_json(value: Any) -> None:
    """The result as JSON on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def report_faults(error: Faults, *, as_json: bool) -> None:
    """Every fault: where, what, got and expected."""
    if as_json:
        put_json({"ok": False, "faults": [fault.as_dict() for fault in error.faults]})
        return
    for fault in error.faults:
        click.secho(f"✗ {fault.where}: {fault.sentence(language())}", err=True, fg="red")
        if fault.got or fault.expected:
            click.echo(f"    {fault.got!s} → {fault.expected!s}", err=True)


class Step:
    """A step of a longer job: says its name, then how long it took."""

    def __init__(self, vi: str, en: str) -> None:
        self.name = en if language() == "en" else vi

    def __enter__(self) -> Step:
        self.began = time.monotonic()
        click.echo(f"· {self.name} …", err=True, nl=False)
        return self

    def __exit__(self, kind: object, *rest: object) -> None:
        click.echo(f" {'✗' if kind else '✓'} {time.monotonic() - self.began:.1f} s", err=True)
