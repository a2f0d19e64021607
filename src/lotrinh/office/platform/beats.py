"""Which background workers are alive: each says so every few seconds."""

from __future__ import annotations

import os
import uuid
from datetime import datetime, timedelta
from functools import cache

from lotrinh.office.platform.models import WorkerBeat

DEAD_AFTER = timedelta(seconds=45)


def this_worker() -> str:
    """The name of this process among the workers; the same until it ends."""
    return _name(os.getpid())


@cache
def _name(process: int) -> str:
    return f"{process}-{uuid.uuid4().hex[:8]}"


def beat(name: str, at: datetime) -> None:
    """This worker is alive."""
    WorkerBeat.objects.update_or_create(worker=name, defaults={"at": at})


def living(at: datetime) -> set[str]:
    """The workers that have said so lately."""
    return set(WorkerBeat.objects.filter(at__gte=at - DEAD_AFTER).values_list("worker", flat=True))
