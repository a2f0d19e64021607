"""The background worker: django-tasks' own, with a heartbeat and a reaper for jobs whose worker died."""

from __future__ import annotations

import os
import signal
import threading
import uuid
from datetime import datetime, timedelta

from django.db import close_old_connections, connection, transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from lotrinh.office.platform.models import WorkerBeat

BEAT_SECONDS = 5
DEAD_AFTER = timedelta(seconds=45)
MOST_ATTEMPTS = 3


def run_worker(*, parent: int | None = None, once: bool = False) -> None:
    """Work until stopped; with a parent process, until that one is gone. once: end when nothing waits."""
    name = f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
    beat(name, timezone.now())
    reap(timezone.now())
    threading.Thread(target=_keep_beating, args=(name, parent), daemon=True).start()
    worker = Worker(
        queue_names=["*"], interval=0.5, batch=once, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id=name, excluded_queue_names=[],
    )  # fmt: skip
    worker.configure_signals()
    try:
        worker.run()
    finally:
        WorkerBeat.objects.filter(worker=name).delete()


def _keep_beating(name: str, parent: int | None) -> None:
    pause = threading.Event()
    while not pause.wait(BEAT_SECONDS):
        if parent is not None and os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)
        close_old_connections()
        beat(name, timezone.now())
        reap(timezone.now())
        connection.close()


def beat(name: str, at: datetime) -> None:
    """This worker is alive."""
    WorkerBeat.objects.update_or_create(worker=name, defaults={"at": at})


@transaction.atomic
def reap(at: datetime) -> int:
    """Put jobs of dead workers back into the queue, at most three times; returns how many were touched."""
    alive = set(WorkerBeat.objects.filter(at__gte=at - DEAD_AFTER).values_list("worker", flat=True))
    WorkerBeat.objects.filter(at__lt=at - 10 * DEAD_AFTER).delete()
    orphans = [job for job in DBTaskResult.objects.running() if not alive & set(job.worker_ids[-1:])]
    for job in orphans:
        again = len(job.worker_ids) < MOST_ATTEMPTS
        job.status = "READY" if again else "FAILED"
        job.started_at = None if again else job.started_at
        job.finished_at = None if again else at
        job.save(update_fields=["status", "started_at", "finished_at"])
    return len(orphans)
