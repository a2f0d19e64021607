"""``lotrinh sample``: the published findings and a living sample, into a demonstration only."""

from __future__ import annotations

from dataclasses import asdict

import click
from django.utils import timezone

from lotrinh.cli.output import Step, json_option, put_json, say
from lotrinh.method.definitions import Library
from lotrinh.office.project import demonstration
from lotrinh.office.project.sample.playing import Played


@click.command()
@click.option(
    "--size",
    type=click.Choice(["full", "small"]),
    default="full",
    show_default=True,
    help="small: the inspections of the first team alone.",
)
@json_option
def sample(size: str, as_json: bool) -> None:
    """Load the published findings and play inspections up to today, into a demonstration only."""
    now = timezone.now()
    with Step("Phát hiện đã công bố", "Published findings"):
        archive = demonstration.load_published(Library.open(), at=now)
    played = play_living_sample(small=size == "small") if build_sample_roadmap() else Played()
    if as_json:
        loaded = {k: len(v) if isinstance(v, tuple) else v for k, v in asdict(archive).items()}
        put_json({"ok": True, "archive": loaded, "played": played.as_dict()})
        return
    made = ", ".join(f"{state} {count}" for state, count in sorted(played.inspections.items())) or "–"
    say(f"Cuộc kiểm tra: {made}", f"Inspections: {made}")
    orders = ", ".join(f"{state} {count}" for state, count in sorted(played.corrections.items())) or "–"
    say(f"Việc khắc phục: {orders}", f"Corrections: {orders}", bold=True)


def play_living_sample(*, small: bool = False) -> Played:
    """Inspections up to today on the roadmap of the example plan; nothing a second time."""
    if not demonstration.needs_sample():
        return Played()
    now = timezone.now()
    with Step("Các cuộc kiểm tra minh họa", "Inspections of the sample"):
        return demonstration.play_sample(today=timezone.localdate(now), now=now, small=small)


def build_sample_roadmap() -> bool:
    """A roadmap of the example plan is in force; False, and a line, when there is none."""
    if not demonstration.needs_sample():
        return True
    now = timezone.now()
    with Step("Lộ trình của kế hoạch minh họa 2026", "The roadmap of the example plan of 2026"):
        found = demonstration.prepare_sample(today=timezone.localdate(now), now=now)
    if not found:
        say("Chưa có lộ trình minh họa.", "There is no roadmap of the example plan.", bold=True)
    return found
