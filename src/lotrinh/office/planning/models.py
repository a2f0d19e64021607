"""Plans, what is known about units and teams in them, builds, roadmaps and their visits."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from lotrinh.office.planning import rows, states
from lotrinh.office.platform.guarded import guarded

PARTS = [("am", "am"), ("pm", "pm")]


class Plan(models.Model):
    """An inspection plan as it was loaded; the definition is the whole plan, the digest binds it."""

    key = models.SlugField(max_length=80, unique=True)
    number = models.CharField(max_length=80)
    title = models.CharField(max_length=500)
    issued_on = models.DateField(null=True)
    period_start = models.DateField()
    period_end = models.DateField(help_text="last day of the period, included")
    register = models.ForeignKey("registry.Register", on_delete=models.PROTECT, related_name="+")
    definition = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-period_start", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_start__lte=F("period_end")), name="planning_plan_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} – {self.title}"


class TeamSeat(models.Model):
    """Which account sits in which team of a plan: an inspector sees his team's visits."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="seats")
    team_id = models.CharField(max_length=40)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="team_seats")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "team_id", "account"], name="planning_seat_once")
        ]

    def __str__(self) -> str:
        return f"{self.team_id}: {self.account_id}"


class SelectionMark(models.Model):
    """A unit that must, or must never, be visited under a plan, with the reason somebody gave."""

    MUST, NEVER = "must", "never"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="marks")
    unit = models.ForeignKey("registry.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=[(MUST, MUST), (NEVER, NEVER)])
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = guarded(rows.OfficeOnly)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["must", "never"]), name="planning_mark_kind"),
            models.CheckConstraint(condition=~Q(reason=""), name="planning_mark_reason"),
            models.UniqueConstraint(
                fields=["plan", "unit"],
                condition=Q(withdrawn_at__isnull=True),
                name="planning_mark_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.kind}"


class Closure(models.Model):
    """Days (both included) on which a unit cannot receive a team: closed, or another inspection is there."""

    CLOSED, INSPECTION = "closed", "inspection"

    unit = models.ForeignKey("registry.Unit", on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    end = models.DateField()
    reason = models.CharField(max_length=500)
    kind = models.CharField(
        max_length=10, choices=[(CLOSED, CLOSED), (INSPECTION, INSPECTION)], default=CLOSED
    )
    withdrawn_at = models.DateTimeField(null=True)

    objects = guarded(rows.OfficeOnly)

    class Meta:
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="planning_closure_order"),
            models.CheckConstraint(
                condition=Q(kind__in=["closed", "inspection"]), name="planning_closure_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.start}–{self.end}"


class TeamAbsence(models.Model):
    """Days (both included) on which a team of a plan makes no visit."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="absences")
    team_id = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField()
    reason = models.CharField(max_length=500)
    withdrawn_at = models.DateTimeField(null=True)

    objects = guarded(rows.OfficeOnly)

    class Meta:
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="planning_absence_order")
        ]

    def __str__(self) -> str:
        return f"{self.team_id}: {self.start}–{self.end}"


class Roadmap(models.Model):
    """A roadmap of a plan: the problem as it was set, the answer, and how good it is.

    A draft may be moved about; from adoption on the row and its visits are frozen (triggers in the database).
    """

    BUILT, MOVED, REPLANNED = "built", "moved", "replanned"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="roadmaps")
    version = models.PositiveIntegerField()
    status = models.CharField(max_length=10, default=states.DRAFT)
    origin = models.CharField(max_length=10, default=BUILT)
    seed = models.BigIntegerField(default=0)
    problem = models.JSONField(encoder=DjangoJSONEncoder)
    answer = models.JSONField(encoder=DjangoJSONEncoder)
    total = models.FloatField(null=True)
    bound = models.FloatField(null=True)
    gap = models.FloatField(null=True)
    digest = models.CharField(max_length=64)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    adopted_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    objects = guarded(rows.RoadmapRows)

    class Meta:
        ordering = ["plan", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "version"], name="planning_roadmap_version"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(status="adopted"), name="planning_roadmap_one_adopted"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "adopted", "superseded", "withdrawn"]),
                name="planning_roadmap_status",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "withdrawn"])
                | Q(adopted_at__isnull=False, adopted_by__isnull=False),
                name="planning_roadmap_adopted_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.version}"


class Visit(models.Model):
    """A team at a unit; both half days are included. Unannounced ones are not for the inspected side."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="visits")
    unit = models.ForeignKey("registry.Unit", on_delete=models.PROTECT, related_name="+")
    team_id = models.CharField(max_length=40)
    start_date = models.DateField()
    start_part = models.CharField(max_length=2, choices=PARTS)
    end_date = models.DateField()
    end_part = models.CharField(max_length=2, choices=PARTS)
    announced = models.BooleanField(default=True)
    reasons = models.JSONField(default=list, encoder=DjangoJSONEncoder)

    objects = guarded(rows.VisitRows)

    class Meta:
        ordering = ["start_date", "start_part", "team_id"]
        indexes = [models.Index(fields=["roadmap", "team_id", "start_date"], name="planning_visit_board")]
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "unit"], name="planning_visit_unit_once"),
            models.CheckConstraint(condition=Q(start_date__lte=F("end_date")), name="planning_visit_order"),
            models.CheckConstraint(
                condition=Q(start_part__in=["am", "pm"], end_part__in=["am", "pm"]),
                name="planning_visit_parts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.roadmap_id}: {self.unit_id}"


class VisitMove(models.Model):
    """A visit moved by hand on a draft: from where to where; undone_at when it was taken back."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="moves")
    before = models.JSONField()
    after = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    objects = guarded(rows.OfficeOnly)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.before} → {self.after}"


class Build(models.Model):
    """A request to build a roadmap, with its progress; runs in the background."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="builds")
    status = models.CharField(max_length=8, default=states.QUEUED)
    seed = models.BigIntegerField()
    limit = models.FloatField(help_text="work limit in seconds")
    progress = models.PositiveSmallIntegerField(default=0, help_text="0-100")
    log = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    result = models.ForeignKey(Roadmap, null=True, on_delete=models.SET_NULL, related_name="builds")
    clashes = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = guarded(rows.OfficeOnly)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["queued", "running", "done", "failed"]), name="planning_build_status"
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="planning_build_progress"),
            models.CheckConstraint(condition=Q(limit__gt=0), name="planning_build_limit"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} #{self.pk}"


class WhatIfCurve(models.Model):
    """Risk covered against team-days, for a roadmap: points as plain data, none while it is being
    computed.
    """

    roadmap = models.OneToOneField(Roadmap, on_delete=models.CASCADE, related_name="curve")
    points = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField(null=True)

    objects = guarded(rows.OfficeOnly)

    def __str__(self) -> str:
        return f"curve of {self.roadmap_id}"


class ReplanRequest(models.Model):
    """Somebody needs the roadmap planned anew because a visit cannot take place as it stands.

    start: the first day that is lost; until: the first day on which it is possible again, if known.
    closed_at: a newer roadmap was adopted (taken_by) or the matter was settled by hand.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="replan_requests")
    unit = models.ForeignKey("registry.Unit", on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    until = models.DateField(null=True)
    reason = models.TextField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Roadmap, null=True, on_delete=models.PROTECT, related_name="+")

    objects = guarded(rows.OfficeOnly)

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "unit"],
                condition=Q(closed_at__isnull=True),
                name="planning_replan_request_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.unit_id} {self.start}"


class CalendarFeed(models.Model):
    """A calendar at a secret address; only the digest of the token is kept."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="feeds")
    team_id = models.CharField(max_length=40)
    token_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = guarded(rows.FeedRows)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.team_id}"
