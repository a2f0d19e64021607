"""The background worker: django-tasks' own, with a heartbeat, a clock, and a reaper for orphaned jobs."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable
from datetime import datetime

from django.db import DatabaseError, close_old_connections, connection, transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from lotrinh.office.platform.beats import DEAD_AFTER, beat, living, this_worker
from lotrinh.office.platform.models import WorkerBeat
from lotrinh.office.platform.schedule import STOPPING, run_due

__all__ = ["DEAD_AFTER", "MOST_ATTEMPTS", "beat", "reap", "run_worker"]

BEAT_SECONDS = 5
MOST_ATTEMPTS = 3
PATIENCE = 60
"""Seconds that the end waits for a scheduled action, such as a mail that is being handed over."""

log = logging.getLogger(__name__)


def run_worker(*, parent: int | None = None, once: bool = False) -> None:
    """Work until stopped; with a parent process, until that one is gone.

    once: make what is due by the clock, then every job that waits, and end. Heart, clock and jobs have a
    thread each: a long build holds up no mail, and a slow mail server no heartbeat.
    """
    name = this_worker()
    STOPPING.clear()
    beat(name, timezone.now())
    reap(timezone.now())
    heart = _thread(_keep_beating, name, parent)
    clock = _thread(_keep_time, name, once)
    worker = Worker(
        queue_names=["*"], interval=0.5, batch=once, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id=name, excluded_queue_names=[],
    )  # fmt: skip
    worker.configure_signals()
    try:
        if once:
            clock.join()
        worker.run()
    finally:
        STOPPING.set()
        clock.join(PATIENCE)
        heart.join(PATIENCE)
        STOPPING.clear()
        WorkerBeat.objects.filter(worker=name).delete()


def _thread(work: Callable[..., None], *arguments: object) -> threading.Thread:
    thread = threading.Thread(target=work, args=arguments, daemon=True)
    thread.start()
    return thread


def _keep_beating(name: str, parent: int | None) -> None:
    while not STOPPING.wait(BEAT_SECONDS):
        if parent is not None and os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)
        _with_database(_beat_and_reap, name)


def _keep_time(name: str, once: bool) -> None:
    """Also in a thread of its own when it is done once, so that a signal ends it as usual."""
    _with_database(_look_at_the_clock, name)
    while not once and not STOPPING.wait(BEAT_SECONDS):
        _with_database(_look_at_the_clock, name)


def _beat_and_reap(name: str) -> None:
    beat(name, timezone.now())
    reap(timezone.now())


def _look_at_the_clock(name: str) -> None:
    run_due(timezone.now(), worker=name, clock=timezone.now)


def _with_database(work: Callable[[str], None], name: str) -> None:
    """A database that is away or locked for a while must not stop heart or clock for good."""
    close_old_connections()
    try:
        work(name)
    except DatabaseError:
        log.exception("the database did not answer; trying again")
    finally:
        connection.close()


@transaction.atomic
def reap(at: datetime) -> int:
    """Put jobs of dead workers back into the queue, at most three times; returns how many were touched."""
    alive = living(at)
    WorkerBeat.objects.filter(at__lt=at - 10 * DEAD_AFTER).delete()
    orphans = [job for job in DBTaskResult.objects.running() if not alive & set(job.worker_ids[-1:])]
    for job in orphans:
        again = len(job.worker_ids) < MOST_ATTEMPTS
        job.status = "READY" if again else "FAILED"
        job.started_at = None if again else job.started_at
        job.finished_at = None if again else at
        job.save(update_fields=["status", "started_at", "finished_at"])
    return len(orphans)
