"""What happens by the clock: each slot once over all workers, today's missed ones once, errors kept."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lotrinh.office.platform import schedule, schedules, worker
from lotrinh.office.platform.beats import DEAD_AFTER, beat
from lotrinh.office.platform.models import ScheduledRun, WorkerBeat
from lotrinh.office.platform.schedule import MOST_TRIES, PAUSE_AFTER_FAILURE, every, run_due

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
"""07:00 in Hanoi."""
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what the test registers."""
    monkeypatch.setattr(schedule, "SCHEDULE", {})


@pytest.fixture
def made() -> list[datetime]:
    """The moments at which the action of 07:00 was made."""
    found: list[datetime] = []

    @every("seven", at="07:00")
    def seven(at: datetime) -> dict[str, Any]:
        found.append(at)
        return {"count": len(found), "at": at}

    return found


def test_a_time_of_day_is_made_once_and_not_before_it(made: list[datetime]) -> None:
    assert run_due(MORNING - MINUTE) == []
    (run,) = run_due(MORNING)
    assert (run.key, run.slot, run.finished_at) == ("seven", "2026-11-25T07:00", MORNING)
    assert run_due(MORNING + MINUTE) == run_due(MORNING + timedelta(hours=16)) == []
    assert len(made) == 1
    assert ScheduledRun.objects.get().outcome == {"count": 1, "at": str(MORNING)}
    run_due(MORNING + timedelta(days=1))
    assert len(made) == 2


def test_after_days_off_today_is_caught_up_once_and_the_past_is_not(made: list[datetime]) -> None:
    run_due(MORNING)
    run_due(MORNING + timedelta(days=9, hours=5))
    assert len(made) == 2
    assert set(ScheduledRun.objects.values_list("slot", flat=True)) == {
        "2026-11-25T07:00",
        "2026-12-04T07:00",
    }


def test_minutes_are_slots_of_the_local_day() -> None:
    made = []
    every("quarter", minutes=15)(lambda at: made.append(at))
    for minute in range(61):
        run_due(MORNING + minute * MINUTE)
    slots = list(ScheduledRun.objects.order_by("pk").values_list("slot", flat=True))
    assert slots == [f"2026-11-25T{t}" for t in ("07:00", "07:15", "07:30", "07:45", "08:00")]
    assert len(made) == 5


def test_an_error_is_kept_and_stops_no_other(made: list[datetime], monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(at: datetime) -> None:
        raise ValueError("không đọc được")

    monkeypatch.setattr(schedule, "SCHEDULE", {})
    every("fails", at="06:00")(fails)
    every("works", at="06:00")(lambda at: {"fine": True})
    assert [run.key for run in run_due(MORNING)] == ["fails", "works"]
    failed = ScheduledRun.objects.get(key="fails")
    assert failed.outcome == {"error": "ValueError: không đọc được"}
    assert failed.finished_at == MORNING


def test_a_failed_run_is_tried_again_after_a_pause_but_not_for_ever() -> None:
    calls = []

    def fails(at: datetime) -> None:
        calls.append(at)
        raise OSError("away")

    every("fails", at="06:00")(fails)
    for step in range(10):
        run_due(MORNING + step * PAUSE_AFTER_FAILURE)
        run_due(MORNING + step * PAUSE_AFTER_FAILURE + MINUTE)
    assert calls == [MORNING + n * PAUSE_AFTER_FAILURE for n in range(MOST_TRIES)]
    assert ScheduledRun.objects.get().tries == MOST_TRIES


def test_the_run_of_a_dead_worker_is_made_by_another(made: list[datetime]) -> None:
    beat("dead", MORNING)
    ScheduledRun.objects.create(key="seven", slot="2026-11-25T07:00", taken_at=MORNING, worker="dead")
    assert run_due(MORNING + DEAD_AFTER / 2, worker="next") == []
    (run,) = run_due(MORNING + DEAD_AFTER + MINUTE, worker="next")
    assert (run.tries, run.worker) == (2, "next")
    assert len(made) == 1


def test_a_stop_leaves_the_rest_to_the_next_worker(made: list[datetime]) -> None:
    schedule.STOPPING.set()
    try:
        assert run_due(MORNING) == []
    finally:
        schedule.STOPPING.clear()
    assert not ScheduledRun.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{}, {"at": "7:00"}, {"at": "24:00"}, {"minutes": 721}, {"minutes": -1}, {"at": "07:00", "minutes": 5}],
)
def test_a_wrong_registration_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"07:00|minutes="):
        every("wrong", **wrong)


def test_two_actions_cannot_share_a_key(made: list[datetime]) -> None:
    with pytest.raises(ValueError, match="seven"):
        every("seven", minutes=5)(lambda at: None)


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_make_a_slot_once(made: list[datetime]) -> None:
    every("minute", minutes=1)(lambda at: made.append(at))
    start, runs = threading.Barrier(6), []

    def run(name: str) -> None:
        start.wait()
        runs.extend(run_due(MORNING, worker=name))
        connection.close()

    threads = [threading.Thread(target=run, args=(f"w{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(r.key for r in runs) == ["minute", "seven"]
    assert len(made) == 2


SCRIPT = """
import os, sys, time
from datetime import datetime, timedelta, UTC
from lotrinh.office.project import settings_test as s
s.DATABASES["default"]["NAME"] = sys.argv[1]
os.environ["DJANGO_SETTINGS_MODULE"] = s.__name__
import django
django.setup()
from lotrinh.office.platform import schedule
schedule.SCHEDULE.clear()
schedule.every("minute", minutes=1)(lambda at: {"by": os.getpid()})
while time.time() < float(sys.argv[2]):
    pass
morning = datetime(2026, 11, 25, tzinfo=UTC)
for n in range(30):
    schedule.run_due(morning + timedelta(minutes=n))
"""


@pytest.mark.django_db(transaction=True)
def test_two_processes_make_each_slot_once(tmp_path: Path) -> None:
    script = tmp_path / "worker.py"
    script.write_text(SCRIPT, "utf-8")
    start = str(timezone.now().timestamp() + 4)
    command = [sys.executable, str(script), str(connection.settings_dict["NAME"]), start]
    processes = [subprocess.Popen(command) for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]
    runs = ScheduledRun.objects.filter(key="minute")
    assert runs.count() == 30
    assert all(run.tries == 1 and run.finished_at and run.outcome["by"] for run in runs)


@pytest.fixture
def kept_signals() -> Iterator[None]:
    """The worker takes the signals of its process."""
    names = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)
    before = [signal.getsignal(name) for name in names]
    yield
    for name, handler in zip(names, before, strict=True):
        signal.signal(name, handler)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_runs_once_makes_what_is_due_and_ends(kept_signals: None) -> None:
    made = []
    every("minute", minutes=1)(lambda at: made.append(at))
    worker.run_worker(once=True)
    assert len(made) == 1
    assert not WorkerBeat.objects.exists()
    assert not schedule.STOPPING.is_set()


def test_what_is_caught_up_keeps_the_order_of_the_day(made: list[datetime]) -> None:
    every("later", at="07:30")(lambda at: None)
    every("earlier", at="06:30")(lambda at: None)
    assert [r.key for r in run_due(MORNING + timedelta(hours=2))] == ["earlier", "seven", "later"]


@pytest.mark.django_db(transaction=True)
def test_a_slow_action_does_not_stop_the_heart(kept_signals: None, monkeypatch: pytest.MonkeyPatch) -> None:
    beats: list[datetime] = []
    slow = threading.Event()
    monkeypatch.setattr(worker, "BEAT_SECONDS", 0.05)
    monkeypatch.setattr(worker, "beat", lambda name, at: beats.append(at))
    every("slow", minutes=1)(lambda at: slow.wait(1))
    worker.run_worker(once=True)
    assert len(beats) > 5


def test_old_results_of_jobs_are_dropped_and_nothing_else() -> None:
    def job(status: str, days: int) -> DBTaskResult:
        then = MORNING - timedelta(days=days)
        return DBTaskResult.objects.create(
            status=status, args_kwargs={"args": [], "kwargs": {}}, task_path="x.y", worker_ids=["w"],
            backend_name="default", run_after=then, started_at=then, exception_class_path="", traceback="",
            finished_at=then if status in {"SUCCESSFUL", "FAILED"} else None,
        )  # fmt: skip

    old = [job("SUCCESSFUL", 31), job("FAILED", 31)]
    kept = [job("SUCCESSFUL", 29), job("READY", 90), job("RUNNING", 90)]
    run = ScheduledRun.objects.create(key="k", slot="s", taken_at=MORNING - timedelta(days=31))
    assert schedules.prune(MORNING) == {"jobs": 2, "runs": 1}
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {j.pk for j in kept}
    assert not ScheduledRun.objects.filter(pk=run.pk).exists()
    assert len(old) == 2
