"""The command ``lotrinh``: the same work from the shell.

Exit codes: 0 done, 1 the data is wrong, 2 usage, 3 no feasible roadmap. Results on stdout (``--json`` on
every command), progress on stderr.
"""

from __future__ import annotations

import sys

import click

import lotrinh
from lotrinh.cli.lazy import Lazy, LazyGroup
from lotrinh.cli.output import DATA_WRONG, report_faults
from lotrinh.method.faults import Faults

COMMANDS = (
    Lazy("definitions", "lotrinh.cli.definitions:group", "Check, list, show and freeze definitions."),
    Lazy("risk", "lotrinh.cli.risk:group", "Say why a body should be inspected."),
    Lazy("roadmap", "lotrinh.cli.roadmap:group", "Build, verify, explain, replan and compare roadmaps."),
    Lazy("checklist", "lotrinh.cli.checklist:group", "Show what an inspection asks, and draw dossiers."),
    Lazy("migrate", "lotrinh.cli.records:migrate", "Bring the database to the present form.", office=True),
    Lazy(
        "load", "lotrinh.cli.records:load", "Load definitions, plans and risk into the database.", office=True
    ),
    Lazy(
        "import",
        "lotrinh.cli.importing:group",
        "Bring index results or registers from XLSX or CSV.",
        office=True,
    ),
    Lazy("paper", "lotrinh.cli.paper:group", "Check or put digital signatures on PDF files.", office=True),
    Lazy("audit", "lotrinh.cli.records:audit_group", "Check the chain of the audit trail.", office=True),
    Lazy("serve", "lotrinh.cli.web:serve", "Serve the web product with its background worker.", office=True),
    Lazy("worker", "lotrinh.cli.web:worker", "Run the background worker alone.", office=True),
    Lazy("demo", "lotrinh.cli.web:demo", "Prepare the demonstration and serve it.", office=True),
    Lazy("sample", "lotrinh.cli.sample:sample", "Play a sample into a demonstration.", office=True),
)


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
        sys.exit(DATA_WRONG)
