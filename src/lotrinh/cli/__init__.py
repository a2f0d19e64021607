"""The command ``lotrinh``: the same work from the shell.

Exit codes: 0 done, 1 the data is wrong, 2 usage, 3 no feasible roadmap. Results on stdout (``--json`` on every
command), progress on stderr.
"""

from __future__ import annotations

import sys

import click

import lotrinh
from lotrinh.cli.lazy import LazyGroup
from lotrinh.cli.output import report_faults
from lotrinh.method.faults import Faults

COMMANDS = {
    "definitions": "lotrinh.cli.definitions:group",
    "risk": "lotrinh.cli.risk:group",
    "roadmap": "lotrinh.cli.roadmap:group",
    "audit": "lotrinh.cli.records:audit",
    "migrate": "lotrinh.cli.records:migrate",
    "load": "lotrinh.cli.records:load",
    "serve": "lotrinh.cli.web:serve",
    "worker": "lotrinh.cli.web:worker",
    "demo": "lotrinh.cli.web:demo",
}


@click.group(cls=LazyGroup, lazy=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(lotrinh.__version__, prog_name="lotrinh")
def group() -> None:
    """Inspection of public administration reform: from the plan to a proven roadmap."""


def main() -> None:
    """Entry point; faults of the input end with exit code 1 and say what to do."""
    try:
        group(prog_name="lotrinh")
    except Faults as error:
        report_faults(error, as_json="--json" in sys.argv)
        sys.exit(1)
