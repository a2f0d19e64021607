"""One inspection: what it is about, who carries it out, its steps, its limits."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from lotrinh.office.inspections import rows
from lotrinh.office.platform.guarded import guarded

PARTS = [("am", "am"), ("pm", "pm")]


class Inspection(models.Model):
    """One visit of the adopted roadmap, a re-inspection, or a past inspection known from a publication.

    state, held_state: keys of definitions/workflows/inspection.yaml; held_state is the state in which it was
    postponed, paused or stopped. place_name: the exact place where a source names one below the unit of the
    register. checklist: [{"key", "version", "digest"}], what its questions were taken from. source: where a
    past inspection is published; date_note: how sure its days are, where the source gives no
    exact ones; synthetic: invented for illustration, and labelled so wherever it appears.
    begun_at, ended_at: the visit itself. revision grows with every change of the row.
    """

    DIRECT, UNANNOUNCED, REPORTS, DIGITAL = "direct", "unannounced", "reports", "digital"
    ROADMAP, REINSPECTION, ARCHIVE = "roadmap", "reinspection", "archive"

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey("planning.Plan", null=True, on_delete=models.PROTECT, related_name="inspections")
    visit = models.OneToOneField(
        "planning.Visit", null=True, on_delete=models.PROTECT, related_name="inspection"
    )
    unit = models.ForeignKey("registry.Unit", on_delete=models.PROTECT, related_name="inspections")
    place_name = models.CharField(max_length=300, blank=True)
    team_id = models.CharField(max_length=40, blank=True)
    start_date = models.DateField()
    start_part = models.CharField(max_length=2, choices=PARTS, default="am")
    end_date = models.DateField()
    end_part = models.CharField(max_length=2, choices=PARTS, default="pm")
    form = models.CharField(max_length=12, default=DIRECT)
    origin = models.CharField(max_length=12, default=ROADMAP)
    reinspects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="reinspections")
    state = models.CharField(max_length=20, default="planned", db_index=True)
    held_state = models.CharField(max_length=20, blank=True)
    hold_reason = models.TextField(blank=True)
    hold_until = models.DateField(null=True)
    checklist = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    source = models.TextField(blank=True)
    date_note = models.CharField(max_length=100, blank=True)
    synthetic = models.BooleanField(default=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    objects = guarded(rows.InspectionRows)

    class Meta:
        ordering = ["start_date", "start_part", "pk"]
        indexes = [
            models.Index(fields=["plan", "state"], name="inspections_by_plan"),
            models.Index(fields=["team_id", "start_date"], name="inspections_by_team"),
            models.Index(fields=["unit", "start_date"], name="inspections_by_unit"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(start_date__lte=F("end_date")), name="inspections_order"),
            models.CheckConstraint(
                condition=Q(form__in=["direct", "unannounced", "reports", "digital"]), name="inspections_form"
            ),
            models.CheckConstraint(
                condition=Q(origin__in=["roadmap", "reinspection", "archive"]), name="inspections_origin"
            ),
            models.CheckConstraint(
                condition=~Q(origin="archive") | ~Q(source=""), name="inspections_archive_has_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.start_date}"


class Seat(models.Model):
    """A person in the team, from a moment on; ended_at when he was replaced or left. role: head, deputy,
    secretary or member. nomination: the paper by which his own body named him (number and date).
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="seats")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="inspection_seats"
    )
    name = models.CharField(max_length=150)
    office = models.CharField(max_length=200, blank=True)
    body_code = models.CharField(max_length=60, blank=True)
    body_name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=10)
    fields = models.JSONField(default=list)
    nomination = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["head", "deputy", "secretary", "member"]), name="inspections_seat_role"
            ),
            models.UniqueConstraint(
                fields=["inspection"],
                condition=Q(role="head", ended_at__isnull=True),
                name="inspections_one_head",
            ),
            models.UniqueConstraint(
                fields=["inspection", "account"],
                condition=Q(ended_at__isnull=True, account__isnull=False),
                name="inspections_seat_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.role} {self.name}"


class Step(models.Model):
    """One verb that was done: the chain as it really went. Never changed."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=40)
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    paper = models.ForeignKey("platform.OfficialPaper", null=True, on_delete=models.PROTECT, related_name="+")
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.verb}"


class Deadline(models.Model):
    """The last day of a limit of one inspection, as it was computed when its event came; met_on when done.

    A later change of the plan's settings does not move it: a new computation is a new row, `current` tells.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="deadlines")
    key = models.CharField(max_length=40)
    due_on = models.DateField(db_index=True)
    provisional = models.BooleanField(default=False)
    reason = models.JSONField(encoder=DjangoJSONEncoder, help_text="a Reason as plain data")
    set_at = models.DateTimeField()
    met_on = models.DateField(null=True)
    current = models.BooleanField(default=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "key"], condition=Q(current=True), name="inspections_deadline_one_holds"
            )
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.key} {self.due_on}"


class LimitSetting(models.Model):
    """Days of a limit as a plan sets them, in place of the default of the workflow; with the reason."""

    plan = models.ForeignKey("planning.Plan", on_delete=models.PROTECT, related_name="limit_settings")
    key = models.CharField(max_length=40)
    days = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=8)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    current = models.BooleanField(default=True)

    class Meta:
        ordering = ["key", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__in=["working", "calendar"]), name="inspections_limit_unit"
            ),
            models.CheckConstraint(condition=Q(days__lte=366), name="inspections_limit_days"),
            models.UniqueConstraint(
                fields=["plan", "key"], condition=Q(current=True), name="inspections_limit_one_holds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.key}: {self.days} {self.unit}"
