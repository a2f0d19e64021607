"""Background work: which workers are alive, and which scheduled runs have been made."""

from __future__ import annotations

from django.db import models


class WorkerBeat(models.Model):
    """A background worker that is alive, and when it last said so."""

    worker = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker


class ScheduledRun(models.Model):
    """A run of a schedule that somebody has taken: the pair is unique, so two workers never both make it.

    slot: the moment that the run stands for, such as 2026-11-25T07:00. finished_at is empty while it runs.
    worker: who took it; when that one is dead or the run failed, another takes the same row, tries counts it.
    """

    key = models.CharField(max_length=60)
    slot = models.CharField(max_length=32)
    taken_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict)
    worker = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["key", "slot"], name="platform_scheduled_run_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.slot}"
