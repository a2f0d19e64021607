"""Jobs whose worker died come back, but not for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from lotrinh.office.platform.worker import DEAD_AFTER, MOST_ATTEMPTS, beat, reap

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def running(*workers: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status="RUNNING", args_kwargs={"args": [], "kwargs": {}}, task_path="x.y", worker_ids=list(workers),
        backend_name="default", run_after=NOW, started_at=NOW, exception_class_path="", traceback="",
    )  # fmt: skip


def test_a_job_of_a_living_worker_is_left_alone() -> None:
    job = running("a")
    beat("a", NOW)
    assert reap(NOW + DEAD_AFTER / 2) == 0
    job.refresh_from_db()
    assert job.status == "RUNNING"


def test_a_job_of_a_dead_worker_waits_again() -> None:
    job = running("a")
    beat("a", NOW)
    assert reap(NOW + DEAD_AFTER + timedelta(seconds=1)) == 1
    job.refresh_from_db()
    assert (job.status, job.started_at) == ("READY", None)


def test_after_the_last_attempt_it_has_failed() -> None:
    job = running(*"abc"[:MOST_ATTEMPTS])
    assert reap(NOW) == 1
    job.refresh_from_db()
    assert (job.status, job.finished_at) == ("FAILED", NOW)
