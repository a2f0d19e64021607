"""What the platform does by the clock: the mail of the day, waiting mails, old results of jobs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lotrinh.office.platform import schedule
from lotrinh.office.platform.beats import this_worker
from lotrinh.office.platform.files.sweeping import sweep
from lotrinh.office.platform.messages.mail.collect import DAILY, URGENT, collect
from lotrinh.office.platform.messages.mail.deliver import deliver
from lotrinh.office.platform.models import ScheduledRun
from lotrinh.office.platform.schedule import every

KEPT = timedelta(days=30)


@every("platform.collect_mail", at=settings.MAIL_AT)
def collect_mail(at: datetime) -> dict[str, Any]:
    """Put what nobody has been mailed into one mail a person."""
    return collect(DAILY, at=at).plain()


@every("platform.send_mail", minutes=1)
def send_mail(at: datetime) -> dict[str, Any]:
    """Urgent messages at once; then every mail that waits, also those of the morning."""
    urgent = collect(URGENT, at=at)
    sent = deliver(worker=this_worker(), now=timezone.now, stopping=schedule.STOPPING.is_set)
    return {"urgent": urgent.digests, **sent.plain()}


@every("platform.prune", at="03:30")
def prune(at: datetime) -> dict[str, int]:
    """Drop results of jobs and rows of scheduled runs that ended more than thirty days ago."""
    jobs, _ = DBTaskResult.objects.finished().filter(finished_at__lt=at - KEPT).delete()
    runs, _ = ScheduledRun.objects.filter(taken_at__lt=at - KEPT).delete()
    return {"jobs": jobs, "runs": runs}


@every("platform.sweep_files", at="03:45")
def sweep_files(at: datetime) -> dict[str, int]:
    """Remove bytes that no row names any more: what a transaction that was rolled back left in the store."""
    return {"removed": sweep(at=at)}
