"""Corrective actions: one for each item of a conclusion, with all that was said and shown about it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from lotrinh.office.followup import rows
from lotrinh.office.platform.guarded import guarded


class Correction(models.Model):
    """What one item of a conclusion orders. state: a key of definitions/workflows/correction.yaml.

    unit: who answers for it now (another one after a merger or a handing over); due_on: the day it is due now
    (another one after an extension). first_due_on stays. done_on: the day it was reported done, and that was
    verified. Overdue is never stored: it follows from the clock.
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    item = models.OneToOneField(
        "inspections.ConclusionItem", on_delete=models.PROTECT, related_name="correction"
    )
    inspection = models.ForeignKey(
        "inspections.Inspection", on_delete=models.PROTECT, related_name="corrections"
    )
    unit = models.ForeignKey("registry.Unit", on_delete=models.PROTECT, related_name="corrections")
    state = models.CharField(max_length=12, default="assigned", db_index=True)
    assigned_on = models.DateField()
    first_due_on = models.DateField()
    due_on = models.DateField(db_index=True)
    done_on = models.DateField(null=True)
    verified_on = models.DateField(null=True)
    times_sent_back = models.PositiveSmallIntegerField(default=0)
    reinspection = models.ForeignKey(
        "inspections.Inspection", null=True, on_delete=models.PROTECT, related_name="checks_corrections"
    )
    revision = models.PositiveIntegerField(default=1)

    objects = guarded(rows.CorrectionRows)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["unit", "state", "due_on"], name="followup_by_unit")]

    def __str__(self) -> str:
        return f"{self.inspection_id}/{self.item_id}"


class CorrectionEntry(models.Model):
    """One thing said or done about a corrective action, with the verb that it was. Never changed."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="entries")
    verb = models.CharField(max_length=30)
    before = models.CharField(max_length=12)
    after = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = guarded(rows.EntryRows)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.correction_id} {self.verb}"


class CorrectionEvidence(models.Model):
    """A file that a unit shows with an entry; about_on: the day that it is about. Never changed."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="evidence")
    entry = models.ForeignKey(CorrectionEntry, on_delete=models.PROTECT, related_name="evidence")
    file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=500, blank=True)
    about_on = models.DateField(null=True)

    objects = guarded(rows.OfCorrection)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.correction_id} {self.file_id}"


class ExtensionRequest(models.Model):
    """A unit asks for a later day; somebody decides. One open request at a time."""

    ASKED, GRANTED, REFUSED = "asked", "granted", "refused"

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="extensions")
    asked_until = models.DateField()
    reason = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, default=ASKED)
    granted_until = models.DateField(null=True)
    decision = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = guarded(rows.OfCorrection)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["asked", "granted", "refused"]), name="followup_extension_state"
            ),
            models.UniqueConstraint(
                fields=["correction"], condition=Q(state="asked"), name="followup_one_open_request"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.correction_id} → {self.asked_until}"


class Reminder(models.Model):
    """A reminder that was given once: the triple is unique, so it is never given twice. Never changed.

    event: due-7, due-3, due-1, overdue, overdue-head, overdue-office or letter; due_on: the day it spoke of.
    paper: the letter, when there was one.
    """

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="reminders")
    event = models.CharField(max_length=20)
    due_on = models.DateField()
    at = models.DateTimeField()
    people = models.PositiveSmallIntegerField(default=0, help_text="how many were told")
    paper = models.ForeignKey("platform.OfficialPaper", null=True, on_delete=models.PROTECT, related_name="+")

    objects = guarded(rows.OfCorrection)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["correction", "event", "due_on"],
                condition=~Q(event="letter"),
                name="followup_reminder_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.correction_id} {self.event}"
