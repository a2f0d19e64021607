"""The sample after a visit: causes, team report, conclusion with its numbered items."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import timezone

from lotrinh.method.definitions import Library
from lotrinh.method.findings import Taxonomy, read_taxonomy
from lotrinh.office.followup.actions.close_inspection import close_inspection
from lotrinh.office.followup.actions.issue_conclusion import conclude
from lotrinh.office.followup.models import Correction
from lotrinh.office.inspections.actions.record_finding import record_finding
from lotrinh.office.inspections.actions.submit_team_report import submit_team_report
from lotrinh.office.inspections.actions.write_draft import write_draft
from lotrinh.office.inspections.papers.drafting import draft_for
from lotrinh.office.project.sample.case import Case, Noted
from lotrinh.office.project.sample.correcting import correct
from lotrinh.office.project.sample.stage import Story
from lotrinh.office.project.sample.wording import CAUSES, DIFFICULTIES, LINK_SYSTEMS
from lotrinh.office.registry.models import Unit

SPANS = (15, 20, 30, 30, 40)
"""Days that items of a conclusion give."""
OBJECTIVE = 0.3
"""How many faults without a named cause have an objective one."""


def explain(case: Case, wanted: datetime) -> Story:
    """Causes, responsibility and difficulties are written once the minutes are signed."""
    at = yield wanted
    for place, noted in enumerate(n for n in case.noted if n.is_fault):
        kind = _kind_of(noted) or ("objective" if case.chance.random() < OBJECTIVE else "subjective")
        more = {
            "cause_kind": kind, "cause_text": case.chance.choice(CAUSES[kind]),
            "responsible": "Lãnh đạo phụ trách và công chức được phân công",
        }  # fmt: skip
        if place == 0 and case.chance.random() < 0.7:
            text, remover, _unit = case.chance.choice(DIFFICULTIES)
            more |= {"difficulty": text, "remover": remover}
        _change(case, noted, more, at)


def _kind_of(noted: Noted) -> str:
    """What the causes of a finding are by the taxonomy; '' when none is named."""
    kinds = {cause.kind for key in noted.content["causes"] if (cause := taxonomy().cause(key)) is not None}
    return min(kinds) if kinds else ""


@cache
def taxonomy() -> Taxonomy:
    """The causes as they are defined, read once."""
    return read_taxonomy(Library.open(settings.DEFINITIONS))


def _change(case: Case, noted: Noted, more: dict[str, Any], at: datetime) -> None:
    noted.content |= more
    result = record_finding(
        case.seat("secretary"), case.known, noted.content, uid=noted.uid, base_revision=noted.revision, at=at
    )
    noted.revision = result["revision"]


def report(case: Case, drafted: datetime, signed: datetime) -> Story:
    """The team report is made, numbered and submitted by the head."""
    at = yield from case.issue("team-report", case.seat("secretary"), drafted, signed)
    submit_team_report(case.seat("head"), case.known, at=at)


def concluded(case: Case, drafted: datetime, signed: datetime, issued: datetime) -> Story:
    """The conclusion is drafted with its items, numbered, and issued by the leader; corrections begin."""
    cast = case.stage.cast
    yield from conclusion_drafted(case, drafted)
    yield from case.number("conclusion", signed)
    at = yield issued
    for place, made in enumerate(conclude(cast.leader, case.known, at=at)):
        fate = case.fates[place % len(case.fates)] if case.fates else next(case.stage.fates)
        case.stage.add(correct(case, made.pk, fate))


def conclusion_drafted(case: Case, wanted: datetime) -> Story:
    """The office has written the items and made the paper."""
    planner = case.stage.cast.planner
    at = yield wanted
    write_draft(planner, case.known, "conclusion", {"items": (_items(case, at), 0)}, at=at)
    draft_for(planner, case.row, "conclusion", at=at)


def _items(case: Case, at: datetime) -> list[dict[str, Any]]:
    on, own = timezone.localdate(at), case.known.unit.code
    faults = [n for n in case.noted if n.is_fault]
    rows = [
        {
            "unit_code": own, "task": n.content["proposal"] or f"Khắc phục tồn tại: {n.content['text']}",
            "due_on": _due(case, on, place).isoformat(), "findings": [str(n.uid)],
        }
        for place, n in enumerate(faults)
    ]  # fmt: skip
    hard = next((n for n in faults if n.content.get("remover") == "other_department"), None)
    other = Unit.objects.filter(code=DIFFICULTIES[0][2], valid_to=None).first()
    if hard is not None and other is not None and other.code != own:
        rows.append(
            {"unit_code": other.code, "task": LINK_SYSTEMS, "due_on": _due(case, on, len(rows)).isoformat(),
             "findings": [str(hard.uid)]}
        )  # fmt: skip
    return rows


def _due(case: Case, on: date, place: int) -> date:
    days = case.spans[place % len(case.spans)] if case.spans else case.chance.choice(SPANS)
    return case.stage.days.shift(on + timedelta(days=days), 0)


def closed(case: Case, after: int) -> Story:
    """The office closes the inspection as soon as nothing is open, so many working days after the visit."""
    at = yield case.on(after, "15:30", case.end)
    while (
        Correction.objects.for_actions()
        .filter(inspection=case.pk)
        .exclude(state__in=("verified", "withdrawn"))
        .exists()
    ):
        at = yield case.on(1, "15:30", timezone.localdate(at))
    close_inspection(case.stage.cast.planner, case.known, at=at)
