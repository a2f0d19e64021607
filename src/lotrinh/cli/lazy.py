"""A group of commands that are read only when asked for: the solver takes seconds to import."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

from lotrinh.office.project.start import start_office


@dataclass(frozen=True, slots=True)
class Lazy:
    """A command not read yet. target: ``module:attribute``. office: the database must be awake for it."""

    name: str
    target: str
    summary: str
    office: bool = False

    def load(self) -> click.Command:
        """Read the module; wake the office before, when it is needed."""
        if self.office:
            start_office()
        module, attribute = self.target.split(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{self.target} is no command")
        return command


class LazyGroup(click.Group):
    """Commands in the order of the work; listing them reads none of their modules."""

    def __init__(self, *args: Any, lazy: Iterable[Lazy] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = {entry.name: entry for entry in lazy}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the work."""
        return [*self.lazy]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, read now."""
        entry = self.lazy.get(cmd_name)
        return entry.load() if entry else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list for ``--help``, from the summaries."""
        with formatter.section("Commands"):
            formatter.write_dl([(entry.name, entry.summary) for entry in self.lazy.values()])
