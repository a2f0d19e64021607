"""``lotrinh checklist``: what is asked of a kind of body, and the draw of dossiers."""

from __future__ import annotations

import click

from lotrinh.cli.output import json_option, language, put_json, say
from lotrinh.method import checklists
from lotrinh.method.checklists.models import AnswerKind
from lotrinh.method.definitions import Library

ANSWERS: dict[AnswerKind, tuple[str, str]] = {
    "yes_no": ("có/không/một phần", "yes/no/partly"),
    "number": ("số", "number"),
    "share": ("n trên N", "n of N"),
    "date": ("ngày", "date"),
    "choice": ("lựa chọn", "choice"),
    "text": ("chữ", "text"),
    "table": ("bảng", "table"),
    "draw": ("rút hồ sơ", "draw"),
}


@click.group()
def group() -> None:
    """What an inspection asks, and the draw of dossiers."""


@group.command("show")
@click.argument("plan_key", metavar="PLAN")
@click.argument("kind", type=click.Choice(["department", "district", "commune"]))
@json_option
def show(plan_key: str, kind: str, as_json: bool) -> None:
    """Every question that PLAN asks of a body of KIND, by content and group; * = must be answered."""
    library = Library.open()
    checklist = checklists.checklist_for(library, plan_key)
    items = checklists.questions_for(library, plan_key, kind)
    if as_json:
        digest = checklists.checklist_digest(library, checklist.key)
        rows = [item.model_dump(mode="json", exclude_none=True) for item in items]
        put_json({"key": checklist.key, "version": checklist.version, "digest": digest, "items": rows})
        return
    say(
        f"{len(items)} câu hỏi, phiên bản {checklist.version}",
        f"{len(items)} questions, version {checklist.version}",
    )
    before = ""
    for item in items:
        if item.group != before:
            click.secho(f"{item.content}. {item.group_title.sentence(language())}", bold=True)
        before = item.group
        kind_of = ANSWERS[item.answer][language() == "en"]
        click.echo(f"  {'*' if item.required else ' '} {item.sentence(language())} [{kind_of}] ({item.key})")


@group.command("draw")
@click.argument("frame", type=int)
@click.argument("n", type=int)
@click.option("--seed", required=True, help="The recorded seed; the same seed draws the same numbers.")
@json_option
def draw(frame: int, n: int, seed: str, as_json: bool) -> None:
    """Draw N of the numbers 1 to FRAME without replacement, as a device draws them."""
    numbers = checklists.draw(frame, n, seed)
    if as_json:
        put_json({"frame": frame, "n": n, "seed": seed, "numbers": list(numbers)})
        return
    click.echo(" ".join(str(number) for number in numbers))
