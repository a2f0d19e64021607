"""``lotrinh roadmap verify`` and ``explain``: no solver behind either."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lotrinh.cli.output import DATA_WRONG, Step, json_option, language, put_json
from lotrinh.cli.roadmap.files import load_problem, load_roadmap, save
from lotrinh.cli.roadmap.options import out_option, problem_argument, roadmap_argument
from lotrinh.method.roadmap.answer import Roadmap
from lotrinh.method.roadmap.explain import explain
from lotrinh.method.roadmap.verify import Verdict, verify


@click.command("verify")
@problem_argument
@roadmap_argument
@json_option
def verify_pair(problem_file: Path, roadmap_file: Path, as_json: bool) -> None:
    """Judge a roadmap against its problem; also one made by hand. Exit code 1 when it is refused."""
    verdict = verify(load_problem(problem_file), load_roadmap(roadmap_file))
    if as_json:
        put_json(verdict.as_dict())
    else:
        print_verdict(verdict)
    sys.exit(0 if verdict.ok else DATA_WRONG)


def print_verdict(verdict: Verdict) -> None:
    """What is broken, what costs, what is not true, and the last word."""
    spoken, english = language(), language() == "en"
    for violation in verdict.violations:
        click.secho(f"✗ {violation.rule}: {violation.reason.sentence(spoken)}", fg="red")
    for violation in verdict.soft:
        click.secho(f"~ {violation.rule}: {violation.reason.sentence(spoken)}", fg="yellow")
    for reason in verdict.differences:
        click.secho(f"≠ {reason.sentence(spoken)}", fg="red")
    if verdict.ok:
        click.echo("✓ The roadmap keeps every rule." if english else "✓ Lộ trình giữ đúng mọi quy tắc.")
        return
    count = len(verdict.violations) + len(verdict.differences)
    click.echo(f"✗ Refused: {count} faults." if english else f"✗ Không chấp nhận: {count} lỗi.")


@click.command("explain")
@problem_argument
@roadmap_argument
@click.option("--unit", "unit_code", help="Only this unit.")
@out_option("the roadmap with its reasons")
@json_option
def explain_pair(
    problem_file: Path, roadmap_file: Path, unit_code: str | None, out: Path | None, as_json: bool
) -> None:
    """Why each unit is visited, by this team, at this time; and what kept the others out."""
    problem, roadmap = load_problem(problem_file), load_roadmap(roadmap_file)
    names = {u.code: u.name for u in problem.units}
    if unit_code is not None and unit_code not in names:
        raise click.BadParameter(unit_code, param_hint="--unit")
    with Step("giải thích từng đơn vị", "explaining every unit"):
        explained = explain(problem, roadmap)
    if out is not None:
        save(out, explained.as_dict())
    if as_json:
        put_json(_chosen(explained, unit_code))
    else:
        _print(explained, names, unit_code)


def _chosen(roadmap: Roadmap, unit: str | None) -> object:
    document = roadmap.as_dict()
    rows = [*document["visits"], *document["left_out"]]
    return [row for row in rows if unit is None or row["unit"] == unit]


def _print(roadmap: Roadmap, names: dict[str, str], unit: str | None) -> None:
    spoken = language()
    rows = [(v.unit, v.reasons) for v in roadmap.visits] + [(u.unit, u.reasons) for u in roadmap.left_out]
    for code, reasons in rows:
        if unit is None or code == unit:
            click.secho(f"{names[code]} ({code})", bold=True)
            for reason in reasons:
                click.echo(f"  · {reason.sentence(spoken)}")
