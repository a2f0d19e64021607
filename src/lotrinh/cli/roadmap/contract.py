"""``lotrinh roadmap schema``: the contract with other programs."""

from __future__ import annotations

from typing import Literal

import click

from lotrinh.cli.output import json_option, put_json
from lotrinh.method.roadmap.contract import schema


@click.command("schema")
@click.argument("name", type=click.Choice(["problem", "roadmap"]))
@json_option
def show_schema(name: Literal["problem", "roadmap"], as_json: bool) -> None:
    """The JSON Schema of problem.json or roadmap.json (it is JSON with and without --json)."""
    put_json(schema(name))
