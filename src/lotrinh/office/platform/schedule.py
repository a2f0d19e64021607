"""What happens by the clock: actions that are registered once, and slots that one worker alone takes."""

from __future__ import annotations

import json
import logging
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from lotrinh.office.platform.beats import beat, living, this_worker
from lotrinh.office.platform.models import ScheduledRun

MOST_TRIES = 3
PAUSE_AFTER_FAILURE = timedelta(minutes=10)
STOPPING = threading.Event()
"""Set when this process is asked to end; long actions look at it between two pieces of work."""

Action = Callable[[datetime], Any]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Scheduled:
    """An action of the clock: every day at a time of day (local), or every so many minutes from midnight."""

    key: str
    action: Action
    at: str
    minutes: int

    def slot(self, now: datetime) -> str:
        """The slot of today that is due at this moment and no later one; '' when none is yet."""
        here = timezone.localtime(now)
        if not self.minutes:
            return f"{here:%Y-%m-%d}T{self.at}" if f"{here:%H:%M}" >= self.at else ""
        start = (here.hour * 60 + here.minute) // self.minutes * self.minutes
        return f"{here:%Y-%m-%d}T{start // 60:02d}:{start % 60:02d}"


SCHEDULE: dict[str, Scheduled] = {}


def every(key: str, *, at: str = "", minutes: int = 0) -> Callable[[Action], Action]:
    """Register ``action(at)`` for the clock; what it returns (plain data) is kept as the outcome.

    at: "07:00", local time. minutes: 1 to 720. Exactly one of the two. The action may run twice for a slot
    when its worker died or it failed, so it does no harm when it is repeated. Raises ValueError.
    """
    if bool(at) == bool(minutes) or not 0 <= minutes <= 720 or len(key) > 60:
        raise ValueError(
            f"{key}: give at= or minutes=, the minutes from 1 to 720, a key of at most 60 letters"
        )
    if at and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", at):
        raise ValueError(f"{key}: at is a time of day such as 07:00, got {at!r}")

    def register(action: Action) -> Action:
        known = SCHEDULE.setdefault(key, Scheduled(key, action, at, minutes))
        if (known.action.__module__, known.action.__name__) != (action.__module__, action.__name__):
            raise ValueError(f"two scheduled actions are called {key}")
        return action

    return register


def run_due(
    now: datetime, *, worker: str = "", clock: Callable[[], datetime] | None = None
) -> list[ScheduledRun]:
    """Take and make every run that is due; returns those that this worker made.

    A slot that nobody took today, such as 07:00 while the machine was off, is made once; earlier days not.
    clock: tells when each one ended; without it all end at ``now``.
    """
    name = worker or this_worker()
    beat(name, now)
    made = []
    for scheduled, run in _due(now, name):
        if STOPPING.is_set():
            break
        taken = _take_again(run, name, now) if run else _take(scheduled, name, now)
        if taken:
            made.append(_make(scheduled, taken, now, clock))
    return made


def _due(now: datetime, worker: str) -> list[tuple[Scheduled, ScheduledRun | None]]:
    """What may be taken, the earlier slot first; with its row where a run is to be made again."""
    slots = {s.key: s.slot(now) for s in SCHEDULE.values()}
    rows = ScheduledRun.objects.filter(key__in=slots, slot__in=set(slots.values()))
    known = {row.key: row for row in rows if row.slot == slots[row.key]}
    alive = living(now) if any(row.finished_at is None for row in known.values()) else set()
    in_order = sorted((s for s in SCHEDULE.values() if slots[s.key]), key=lambda s: slots[s.key])
    waiting = [(s, known.get(s.key)) for s in in_order]
    return [(s, row) for s, row in waiting if row is None or _may_be_repeated(row, alive, now)]


def _may_be_repeated(row: ScheduledRun, alive: set[str], now: datetime) -> bool:
    """Its worker is dead, or it failed a while ago; not for ever."""
    if row.tries >= MOST_TRIES:
        return False
    if row.finished_at is None:
        return row.worker not in alive
    return "error" in row.outcome and row.finished_at <= now - PAUSE_AFTER_FAILURE


def _take(scheduled: Scheduled, worker: str, now: datetime) -> ScheduledRun | None:
    """The row of the slot, or nothing when another worker was quicker."""
    try:
        with transaction.atomic():
            return ScheduledRun.objects.create(
                key=scheduled.key, slot=scheduled.slot(now), taken_at=now, worker=worker
            )
    except IntegrityError:
        return None


def _take_again(run: ScheduledRun, worker: str, now: datetime) -> ScheduledRun | None:
    rows = ScheduledRun.objects.filter(pk=run.pk, tries=run.tries, worker=run.worker)
    taken = rows.update(tries=run.tries + 1, worker=worker, taken_at=now, finished_at=None, outcome={})
    return ScheduledRun.objects.get(pk=run.pk) if taken else None


def _make(
    scheduled: Scheduled, run: ScheduledRun, now: datetime, clock: Callable[[], datetime] | None
) -> ScheduledRun:
    """Run the action; an error is kept with the run and stops no other one."""
    try:
        outcome = scheduled.action(now)
        run.outcome = json.loads(json.dumps({} if outcome is None else outcome, default=str))
    except Exception as error:
        log.exception("the scheduled action %s failed", scheduled.key)
        run.outcome = {"error": f"{type(error).__name__}: {error}"[:2000].replace("\0", "")}
    run.finished_at = clock() if clock else now
    rows = ScheduledRun.objects.filter(pk=run.pk, worker=run.worker, tries=run.tries)
    rows.update(outcome=run.outcome, finished_at=run.finished_at)
    return run
