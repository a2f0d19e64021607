"""Walks the commands: each has help, --json and its place in the reference."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from lotrinh.cli import COMMANDS, group

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "commands.md"


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from commands(found, f"{path} {name}")


ALL_COMMANDS = list(commands(group, "lotrinh"))


@pytest.mark.parametrize(("path", "command"), ALL_COMMANDS, ids=[p for p, _ in ALL_COMMANDS])
def test_every_command_has_help_and_json_and_stands_in_the_reference(
    path: str, command: click.Command
) -> None:
    assert (command.help or "").strip(), f"{path} has no help"
    if isinstance(command, click.Group):
        return
    options = [p for p in command.params if isinstance(p, click.Option)]
    assert any("--json" in option.opts for option in options), f"{path} has no --json"
    for option in options:
        assert option.hidden or option.help, f"{path} {option.opts[0]} has no help"
    assert f"`{path}`" in REFERENCE.read_text("utf-8")


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda e: e.name)
def test_the_summary_in_the_list_is_a_sentence(entry: Any) -> None:
    assert entry.summary.endswith(".")
    assert len(entry.summary) < 80
