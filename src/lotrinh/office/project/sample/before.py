"""The sample before a visit: decision on the team, notice, self-report, questions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from lotrinh.method.checklists import OutlineQuestion
from lotrinh.office.inspections.actions.announce_visit import announce_visit
from lotrinh.office.inspections.actions.hand_in_self_report import hand_in_self_report
from lotrinh.office.inspections.actions.keep_report_evidence import keep_report_evidence
from lotrinh.office.inspections.actions.prepare_questions import prepare_questions
from lotrinh.office.inspections.actions.return_self_report import return_self_report
from lotrinh.office.inspections.actions.set_up_team import set_up_team
from lotrinh.office.inspections.actions.take_questions import take_questions
from lotrinh.office.inspections.actions.write_self_report import save_item
from lotrinh.office.inspections.models import Inspection, SelfReport
from lotrinh.office.inspections.outlines import outline_of
from lotrinh.office.project.sample.case import Case, nominated
from lotrinh.office.project.sample.filling import value_of
from lotrinh.office.project.sample.proofs import screenshot
from lotrinh.office.project.sample.stage import Story
from lotrinh.office.project.sample.wording import REPORT, RETURNED_REPORT

DILIGENT = 0.85
"""Of all units: how many hand their self-report in."""


def set_up(case: Case, drafted: datetime, signed: datetime) -> Story:
    """The team is set up, which drafts the decision; that is signed and numbered."""
    cast = case.stage.cast
    at = yield drafted
    people = nominated(case.known, case.stage)
    set_up_team(cast.planner, case.known, people, at=at)
    return (yield from case.number("decision-team", signed))


def announce(case: Case, told: datetime, signed: datetime) -> Story:
    """The unit is told and gets its outline; the notice is signed and numbered."""
    at = yield told
    announce_visit(case.stage.cast.planner, case.known, at=at)
    return (yield from case.number("notice-inspection", signed))


def ready(case: Case, *, returned: bool = False) -> Story:
    """Everything before a visit, as long before it as is usual."""
    yield from set_up(case, case.on(-13, "09:10"), case.on(-12, "14:20"))
    if case.row.form != Inspection.UNANNOUNCED:
        yield from announce(case, case.on(-9, "08:40"), case.on(-9, "15:15"))
        if returned or case.thorough or case.chance.random() < DILIGENT:
            yield from report(case, [case.on(-7, "09:30"), case.on(-6, "15:10")], case.on(-5, "16:00"))
        if returned:
            yield from report_again(case)
    yield from prepare(case, case.on(-2, "14:05"))


def report(case: Case, written: list[datetime], handed_in: datetime | None) -> Story:
    """The unit fills in its outline in several sittings and, unless handed_in is None, hands it in."""
    parts = len(written) if handed_in else len(written) + 1
    for place, wanted in enumerate(written):
        at = yield wanted
        _write(case, outline_of(case.known).questions()[place::parts], at)
    if handed_in is None:
        return
    at = yield handed_in
    hand_in_self_report(case.unit, _report_of(case), at=at)


def report_again(case: Case) -> Story:
    """The team sends it back; the unit mends it and hands it in once more."""
    at = yield case.on(-4, "10:20")
    return_self_report(case.seat("secretary"), _report_of(case), RETURNED_REPORT, at=at)
    at = yield case.on(-3, "11:00")
    hand_in_self_report(case.unit, _report_of(case), at=at)


def prepare(case: Case, wanted: datetime) -> Story:
    """The questions are taken over and declared ready."""
    at = yield wanted
    take_questions(case.seat("head"), case.known, at=at)
    prepare_questions(case.seat("secretary"), case.known, at=at)


def _report_of(case: Case) -> SelfReport:
    found: SelfReport = (
        SelfReport.objects.for_actions().select_related("inspection__unit").get(inspection=case.pk)
    )
    return found


def _write(case: Case, questions: Any, at: datetime) -> None:
    report = _report_of(case)
    for question in (q for q in questions if case.thorough or q.required or q.key in REPORT):
        save_item(case.unit, report, question.key, _value(case, question, at), 0, at=at)
    if case.thorough and any(q.key == "evidence-list" for q in questions):
        caption = f"Kết xuất số liệu hồ sơ của {case.known.unit.name}"
        keep_report_evidence(
            case.unit, report, "evidence-list", screenshot(caption, case.chance), "so-lieu-ho-so.png",
            caption=caption, about_on=timezone.localdate(at), at=at,
        )  # fmt: skip


def _value(case: Case, question: OutlineQuestion, at: datetime) -> Any:
    if question.key in REPORT:
        return REPORT[question.key]
    return value_of(question, case.chance.random() < 0.5, case.chance, timezone.localdate(at))
