"""``lotrinh roadmap replan``: somebody is ill, a unit asks to postpone, a week is lost."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import click

from lotrinh.cli.output import NO_ROADMAP, Step, json_option, language, put_json
from lotrinh.cli.roadmap.files import load_problem, load_roadmap, save
from lotrinh.cli.roadmap.options import problem_argument, roadmap_argument
from lotrinh.method.roadmap.explain import explain
from lotrinh.method.roadmap.replan import Change, Replan, replan

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("replan")
@problem_argument
@roadmap_argument
@click.option("--now", "today", required=True, type=_DAY, help="The day on which the change is known.")
@click.option("--team-absent", "absent", metavar="TEAM", help="This team is away (with --from and --to).")
@click.option("--postpone", metavar="UNIT", help="This unit asks not to be visited (with --from and --to).")
@click.option("--week-lost", "lost", type=_DAY, help="The week of this day is lost to all teams.")
@click.option("--replace", "replaced", nargs=2, metavar="TEAM MEMBER", help="This member leaves this team.")
@click.option(
    "--change",
    "change_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A change as JSON: kind, team, unit, start, end, member, newcomer, reason.",
)
@click.option("--from", "first", type=_DAY, help="First day.")
@click.option("--to", "last", type=_DAY, help="Last day.")
@click.option("--reason", default="", help="Why, for the list of moves.")
@click.option("--done", multiple=True, metavar="UNIT", help="A visit that is made already (may be repeated).")
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of the solver.")
@click.option(
    "--limit",
    type=click.FloatRange(min=0, min_open=True),
    default=1.4,
    show_default=True,
    help="Seconds of the solver's own clock.",
)
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the changed problem.json and the new roadmap.json to this folder.",
)
@json_option
def replan_roadmap(
    problem_file: Path,
    roadmap_file: Path,
    today: datetime,
    absent: str | None,
    postpone: str | None,
    lost: datetime | None,
    replaced: tuple[str, str] | None,
    change_file: Path | None,
    first: datetime | None,
    last: datetime | None,
    reason: str,
    done: tuple[str, ...],
    seed: int,
    limit: float,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Take up one change with the fewest moves. Visits that are done stay; exit code 3 when a rule stays
    broken.
    """
    wishes = [w for w in (absent, postpone, lost, replaced, change_file) if w]
    if len(wishes) != 1:
        raise click.UsageError(
            "Give exactly one change: --team-absent, --postpone, --week-lost, --replace or --change."
        )
    change = _change(absent, postpone, lost, replaced, change_file, _span(first, last), reason)
    problem, current = load_problem(problem_file), load_roadmap(roadmap_file)
    with Step("xếp lại lộ trình", "replanning"):
        result = replan(problem, current, change, now=today.date(), done=done, seed=seed, limit=limit)
    if folder is not None:
        save(folder / "problem.json", result.problem.as_dict())
        save(folder / "roadmap.json", explain(result.problem, result.roadmap).as_dict())
    if as_json:
        put_json(result.as_dict())
    else:
        _print(result)
    sys.exit(0 if result.ok else NO_ROADMAP)


def _span(first: datetime | None, last: datetime | None) -> tuple[date, date] | None:
    """First day and the day after the last."""
    if first is None or last is None:
        return None
    return first.date(), last.date() + timedelta(days=1)


def _change(
    absent: str | None,
    postpone: str | None,
    lost: datetime | None,
    replaced: tuple[str, str] | None,
    change_file: Path | None,
    span: tuple[date, date] | None,
    reason: str,
) -> Change:
    if change_file is not None:
        return Change.from_dict(json.loads(change_file.read_text(encoding="utf-8")))
    if lost is not None:
        return Change.week_lost(lost.date(), reason)
    if replaced:
        return Change.member_replaced(replaced[0], replaced[1], reason=reason)
    if span is None:
        raise click.UsageError("--team-absent and --postpone need --from and --to.")
    if absent is not None:
        return Change.team_absent(absent, *span, reason)
    return Change.postpone(postpone or "", *span, reason)


def _print(result: Replan) -> None:
    spoken = language()
    for reason in result.reasons:
        click.echo(f"· {reason.sentence(spoken)}")
    for move in result.moves:
        click.echo(f"→ {move.reason.sentence(spoken)}")
    count = len(result.moves)
    click.echo(f"{count} moves." if spoken == "en" else f"{count} lượt thay đổi.")
