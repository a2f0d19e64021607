"""``lotrinh roadmap build``: from a plan to problem.json and roadmap.json."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from lotrinh.cli.output import Step, json_option
from lotrinh.cli.roadmap.files import save
from lotrinh.cli.roadmap.options import limit_option, seed_option
from lotrinh.cli.roadmap.solving import finish, solved, summary
from lotrinh.method.definitions import Library
from lotrinh.method.risk import assess_plan
from lotrinh.method.roadmap.compose import build_problem
from lotrinh.method.roadmap.draw import with_draw
from lotrinh.method.roadmap.problem import Problem


@click.command("build")
@click.argument("plan_key", metavar="PLAN")
@seed_option
@limit_option
@click.option(
    "--adopted", type=click.DateTime(["%Y-%m-%d"]), help="Day of adoption (default: the plan's date)."
)
@click.option(
    "--out",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to.",
)
@json_option
def build(
    plan_key: str,
    seed: int | None,
    limit: float | None,
    adopted: datetime | None,
    folder: Path,
    as_json: bool,
) -> None:
    """Compose the problem of PLAN, draw, solve, explain, verify; write problem.json and roadmap.json."""
    library = Library.open()
    plan = library.plan(plan_key)
    chosen = plan.seed if seed is None else seed
    with Step("tính rủi ro và lập bài toán", "assessing risk and composing the problem"):
        problem = _problem(library, plan_key, chosen, adopted)
    save(folder / "problem.json", problem.as_dict())
    roadmap, verdict = solved(problem, chosen, plan.limit_seconds if limit is None else limit)
    save(folder / "roadmap.json", roadmap.as_dict())
    files = {"problem": str(folder / "problem.json"), "roadmap": str(folder / "roadmap.json")}
    finish(roadmap, verdict, as_json, {**summary(roadmap, verdict), "files": files})


def _problem(library: Library, plan_key: str, seed: int, adopted: datetime | None) -> Problem:
    plan = library.plan(plan_key)
    risks = assess_plan(library, plan)
    day = adopted.date() if adopted else None
    return with_draw(build_problem(library, plan, risks, adopted_on=day), seed)
