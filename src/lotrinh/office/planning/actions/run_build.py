"""Run a build that waits: compose, draw, solve, verify, explain, keep. The row tells how far it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from lotrinh.method.definitions import Library
from lotrinh.method.faults import Faults
from lotrinh.method.roadmap.answer import Roadmap as Answer
from lotrinh.method.roadmap.draw import with_draw
from lotrinh.method.roadmap.problem import Problem
from lotrinh.office.planning import states
from lotrinh.office.planning.actions.store_roadmap import store_roadmap
from lotrinh.office.planning.building import compose
from lotrinh.office.planning.judging import judge
from lotrinh.office.planning.models import Build, Roadmap
from lotrinh.office.planning.solving import Progress, explain, solve
from lotrinh.office.platform import audit

NONE_EXISTS = ("Không có lộ trình nào thỏa mọi quy tắc cứng.", "No roadmap keeps every hard rule.")
NONE_FOUND = (
    "Chưa tìm được lộ trình trong giới hạn này; hãy tăng giới hạn.",
    "No roadmap was found within this limit; raise the limit.",
)
Clock = Callable[[], datetime]


def run_build(build_id: int, *, now: Clock, again: bool = False) -> Build:
    """Idempotent: a build that has run, or is running, is left alone.

    again: the worker that had the build is dead, so one that is still marked as running starts anew.
    """
    build = _take(build_id, again)
    if build is None:
        return Build.objects.for_actions().get(pk=build_id)
    try:
        _work(build, now)
    except Faults as faults:
        _fail(build, now, [{"vi": f.vi, "en": f.en} for f in faults.faults])
    except Exception as error:
        _fail(build, now, [{"vi": f"Lỗi của hệ thống: {error!r}", "en": f"A fault of the system: {error!r}"}])
        raise
    return Build.objects.for_actions().get(pk=build_id)


@transaction.atomic
def _take(build_id: int, again: bool) -> Build | None:
    build = (
        Build.objects.for_actions()
        .select_for_update(of=("self",))  # PostgreSQL locks no nullable side of a join
        .select_related("plan", "requested_by")
        .get(pk=build_id)
    )
    state = states.next_build_state(build.status, "run_build")
    if state is None and again:
        state = states.next_build_state(build.status, "resume_build")
    if state is None:
        return None
    build.status = state
    Build.objects.for_actions().filter(pk=build_id).update(status=state, progress=2)
    return build


def _work(build: Build, now: Clock) -> None:
    say = _teller(build, now)
    problem = with_draw(compose(Library.open(settings.DEFINITIONS), build.plan), build.seed)
    units, teams, halves = len(problem.units), len(problem.teams), len(problem.half_days)
    say(
        10,
        f"Đề bài: {units} đơn vị, {teams} đoàn, {halves} buổi.",
        f"The problem: {units} units, {teams} teams, {halves} half days.",
    )
    say(
        15,
        f"Đang tìm lộ trình, nhiều nhất {build.limit:g} giây.",
        f"Searching for at most {build.limit:g} seconds.",
    )
    answer = solve(problem, seed=build.seed, limit=build.limit, progress=_watcher(build))
    if not answer.visits:
        _end_without(build, answer, now)
        return
    say(80, _found(answer, "vi"), _found(answer, "en"))
    verdict = judge(problem, answer)
    say(88, *_checked(len(verdict.broken)))
    roadmap = _keep(build, problem, explain(problem, answer), now)
    say(99, f"Đã lưu phiên bản {roadmap.version}.", f"Kept as version {roadmap.version}.")
    _end(build, states.DONE, now, result=roadmap, clashes=[r.as_dict() for r in verdict.broken])


def _watcher(build: Build) -> Callable[[Progress], None]:
    shown = 15

    def watch(progress: Progress) -> None:
        nonlocal shown
        now = 15 + int(60 * min(1.0, progress.done))
        if now > shown:
            shown = now
            Build.objects.for_actions().filter(pk=build.pk).update(progress=now)

    return watch


def _found(answer: Answer, language: str) -> str:
    gap = "?" if answer.gap is None else f"{100 * answer.gap:.3f} %"
    if language == "vi":
        return f"Tìm được {len(answer.visits)} cuộc kiểm tra; cách chặn trên {gap.replace('.', ',')}."
    return f"Found {len(answer.visits)} visits; {gap} from the bound."


def _checked(broken: int) -> tuple[str, str]:
    if broken:
        return f"Bộ kiểm chứng thấy {broken} điều vi phạm.", f"The verifier found {broken} breaches."
    return "Bộ kiểm chứng độc lập: mọi quy tắc đều giữ.", "The independent verifier: every rule holds."


def _keep(build: Build, problem: Problem, answer: Answer, now: Clock) -> Roadmap:
    return store_roadmap(build.requested_by, build.plan, problem, answer, at=now())


def _end_without(build: Build, answer: Answer, now: Clock) -> None:
    _teller(build, now)(99, *(NONE_EXISTS if answer.status == "infeasible" else NONE_FOUND))
    _end(build, states.DONE, now, clashes=[r.as_dict() for r in answer.clashes])


def _teller(build: Build, now: Clock) -> Callable[[int, str, str], None]:
    def say(progress: int, vi: str, en: str) -> None:
        build.log = [*build.log, {"at": timezone.localtime(now()).isoformat(), "vi": vi, "en": en}]
        Build.objects.for_actions().filter(pk=build.pk).update(progress=progress, log=build.log)

    return say


def _fail(build: Build, now: Clock, lines: list[dict[str, str]]) -> None:
    stamped = [{"at": timezone.localtime(now()).isoformat(), **line} for line in lines]
    build.log = [*build.log, *stamped]
    _end(build, states.FAILED, now, log=build.log)


@transaction.atomic
def _end(build: Build, status: str, now: Clock, **values: Any) -> None:
    at = now()
    progress = 100 if status == states.DONE else build.progress
    Build.objects.for_actions().filter(pk=build.pk).update(
        status=status, progress=progress, finished_at=at, **values
    )
    result = values.get("result")
    audit.record(
        build.requested_by,
        "run_build",
        build.plan,
        at=at,
        after={"build": build.pk, "status": status, "version": result.version if result else None},
    )
