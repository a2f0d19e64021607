"""``lotrinh roadmap whatif``: the risk covered against team-days."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import click

from lotrinh.cli.output import NO_ROADMAP, Step, json_option, put_json, say
from lotrinh.cli.roadmap.files import load_problem
from lotrinh.cli.roadmap.options import problem_argument
from lotrinh.method.roadmap.whatif import Point, whatif


@click.command("whatif")
@problem_argument
@click.option(
    "--vary",
    type=click.Choice(["teams", "half_days"]),
    default="teams",
    show_default=True,
    help="What is more or fewer: teams, or half days a team.",
)
@click.option(
    "--step",
    "steps",
    type=int,
    multiple=True,
    default=(-1, 0, 1),
    show_default=True,
    help="How many more or fewer (may be repeated).",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of the solver.")
@click.option(
    "--limit",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    help="Most seconds for each point.",
)
@json_option
def curve(
    problem_file: Path,
    vary: Literal["teams", "half_days"],
    steps: tuple[int, ...],
    seed: int,
    limit: float,
    as_json: bool,
) -> None:
    """What one more team, or one fewer, would bring: risk covered and its bound at each point."""
    problem = load_problem(problem_file)
    try:
        with Step(f"tính {len(steps)} điểm", f"solving {len(steps)} points"):
            points = whatif(problem, vary=vary, steps=steps, seed=seed, limit=limit)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--step") from error
    if as_json:
        put_json([point.as_dict() for point in points])
    else:
        _print(points)
    sys.exit(0 if any(point.risk is not None for point in points) else NO_ROADMAP)


def _print(points: tuple[Point, ...]) -> None:
    say(
        "bước · đoàn · ngày đoàn · lượt · rủi ro · cận trên tổng · khoảng cách",
        "step · teams · team-days · visits · risk · bound of the total · gap",
    )
    for p in points:
        risk = "-" if p.risk is None else f"{p.risk:.1f}"
        bound = "-" if p.bound is None else f"{p.bound:.1f}"
        gap = "-" if p.gap is None else f"{p.gap * 100:.2f} %"
        click.echo(
            f"{p.step:+d}  {p.teams:>3}  {p.team_days:>7.1f}  {p.visits:>5}  {risk:>9}  {bound:>9}  {gap:>8}"
        )
