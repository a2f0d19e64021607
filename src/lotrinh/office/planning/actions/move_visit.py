"""Move a visit of a draft: the verifier answers before anything is written; a move can be undone."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from lotrinh.method.roadmap.answer import Roadmap as Answer
from lotrinh.method.roadmap.problem import HalfDay, Problem
from lotrinh.method.trace import Reason
from lotrinh.office.planning.answers import answer_of, digest_of, problem_of, slot_span, with_visit
from lotrinh.office.planning.judging import Verdict, judge
from lotrinh.office.planning.models import Roadmap, Visit, VisitMove
from lotrinh.office.planning.policies import NO_TEAM, may_move_visit
from lotrinh.office.platform import audit
from lotrinh.office.platform.policies import Decision, require

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

OFF_CALENDAR = Reason(
    "planning.off_calendar",
    "Buổi này không phải buổi làm việc của kế hoạch, hoặc cuộc kiểm tra sẽ tràn sang tuần sau.",
    "This half day is not a working half day of the plan, or the visit would run into the next week.",
)
NOTHING_TO_UNDO = Reason(
    "planning.nothing_to_undo", "Không có lần dời nào để hoàn tác.", "There is no move to undo."
)


@dataclass(frozen=True, slots=True)
class Trial:
    """What a move would do: allowed or not, in sentences; gain is the change of the total (points)."""

    allowed: bool
    reasons: tuple[Reason, ...]
    gain: float | None = None
    answer: Answer | None = None
    verdict: Verdict | None = None


def try_move(roadmap: Roadmap, visit: Visit, team: str, start: HalfDay) -> Trial:
    """Ask the verifier what it says of the visit standing there; nothing is written."""
    problem = problem_of(roadmap)
    duration = {u.code: u.duration for u in problem.units}[visit.unit.code]
    end = slot_span(problem, start, duration)
    if team not in {t.id for t in problem.teams}:
        return Trial(False, (NO_TEAM,))
    if end is None:
        return Trial(False, (OFF_CALENDAR,))
    answer = with_visit(answer_of(roadmap), visit.unit.code, team, start, end)
    return _judged(roadmap, problem, answer)


def _judged(roadmap: Roadmap, problem: Problem, answer: Answer) -> Trial:
    verdict = judge(problem, answer)
    gain = None if roadmap.total is None else verdict.worth - roadmap.total
    reasons = verdict.broken or verdict.bent
    return Trial(verdict.allowed, reasons, gain, answer, verdict)


def check_move(actor: Account, roadmap: Roadmap, visit: Visit, team: str, start: HalfDay) -> Trial:
    """The same as moving, but only asked."""
    require(may_move_visit(actor, roadmap))
    return try_move(roadmap, visit, team, start)


@transaction.atomic
def move_visit(
    actor: Account, roadmap: Roadmap, visit: Visit, team: str, start: HalfDay, *, at: datetime
) -> Trial:
    """Move it when the verifier allows it; otherwise nothing changes and the trial says which rule breaks."""
    roadmap = Roadmap.objects.for_actions().select_for_update().get(pk=roadmap.pk)
    require(may_move_visit(actor, roadmap))
    before = place(visit)
    trial = try_move(roadmap, visit, team, start)
    if not trial.allowed:
        return trial
    _write(roadmap, visit, trial)
    VisitMove.objects.create(visit=visit, before=before, after=place(visit), by=actor, at=at)
    audit.record(
        actor, "move_visit", roadmap, at=at, before=named(visit, before), after=named(visit, place(visit))
    )
    return trial


@transaction.atomic
def undo_move(actor: Account, roadmap: Roadmap, *, at: datetime) -> Trial:
    """Put the visit that was moved last back where it was."""
    roadmap = Roadmap.objects.for_actions().select_for_update().get(pk=roadmap.pk)
    require(may_move_visit(actor, roadmap))
    last = last_move(roadmap)
    if last is None:
        require(Decision(False, NOTHING_TO_UNDO))
        raise AssertionError("refused above")
    visit = Visit.objects.for_actions().select_related("unit").get(pk=last.visit_id)
    was = last.before
    trial = try_move(roadmap, visit, was["team"], HalfDay.from_dict(was["start"]))
    _write(roadmap, visit, trial)
    VisitMove.objects.for_actions().filter(pk=last.pk).update(undone_at=at)
    audit.record(actor, "undo_move", roadmap, at=at, before=named(visit, last.after), after=named(visit, was))
    return trial


def last_move(roadmap: Roadmap) -> VisitMove | None:
    """The newest move of this roadmap that has not been taken back."""
    moves = VisitMove.objects.for_actions().filter(visit__roadmap=roadmap, undone_at__isnull=True)
    return moves.order_by("-pk").first()


def place(visit: Visit) -> dict[str, Any]:
    """Where a visit stands, as plain data."""
    return {
        "unit": visit.unit.code,
        "team": visit.team_id,
        "start": {"date": visit.start_date.isoformat(), "part": visit.start_part},
        "end": {"date": visit.end_date.isoformat(), "part": visit.end_part},
    }


def named(visit: Visit, where: dict[str, Any]) -> dict[str, Any]:
    """For the audit: the visit by number, never by unit; not every reader of the trail may know it."""
    return {"visit": visit.pk, "team": where["team"], "start": where["start"], "end": where["end"]}


def _write(roadmap: Roadmap, visit: Visit, trial: Trial) -> None:
    assert trial.answer is not None and trial.verdict is not None
    worth = trial.verdict.worth
    gap = None if roadmap.bound is None else (roadmap.bound - worth) / max(abs(roadmap.bound), 1e-9)
    answer = dataclasses.replace(trial.answer, objective=trial.verdict.objective, total=worth, gap=gap)
    raw = answer.as_dict()
    Roadmap.objects.for_actions().filter(pk=roadmap.pk).update(
        answer=raw, total=worth, gap=gap, origin=Roadmap.MOVED, digest=digest_of(roadmap.problem, raw)
    )
    now = {v.unit: v for v in answer.visits}[visit.unit.code]
    visit.team_id, visit.reasons = now.team, []
    visit.start_date, visit.start_part = now.start.date, now.start.part
    visit.end_date, visit.end_part = now.end.date, now.end.part
    Visit.objects.for_actions().filter(pk=visit.pk).update(
        team_id=now.team,
        start_date=now.start.date,
        start_part=now.start.part,
        end_date=now.end.date,
        end_part=now.end.part,
        reasons=[],
    )
