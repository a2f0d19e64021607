"""Arguments and options that several roadmap commands take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

_FILE: Any = click.Path(exists=True, dir_okay=False, path_type=Path)

problem_argument: Callable[[Any], Any] = click.argument("problem_file", metavar="PROBLEM.JSON", type=_FILE)
roadmap_argument: Callable[[Any], Any] = click.argument("roadmap_file", metavar="ROADMAP.JSON", type=_FILE)
seed_option: Callable[[Any], Any] = click.option(
    "--seed", type=int, help="Seed of the draw and the solver (default: the plan's)."
)
limit_option: Callable[[Any], Any] = click.option(
    "--limit", type=click.FloatRange(min=0, min_open=True), help="Most seconds of solving."
)


def out_option(what: str) -> Callable[[Any], Any]:
    """--out for one file."""
    return click.option(
        "--out", type=click.Path(dir_okay=False, path_type=Path), help=f"Write {what} to this file."
    )
